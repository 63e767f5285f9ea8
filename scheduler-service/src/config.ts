import { isIP } from 'node:net';
import { fileURLToPath } from 'node:url';
import { DEFAULT_MIN_INTERVAL_MS } from '@punctual/contracts/schedules/schedule-defaults';
import { DAY_MS } from '@punctual/contracts/time';
import { emailAddress } from '@punctual/contracts/users/email-address';
import {
  ConfigError,
  commonSettings,
  count,
  mailSettings,
  port,
  processEnvironment,
  readSettings,
  replacedSecret,
  secretsKeys,
  strongSecret,
} from '@punctual/engine/platform/config';
import { caughtMailPage } from '@punctual/engine/platform/smtp-server';
import { readTaskRules, taskRuleSettings } from '@punctual/engine/tasks/task-rules';
import { z } from 'zod';
import { isCommonPassword } from './accounts/passwords/common-passwords.ts';
import { oidcSettings, parseOidc } from './auth/oidc/oidc-settings.ts';
import { limitSettings, parseLimits } from './limits/limit-settings.ts';
import { tellTo } from './watchdog/tell-to.ts';

/** Longest wait for the database: a request is answered within this in any case. */
const ANSWER_MS = 2_000;
const HOPS = /^\d{1,2}$/;
const NAMED_PROXIES = new Set(['loopback', 'linklocal', 'uniquelocal']);

const settings = {
  ...commonSettings,
  // No default of its own: it would hide PORT.
  SCHEDULER_PORT: port(3002).removeDefault().optional(),
  PORT: port(3002),
  JWT_SECRET: strongSecret,
  JWT_SECRET_PREVIOUS: replacedSecret,
  ADMIN_EMAIL: emailAddress.optional(),
  ADMIN_PASSWORD: z
    .string()
    .min(8, 'must have at least 8 characters.')
    .max(256)
    .refine((text) => !isCommonPassword(text), 'is one that many people use; make one of your own.')
    .optional(),
  ADMIN_SECOND_FACTOR: z.enum(['optional', 'required'], 'must be optional or required.').default('optional'),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'must be an address such as https://jobs.example.com' })
    .optional(),
  TRUST_PROXY: z
    .string()
    .refine(
      (text) => HOPS.test(text) || text.split(',').every((part) => isProxy(part.trim())),
      'must be the number of proxies before the service, or their addresses: 1, or 10.0.0.0/8,loopback',
    )
    .optional(),
  PANEL_DIR: z.string().default(fileURLToPath(new URL('../../admin-panel/dist', import.meta.url))),
  MIN_INTERVAL: count(DEFAULT_MIN_INTERVAL_MS, DEFAULT_MIN_INTERVAL_MS, 86_400_000),
  ...taskRuleSettings,
  ...oidcSettings,
  ...limitSettings,
  // Sends the mails of accounts. Without it none is sent.
  SMTP_URL: mailSettings.SMTP_URL.optional(),
  MAIL_FROM: mailSettings.MAIL_FROM,
  // Operators who are told by the watchdog; without any it writes to the log alone.
  ALERT_TO: tellTo.optional(),
  HEARTBEAT_URL: z
    .url({ protocol: /^https?$/, error: 'must be an address such as https://monitor.example.com/ping' })
    .optional(),
  EMAIL_VERIFICATION: z.enum(['off', 'required'], 'must be off or required.').default('off'),
  RATE_LIMIT_LOGIN_FAILURES: count(5, 1, 100_000),
  RATE_LIMIT_LOGIN_FAILURES_PER_IP: count(50, 1, 100_000),
  RATE_LIMIT_LOGIN_FAILURES_OVERALL: count(1_000, 1, 1_000_000),
  RATE_LIMIT_REGISTRATIONS_PER_IP: count(100, 1, 1_000_000),
};

export type Config = ReturnType<typeof readConfig>;

