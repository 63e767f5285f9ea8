import type { Outcome } from '../executor.ts';
import { convertAbortToOutcome, failure } from '../failure.ts';
import { CutAnswerError, EndlessAnswerError } from './answer.ts';
import { BlockedError } from './target.ts';

type Sentence = (host: string) => string;

const CUT: Sentence = (host) => `${host} cut the connection.`;
const UNREACHABLE: Sentence = (host) => `${host} cannot be reached.`;
const CONNECTION: Record<string, Sentence> = {
  ENOTFOUND: (host) => `The name ${host} is not known.`,
  EAI_AGAIN: (host) => `The name ${host} could not be looked up.`,
  ECONNREFUSED: (host) => `${host} refused the connection.`,
  ECONNRESET: CUT,
  EPIPE: CUT,
  ETIMEDOUT: UNREACHABLE,
  EHOSTUNREACH: UNREACHABLE,
  ENETUNREACH: UNREACHABLE,
};

/** There was no connection over which anything could have been sent. */
const NEVER_CONNECTED = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH']);

/** OpenSSL's reasons to refuse a certificate, and failures of the handshake. */
const TLS =
  /CERT|CRL|SELF_SIGNED|UNABLE_TO_|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH|HOSTNAME_MISMATCH|^ERR_(SSL|TLS)_|^EPROTO$/;
const CERTIFICATE: Record<string, Sentence> = {
  CERT_HAS_EXPIRED: (host) => `The certificate of ${host} has expired.`,
  ERR_TLS_CERT_ALTNAME_INVALID: (host) => `The certificate of ${host} is for another name.`,
};

/**
 * Converts a failure without an answer to an outcome. TLS errors and blocked addresses stay what they are; the rest may pass.
 * @throws the error itself if it is not one of a connection, but a fault of ours
 */
export function convertFailureToOutcome(error: unknown, host: string, signal: AbortSignal): Outcome {
  if (error instanceof BlockedError) return failure('failed', error.code, error.message);
  if (error instanceof EndlessAnswerError)
    return failure('failed', error.code, `${host} sent 1xx responses without end, and no answer.`);
  if (signal.aborted) return convertAbortToOutcome(signal, `${host} did not answer in time.`);
  if (error instanceof CutAnswerError) return convertCutAnswer(error, host);
  const code = codeOf(error);
  if (TLS.test(code)) return failure('failed', code, tlsSentence(code)(host));
  if (code.startsWith('HPE_')) return failure('retry', code, `${host} answered something that is not HTTP.`);
  const sentence = CONNECTION[code] ?? ((name) => `The connection to ${name} failed.`);
  return { ...failure('retry', code, sentence(host)), undelivered: NEVER_CONNECTED.has(code) };
}

/** Converts the abort of an attempt that had no address yet: nothing can have been sent. */
export const convertLateLookup = (host: string, signal: AbortSignal): Outcome => ({
  ...convertAbortToOutcome(signal, `The name ${host} was not looked up in time.`),
  undelivered: true,
});

/** An answer counts when it is whole, whatever its status: what is missing may say that it failed. */
function convertCutAnswer({ status, cause }: CutAnswerError, host: string): Outcome {
  const error = `${host} answered ${status}, and cut the connection before the end of its answer.`;
  return { ...failure('retry', codeOf(cause), error), undelivered: false };
}

function tlsSentence(code: string): Sentence {
  const isCertificate = !/^ERR_SSL_|^EPROTO$/.test(code);
  return (
    CERTIFICATE[code] ??
    (isCertificate
      ? (host) => `The certificate of ${host} is not trusted.`
      : (host) => `No secure connection to ${host} could be agreed on.`)
  );
}

function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error) return String(error.code);
  throw error;
}
