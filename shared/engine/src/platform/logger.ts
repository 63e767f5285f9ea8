import {
  type DestinationStream,
  type Logger as PinoLogger,
  pino,
  stdSerializers,
  stdTimeFunctions,
} from 'pino';

/** A structured logger; `child({ area: 'watch' })` makes one that names its area. */
export type Logger = PinoLogger;

export interface LogSettings {
  level: string;
  format: 'json' | 'pretty';
}

const SECRETS = [
  'password',
  'passwordHash',
  'current',
  'next',
  'token',
  'accessToken',
  'refreshToken',
  'pendingLogin',
  'recoveryCodes',
  'metricsToken',
  'authorization',
  'cookie',
  '["set-cookie"]',
  'key',
  'apiKey',
  '["x-api-key"]',
  'secret',
  'jwtSecrets',
  'secrets',
  'secretsKeys',
  'clientSecret',
];
const inside = (name: string) => (name.startsWith('[') ? `*${name}` : `*.${name}`);
const REDACTED = SECRETS.flatMap((name) => [name, inside(name), `*.${inside(name)}`]);
const REMOVED = '[removed]';

/** The user and password in an address: texts of errors name addresses. */
const USERINFO = /(:\/\/)[^\s/@]+@/g;
const withoutUserinfo = (text: string): string => text.replace(USERINFO, `$1${REMOVED}@`);

function serializeError(error: Error) {
  const told = stdSerializers.err(error);
  if (!(error instanceof Error)) return told;
  return { ...told, message: withoutUserinfo(told.message), stack: withoutUserinfo(told.stack ?? '') };
}

/**
 * The logger of one process. Secrets are removed by name before a line is written; bodies, headers and
 * connection addresses are not logged at all, so that this is the second line of defence and not the first.
 * @param destination where lines of JSON go instead of to the standard output
 */
export function createLogger(
  service: string,
  settings: LogSettings,
  destination?: DestinationStream,
): Logger {
  const options = {
    level: settings.level,
    base: { service },
    timestamp: stdTimeFunctions.isoTime,
    redact: { paths: REDACTED, censor: REMOVED },
    serializers: { err: serializeError },
  };
  if (settings.format === 'json') {
    const json = { ...options, formatters: { level: (label: string) => ({ level: label }) } };
    return destination ? pino(json, destination) : pino(json);
  }
  const transport = { target: 'pino-pretty', options: { ignore: 'pid,hostname', singleLine: true } };
  return pino({ ...options, transport });
}