/** @throws ConfigError listing everything that is wrong */
export function readConfig(env = processEnvironment()) {
  const given = readSettings(settings, env);
  const verificationRequired = given.EMAIL_VERIFICATION === 'required';
  if (verificationRequired && !given.SMTP_URL)
    throw new ConfigError('SMTP_URL is missing: EMAIL_VERIFICATION=required has to send mail.');
  if (given.ALERT_TO && given.ALERT_TO.emails.length > 0 && !given.SMTP_URL)
    throw new ConfigError('SMTP_URL is missing: ALERT_TO names addresses, and has to send mail.');
  const secondFactorDemanded = given.ADMIN_SECOND_FACTOR === 'required';
  if (secondFactorDemanded && !given.SECRETS_KEY)
    throw new ConfigError('SECRETS_KEY is missing: ADMIN_SECOND_FACTOR=required has to keep secrets.');
  const listenOn = given.SCHEDULER_PORT ?? given.PORT;
  return {
    host: given.HOST,
    port: listenOn,
    keepAliveMs: given.HTTP_KEEP_ALIVE_MS,
    publicUrl: new URL(given.PUBLIC_URL ?? `http://localhost:${listenOn}`),
    trustProxy: parseProxies(given.TRUST_PROXY),
    mongo: {
      uri: given.MONGODB_URI,
      poolSize: given.MONGODB_POOL_SIZE,
      appName: 'punctual-scheduler',
      timeoutMs: ANSWER_MS,
    },
    redisUrl: given.REDIS_URL,
    redisCacheUrl: given.REDIS_CACHE_URL ?? given.REDIS_URL,
    secretsKeys: secretsKeys(given),
    jwtSecrets: listSecrets(given.JWT_SECRET, given.JWT_SECRET_PREVIOUS),
    admin: { email: given.ADMIN_EMAIL, password: given.ADMIN_PASSWORD },
    panelDir: given.PANEL_DIR,
    minIntervalMs: given.MIN_INTERVAL,
    taskRules: readTaskRules(given),
    limits: parseLimits(given),
    concurrentRequests: given.RATE_LIMIT_CONCURRENT,
    auditKeptMs: given.AUDIT_RETENTION_DAYS * DAY_MS,
    metricsToken: given.METRICS_TOKEN,
    mail: given.SMTP_URL ? { smtpUrl: given.SMTP_URL, from: given.MAIL_FROM } : null,
    mailCaughtAt: given.SMTP_URL ? caughtMailPage(given.SMTP_URL) : null,
    alertTo: given.ALERT_TO ?? { emails: [], webhooks: [] },
    heartbeatUrl: given.HEARTBEAT_URL,
    verificationRequired,
    secondFactorDemanded,
    oidc: parseOidc(given),
    freeAttempts: {
      loginFailures: given.RATE_LIMIT_LOGIN_FAILURES,
      loginFailuresPerIp: given.RATE_LIMIT_LOGIN_FAILURES_PER_IP,
      loginFailuresOverall: given.RATE_LIMIT_LOGIN_FAILURES_OVERALL,
      registrationsPerIp: given.RATE_LIMIT_REGISTRATIONS_PER_IP,
    },
    retentionMs: given.RUN_RETENTION_DAYS * DAY_MS,
    failpoints: given.SCHED_FAILPOINTS,
    log: { level: given.LOG_LEVEL, format: given.LOG_FORMAT },
  };
}

/** Lists the secrets that are accepted; the one that signs comes first. */
const listSecrets = (current: string, previous: string | undefined): [string, ...string[]] =>
  previous ? [current, previous] : [current];

/** Parses a number of hops, or addresses of proxies; never "all": any client could then claim any address. */
function parseProxies(text: string | undefined): number | string[] | false {
  if (!text) return false;
  return HOPS.test(text) ? Number(text) : text.split(',').map((part) => part.trim());
}

/** Accepts an address, a network in CIDR notation that is not everything, or a name that express knows. */
function isProxy(text: string): boolean {
  if (NAMED_PROXIES.has(text)) return true;
  const [address = '', bits, ...more] = text.split('/');
  const width = isIP(address) === 4 ? 32 : 128;
  const isNetwork =
    bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= width);
  return isIP(address) > 0 && isNetwork && more.length === 0;
}
