import { type Logger as PinoLogger, pino, stdTimeFunctions } from 'pino';

/** A structured logger; `child({ area: 'watch' })` makes one that says who speaks. */
export type Logger = PinoLogger;

export interface LogSettings {
  level: string;
  format: 'json' | 'pretty';
}

const SECRETS = [
  'password',
  'current',
  'next',
  'token',
  'accessToken',
  'refreshToken',
  'authorization',
  'cookie',
  'key',
];
const REDACTED = SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);

/**
 * The logger of one process. Secrets are removed by name before a line is written; bodies, headers and
 * connection addresses are not logged at all, so that this is the second line of defence and not the first.
 */
export function createLogger(service: string, settings: LogSettings): Logger {
  const options = {
    level: settings.level,
    base: { service },
    timestamp: stdTimeFunctions.isoTime,
    redact: { paths: REDACTED, censor: '[removed]' },
  };
  if (settings.format === 'json')
    return pino({ ...options, formatters: { level: (label) => ({ level: label }) } });
  const transport = { target: 'pino-pretty', options: { ignore: 'pid,hostname', singleLine: true } };
  return pino({ ...options, transport });
}
