import { DAY_MS } from '@punctual/contracts/time';
import {
  commonSettings,
  count,
  type Environment,
  mailSettings,
  port,
  processEnvironment,
  readSettings,
  secretsKeys,
} from '@punctual/engine/platform/config';
import { readTaskRules, taskRuleSettings } from '@punctual/engine/tasks/task-rules';
import { z } from 'zod';

/** Batches are larger than requests; but a lease must not pass while one hangs. */
const OPERATION_MS = 8_000;

const ROLES = ['watch', 'work'] as const;
const roles = z
  .string()
  .default('watch,work')
  .transform((text) => text.split(',').map((role) => role.trim()))
  .pipe(z.array(z.enum(ROLES, { error: 'ROLES is "watch", "work" or "watch,work".' })));

const settings = {
  ...commonSettings,
  // Without a default of its own, which would hide PORT.
  WATCHER_PORT: port(3001).removeDefault().optional(),
  PORT: port(3001),
  ...mailSettings,
  ROLES: roles,
  WORK_CONCURRENCY: count(50, 1, 1_000),
  LEASE_MS: count(30_000, 1_000, 600_000),
  ...taskRuleSettings,
  // Addressees of email in a day (UTC): of one user, of all users; emails to one mailbox. 0: any number.
  MAIL_PER_USER_PER_DAY: count(0, 0, 10_000_000),
  MAIL_PER_RECIPIENT_PER_DAY: count(0, 0, 1_000_000),
  MAIL_PER_DAY: count(0, 0, 100_000_000),
  // The threads of this process that look up names, which Node reads itself; one is left for other work.
  UV_THREADPOOL_SIZE: count(4, 2, 1_024),
  // Per user, host and process: requests at a time; failures in a row after which it is left alone, and for how long.
  HTTP_PER_HOST: count(10, 1, 1_000),
  HTTP_CIRCUIT_FAILURES: count(10, 1, 1_000),
  HTTP_CIRCUIT_COOLING_MS: count(30_000, 100, 3_600_000),
};

/** Variables that Node and the resolver read: without them a child would trust other certificates than its worker. */
const CHILD_VARIABLES = [
  'NODE_EXTRA_CA_CERTS',
  'NODE_OPTIONS',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'LOCALDOMAIN',
  'RES_OPTIONS',
];

export type Config = ReturnType<typeof readConfig>;

/** @throws ConfigError listing everything that is wrong */
export function readConfig(env = processEnvironment()) {
  const given = readSettings(settings, env);
  const { recipients, networks, ports } = readTaskRules(given);
  return {
    host: given.HOST,
    port: given.WATCHER_PORT ?? given.PORT,
    mongo: {
      uri: given.MONGODB_URI,
      poolSize: given.MONGODB_POOL_SIZE,
      appName: 'punctual-watcher',
      timeoutMs: OPERATION_MS,
    },
    redisUrl: given.REDIS_URL,
    redisCacheUrl: given.REDIS_CACHE_URL ?? given.REDIS_URL,
    secretsKeys: secretsKeys(given),
    smtpUrl: given.SMTP_URL,
    mailFrom: given.MAIL_FROM,
    recipients,
    mailQuotas: {
      perUser: given.MAIL_PER_USER_PER_DAY,
      perRecipient: given.MAIL_PER_RECIPIENT_PER_DAY,
      overall: given.MAIL_PER_DAY,
    },
    http: {
      allowedPorts: ports,
      networks,
      lookupsAtOnce: given.UV_THREADPOOL_SIZE - 1,
      perHost: given.HTTP_PER_HOST,
      circuitFailures: given.HTTP_CIRCUIT_FAILURES,
      circuitCoolingMs: given.HTTP_CIRCUIT_COOLING_MS,
    },
    roles: new Set(given.ROLES),
    concurrency: given.WORK_CONCURRENCY,
    leaseMs: given.LEASE_MS,
    retentionMs: given.RUN_RETENTION_DAYS * DAY_MS,
    auditKeptMs: given.AUDIT_RETENTION_DAYS * DAY_MS,
    metricsToken: given.METRICS_TOKEN,
    keepAliveMs: given.HTTP_KEEP_ALIVE_MS,
    failpoints: given.SCHED_FAILPOINTS,
    childEnvironment: pick(env, CHILD_VARIABLES),
    log: { level: given.LOG_LEVEL, format: given.LOG_FORMAT },
  };
}

const pick = (env: Environment, names: string[]): Record<string, string> =>
  Object.fromEntries(names.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])));
