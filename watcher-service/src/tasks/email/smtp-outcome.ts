import { completed, type Outcome } from '../executor.ts';
import { NeedsUtf8Error } from './smtp-session.ts';
import { withoutNetwork } from './without-network.ts';

/** The fields that nodemailer adds to its errors. */
interface SmtpError extends Error {
  code?: string;
  /** The step in which it failed. */
  command?: string;
  responseCode?: number;
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

/** Steps in which a server speaks of the message, and not of who may connect to it. */
const OF_THE_MESSAGE = new Set(['MAIL FROM', 'RCPT TO', 'DATA']);

const NOT_TAKEN = 'The mail server did not take the message.';
const NO_LOGIN = 'The mail server refused the login of Punctual.';
const NOT_SECURE = 'No secure connection to the mail server could be agreed on.';
const LATE = 'The mail server did not answer in time.';
/** Users read these: the words of the error name addresses of the operator's network. */
const SENTENCES: Record<string, string> = {
  EDNS: 'The mail server cannot be reached: its name could not be looked up.',
  ETIMEDOUT: LATE,
  EPROTOCOL: 'The mail server answered something unexpected.',
  EAUTH: NO_LOGIN,
  ENOAUTH: NO_LOGIN,
  ETLS: NOT_SECURE,
  EREQUIRETLS: NOT_SECURE,
  EENVELOPE: NOT_TAKEN,
  EMESSAGE: NOT_TAKEN,
  EMAXRECIPIENTS: NOT_TAKEN,
};
const BROKEN = 'The connection to the mail server failed.';
const UNREACHABLE = 'The mail server cannot be reached.';
const STOPPED = 'The attempt was stopped.';

/** The server had asked for the message, and it is not known what came through. */
const UNCLEAR = 'The message may have been delivered all the same.';

/** The result of nodemailer for a message that the server has taken, for some recipients at least. */
interface Sent {
  response: string;
  rejected?: (string | { address: string })[];
  rejectedErrors?: SmtpError[];
}

/** Taken for some and refused for others it has failed, and is not repeated: those who have it would have it twice. */
export function sentOutcome(
  { response, rejected = [], rejectedErrors = [] }: Sent,
  recipients: string[],
): Outcome {
  const shown = withoutNetwork(response, recipients);
  const answered = { mailServer: 'answered' } as const;
  if (rejected.length === 0)
    return { ...completed(shown, Number.parseInt(response, 10) || null), ...answered };
  const people = rejected.map((person) => (typeof person === 'string' ? person : person.address)).join(', ');
  const [refusal] = rejectedErrors;
  const said = withoutNetwork(refusal?.response ?? 'refused', recipients);
  const error = `Not everybody has it. The mail server did not take it for ${people}: ${said}`;
  const detail = refusal && describe(refusal);
  return {
    ...outcome('failed', refusal?.responseCode ?? null, error, shown),
    ...answered,
    ...(detail && { detail }),
  };
}

/**
 * Converts an SMTP failure to an outcome: 4xx and broken or silent connections may pass, 5xx will not.
 * RFC 5321, 4.2.1.
 * @param hasBegun the server had asked for the message: before that nothing can have been delivered
 */
export function smtpOutcome(error: unknown, hasBegun: boolean, recipients: string[]): Outcome {
  if (error instanceof NeedsUtf8Error) return cannotCarry(error);
  if (!(error instanceof Error))
    return { ...outcome('retry', null, String(error), null), undelivered: !hasBegun };
  const { code, responseCode, response, command, name } = error as SmtpError;
  const isLate = name === 'TimeoutError';
  const final = !isLate && (responseCode ? responseCode >= 500 : HOPELESS.has(code ?? ''));
  const undelivered = !hasBegun || saidNo(error);
  const said = isLate ? LATE : sentenceOf(error, hasBegun);
  const sentence = final || undelivered ? said : `${said} ${UNCLEAR}`;
  const told = isLate ? 'TIMEOUT' : (responseCode ?? code ?? null);
  const isAboutMessage = response !== undefined && OF_THE_MESSAGE.has(command ?? '');
  const shown = isAboutMessage ? withoutNetwork(response, recipients) : null;
  return {
    ...outcome(final ? 'failed' : 'retry', told, sentence, shown),
    undelivered,
    detail: describe(error),
    ...(name !== 'AbortError' && { mailServer: isAboutMessage ? 'answered' : 'failed' }),
  };
}

function sentenceOf({ code = '', name, command }: SmtpError, hasBegun: boolean): string {
  if (name === 'AbortError') return STOPPED;
  return SENTENCES[code] ?? (command === 'CONN' && !hasBegun ? UNREACHABLE : BROKEN);
}

const describe = ({ code, command, message, response }: SmtpError): string =>
  [code, command, message, response].filter(Boolean).join(' | ');

/** No other attempt is another server, and nothing was sent. */
const cannotCarry = ({ addresses }: NeedsUtf8Error): Outcome => ({
  ...outcome(
    'failed',
    'SMTPUTF8',
    `The mail server takes only letters of ASCII before the @: ${addresses.join(', ')}.`,
    null,
  ),
  undelivered: true,
  mailServer: 'answered',
});

const saidNo = ({ responseCode = 0 }: SmtpError): boolean => responseCode >= 400;

const outcome = (
  kind: Outcome['kind'],
  code: Outcome['code'],
  error: string,
  response: string | null,
): Outcome => ({ kind, code, error, response });
