import { completed, type Outcome } from '../executor.ts';

/** The fields that nodemailer adds to its errors. */
interface SmtpError extends Error {
  code?: string;
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

/** The server had asked for the message, and it is not known what came through. */
const UNCLEAR = 'The message may have been delivered all the same.';

/** The result of nodemailer for a message that the server has taken, for some recipients at least. */
interface Sent {
  response: string;
  rejected?: (string | { address: string })[];
  rejectedErrors?: SmtpError[];
}

/** Taken for some and refused for others it has failed, and is not repeated: those who have it would have it twice. */
export function sentOutcome({ response, rejected = [], rejectedErrors = [] }: Sent): Outcome {
  if (rejected.length === 0) return completed(response, Number.parseInt(response, 10) || null);
  const people = rejected.map((person) => (typeof person === 'string' ? person : person.address)).join(', ');
  const [refusal] = rejectedErrors;
  const said = refusal?.response ?? 'refused';
  const error = `Not everybody has it. The mail server did not take it for ${people}: ${said}`;
  return outcome('failed', refusal?.responseCode ?? null, error, response);
}

/**
 * Converts an SMTP failure to an outcome: 4xx and broken or silent connections may pass, 5xx will not.
 * RFC 5321, 4.2.1.
 * @param hasBegun the server had asked for the message: before that nothing can have been delivered
 */
export function smtpOutcome(error: unknown, hasBegun: boolean): Outcome {
  if (!(error instanceof Error))
    return { ...outcome('retry', null, String(error), null), undelivered: !hasBegun };
  const { code, responseCode, response, message, name } = error as SmtpError;
  const isLate = name === 'TimeoutError';
  const final = !isLate && (responseCode ? responseCode >= 500 : HOPELESS.has(code ?? ''));
  const undelivered = !hasBegun || saidNo(error);
  const said = isLate ? 'The mail server did not answer in time.' : message;
  const sentence = final || undelivered ? said : `${said.replace(/\.$/, '')}. ${UNCLEAR}`;
  const told = isLate ? 'TIMEOUT' : (responseCode ?? code ?? null);
  return { ...outcome(final ? 'failed' : 'retry', told, sentence, response ?? null), undelivered };
}

const saidNo = ({ responseCode = 0 }: SmtpError): boolean => responseCode >= 400;

const outcome = (
  kind: Outcome['kind'],
  code: Outcome['code'],
  error: string,
  response: string | null,
): Outcome => ({ kind, code, error, response });
