import type { Outcome } from './executor.ts';

/** What nodemailer adds to its errors. */
interface SmtpError extends Error {
  code?: string;
  responseCode?: number;
  /** The command that was under way. */
  command?: string;
  response?: string;
}

/** Refusals that no repetition changes, where the server gave no number. */
const HOPELESS = new Set([
  'EENVELOPE',
  'EMESSAGE',
  'EMAXRECIPIENTS',
  'EAUTH',
  'ENOAUTH',
  'ETLS',
  'EREQUIRETLS',
]);

/**
 * What an SMTP failure means: 4xx and broken or silent connections may pass, 5xx will not.
 * RFC 5321, 4.2.1.
 */
export function smtpOutcome(error: unknown): Outcome {
  if (!(error instanceof Error)) return outcome('retry', null, String(error), null);
  const { code, responseCode, response, message, name, command } = error as SmtpError;
  if (name === 'TimeoutError')
    return outcome('retry', 'TIMEOUT', 'The mail server did not answer in time.', null);
  const final = responseCode ? responseCode >= 500 : HOPELESS.has(code ?? '');
  // The server said no, or there never was a connection: it has not got the message.
  const undelivered = responseCode !== undefined || command === 'CONN';
  const ended = outcome(final ? 'failed' : 'retry', responseCode ?? code ?? null, message, response ?? null);
  return { ...ended, undelivered };
}

const outcome = (
  kind: Outcome['kind'],
  code: Outcome['code'],
  error: string,
  response: string | null,
): Outcome => ({ kind, code, error, response });
