import { BODY_LIMIT_KB } from '@punctual/contracts/api/limits';

/** One problem with one part of a request; `path` is dotted, and empty for the whole. */
export interface ErrorDetail {
  path: string;
  message: string;
}

/**
 * An error that is shown to the caller. `status` is its HTTP status, `code` is stable and meant for programs, `message`
 * is meant for people.
 */
export class AppError extends Error {
  readonly status: number;
  readonly code: string;
  readonly details: ErrorDetail[];
  readonly retryAfterSeconds: number | null;

  constructor(
    status: number,
    code: string,
    message: string,
    extra: { details?: ErrorDetail[]; retryAfterSeconds?: number; cause?: unknown } = {},
  ) {
    super(message, { cause: extra.cause });
    this.name = 'AppError';
    this.status = status;
    this.code = code;
    this.details = extra.details ?? [];
    this.retryAfterSeconds = extra.retryAfterSeconds ?? null;
  }
}

export const malformedJson = () => new AppError(400, 'MALFORMED_JSON', 'The body is not well-formed JSON.');

export const unauthenticated = (message = 'Log in, or send a valid access token.') =>
  new AppError(401, 'UNAUTHENTICATED', message);

export const wrongCredentials = () => new AppError(401, 'WRONG_CREDENTIALS', 'Email or password is wrong.');

export const wrongCode = () => new AppError(401, 'WRONG_CODE', 'This code is wrong, or it was used before.');

const ACCOUNT_DISABLED = [
  'ACCOUNT_DISABLED',
  'This account is disabled. Ask an administrator to enable it.',
] as const;
export const accountDisabled = () => new AppError(403, ...ACCOUNT_DISABLED);
/** Refuses a login that has ended because its account was disabled. */
export const loginOfDisabled = () => new AppError(401, ...ACCOUNT_DISABLED);

export const forbidden = (message = 'You may not do this.') => new AppError(403, 'FORBIDDEN', message);

export const secondFactorRequired = () =>
  new AppError(
    403,
    'SECOND_FACTOR_REQUIRED',
    'Administrators need a second factor here. Set yours up first.',
  );

export const notFound = (what = 'This page') =>
  new AppError(404, 'NOT_FOUND', `${what} does not exist, or it is not yours.`);

export const methodNotAllowed = (allowed: string[]) =>
  new AppError(405, 'METHOD_NOT_ALLOWED', `This path supports ${allowed.join(', ')} only.`);

export const conflict = (code: string, message: string) => new AppError(409, code, message);

export const tooLarge = () => new AppError(413, 'TOO_LARGE', `The body is over ${BODY_LIMIT_KB} kB.`);

export const notJson = () =>
  new AppError(415, 'UNSUPPORTED_MEDIA_TYPE', 'Send JSON, with Content-Type: application/json.');

/** Refuses a request; its message names the first fields that are wrong, for clients that show nothing else. */
export const validationFailed = (details: ErrorDetail[]) =>
  new AppError(422, 'VALIDATION_FAILED', nameFields(details), { details });

/** Problems that a message names; all are in the details. */
const NAMED = 3;

function nameFields(details: ErrorDetail[]): string {
  const named = details.slice(0, NAMED).map(({ path, message }) => (path ? `${path}: ${message}` : message));
  const more = details.length - named.length;
  if (more > 0) named.push(more === 1 ? 'There is one more problem.' : `There are ${more} more problems.`);
  return named.join(' ') || 'The request is not valid.';
}

export const notAvailable = (details: ErrorDetail[]) =>
  new AppError(422, 'NOT_AVAILABLE', nameFields(details), { details });

/** Combines several refusals with status 422 into one; a code that all of them share is kept. */
export function refusedTogether(refusals: readonly AppError[]): AppError {
  const details = refusals.flatMap((refusal) => refusal.details);
  const [first] = refusals;
  const isShared = first !== undefined && refusals.every(({ code }) => code === first.code);
  return isShared ? new AppError(422, first.code, first.message, { details }) : validationFailed(details);
}

export const tooManyRequests = (retryAfterSeconds: number) =>
  new AppError(429, 'RATE_LIMITED', 'Too many requests. Wait a moment and try again.', {
    retryAfterSeconds,
  });

export const busy = (message: string, cause?: unknown) =>
  new AppError(503, 'UNAVAILABLE', message, { retryAfterSeconds: 2, cause });
