import { readFileSync } from 'node:fs';
import { DEFAULT_RETENTION_DAYS } from '@punctual/contracts/runs/run-limits';
import { z } from 'zod';

export type Environment = Record<string, string | undefined>;

/** Settings are missing or wrong. The message lists all of them at once. */
export class ConfigError extends Error {}

/**
 * Reads settings from an environment: `NAME`, or the content of the file that `NAME_FILE` names.
 * An empty value counts as not set.
 * @throws ConfigError with every variable that is wrong, and its allowed values
 */
export function readSettings<T extends z.ZodRawShape>(shape: T, env: Environment): z.infer<z.ZodObject<T>> {
  const unreadable = new Map<string, string>();
  const raw = Object.fromEntries(Object.keys(shape).map((name) => [name, rawValue(name, env, unreadable)]));
  const parsed = z.object(shape).safeParse(raw);
  if (parsed.success && unreadable.size === 0) return parsed.data;
  const issues = parsed.error?.issues ?? [];
  const wrong = issues.filter(({ path }) => !unreadable.has(String(path[0])));
  const lines = [
    ...unreadable.values(),
    ...wrong.map(({ path, message }) => `${path.join('.')}: ${message}`),
  ];
  throw new ConfigError(`These settings are wrong:\n${lines.map((line) => `  ${line}`).join('\n')}`);
}

function rawValue(name: string, env: Environment, unreadable: Map<string, string>): string | undefined {
  const file = env[`${name}_FILE`];
  const value = file ? secretIn(file) : env[name];
  if (value === null) unreadable.set(name, `${name}_FILE: names ${file}, which cannot be read.`);
  return value || undefined;
}

function secretIn(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return null; // Reported with all other wrong settings.
  }
}

/** Returns the environment of this process, with additions from the `.env` file in the working directory if it exists. */
export function processEnvironment(): Environment {
  try {
    process.loadEnvFile('.env');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  return process.env;
}

const wholeNumber = (min: number, max: number) => {
  const error = `must be a whole number from ${min} to ${max}.`;
  return z.coerce.number({ error }).int(error).min(min, error).max(max, error);
};

export const port = (fallback: number) => wholeNumber(0, 65_535).default(fallback);
export const count = (fallback: number, min: number, max: number) => wholeNumber(min, max).default(fallback);

const address = (kinds: string[], example: string) =>
  z.string({ error: `is missing. Example: ${example}` }).regex(new RegExp(`^(${kinds.join('|')})://`), {
    error: `must begin with ${kinds.join(':// or ')}://. Example: ${example}`,
    abort: true,
  });

const MONGODB_EXAMPLE = 'mongodb://127.0.0.1:27017/punctual';

/** Tells if the address of a MongoDB names a database: without one the driver would take one called "test". */
export const namesDatabase = (uri: string): boolean => /^mongodb(\+srv)?:\/\/[^/?]+\/[^/?]+/.test(uri);

const TOKEN_BYTES = 16;
const KEY_BYTES = 32;

/** Secrets that are written in examples are no secrets. */
const KNOWN_SECRET = /change.?me|secret|example|default/i;
/** A random text of the length of a key has more different characters than this, but for one in a billion. */
const FEWEST_CHARACTERS = 10;

/** A secret that must not be guessed: none of an example, and none that a hand has typed by leaning on a key. */
export const strongSecret = z
  .string({ error: `is missing. Make one: openssl rand -base64 ${KEY_BYTES}` })
  .refine(
    (text) => Buffer.byteLength(text) >= KEY_BYTES,
    `must have at least ${KEY_BYTES} bytes. Make one: openssl rand -base64 ${KEY_BYTES}`,
  )
  .refine((text) => !KNOWN_SECRET.test(text), 'looks like an example; make one of your own.')
  .refine(
    (text) => new Set(text).size >= FEWEST_CHARACTERS,
    `is easy to guess: it has fewer than ${FEWEST_CHARACTERS} different characters. Make one: openssl rand -base64 ${KEY_BYTES}`,
  );

/** A secret that was replaced may have been a weak one: that is a reason to replace it. */
export const replacedSecret = z.string().optional();

/** Lists the key that encrypts the secrets of jobs, then the previous one, which still decrypts; null without a key. */
export const secretsKeys = (given: {
  SECRETS_KEY?: string | undefined;
  SECRETS_KEY_PREVIOUS?: string | undefined;
}): [string, ...string[]] | null => {
  const { SECRETS_KEY: key, SECRETS_KEY_PREVIOUS: previous } = given;
  if (!key) return null;
  return previous ? [key, previous] : [key];
};

/** Settings of services that send mail. */
export const mailSettings = {
  SMTP_URL: address(['smtp', 'smtps'], 'smtp://127.0.0.1:1025'),
  MAIL_FROM: z.string().default('Punctual <punctual@localhost.localdomain>'),
};

/** Settings that both services share; see docs/settings.md. */
export const commonSettings = {
  MONGODB_URI: address(['mongodb', 'mongodb\\+srv'], MONGODB_EXAMPLE).refine(
    namesDatabase,
    `names no database. Add its name after the hosts: ${MONGODB_EXAMPLE}`,
  ),
  MONGODB_POOL_SIZE: count(20, 1, 1000),
  REDIS_URL: address(['redis', 'rediss'], 'redis://127.0.0.1:6379'),
  // For the caches, if they should not share the memory of the queue.
  REDIS_CACHE_URL: address(['redis', 'rediss'], 'redis://127.0.0.1:6380').optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  LOG_FORMAT: z.enum(['json', 'pretty']).default('json'),
  SECRETS_KEY: strongSecret.optional(),
  SECRETS_KEY_PREVIOUS: replacedSecret,
  RUN_RETENTION_DAYS: count(DEFAULT_RETENTION_DAYS, 1, 3_650),
  AUDIT_RETENTION_DAYS: count(365, 1, 3_650),
  METRICS_TOKEN: z
    .string()
    .refine((text) => Buffer.byteLength(text) >= TOKEN_BYTES, `must have at least ${TOKEN_BYTES} bytes.`)
    .optional(),
  HOST: z.string().default('127.0.0.1'),
  // Longer than balancers keep an idle connection (60 s): who closes it first must not be the server.
  HTTP_KEEP_ALIVE_MS: count(65_000, 1_000, 3_600_000),
  // For tests of faults only: see platform/failpoints.ts.
  SCHED_FAILPOINTS: z.string().optional(),
};
