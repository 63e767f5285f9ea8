import type { Language, Said } from '@punctual/contracts/language';
import { type ErrorWords, refusal } from './error-words.ts';

/** One problem with one part of a request; `path` is dotted, and empty for the whole. */
export interface ErrorDetail {
  path: string;
  message: Said;
}

/**
 * An error that is shown to the caller. `status` is its HTTP status, `code` is stable and meant for programs, `message`
 * is meant for people, and `said` is the same in every language.
 */
export class AppError extends Error {
  readonly status: number;
  readonly code: string;
  readonly said: Said;
  readonly details: ErrorDetail[];
  readonly retryAfterSeconds: number | null;

  constructor(
    status: number,
    code: string,
    message: Said,
    extra: { details?: ErrorDetail[]; retryAfterSeconds?: number; cause?: unknown } = {},
  ) {
    super(message.en, { cause: extra.cause });
    this.said = message;
    this.name = 'AppError';
    this.status = status;
    this.code = code;
    this.details = extra.details ?? [];
    this.retryAfterSeconds = extra.retryAfterSeconds ?? null;
  }
}

export const malformedJson = () =>
  new AppError(
    400,
    'MALFORMED_JSON',
    refusal((words) => words.malformedJson),
  );

export const unauthenticated = (message: Said = refusal((words) => words.unauthenticated)) =>
  new AppError(401, 'UNAUTHENTICATED', message);

export const wrongCredentials = () =>
  new AppError(
    401,
    'WRONG_CREDENTIALS',
    refusal((words) => words.wrongCredentials),
  );

export const wrongCode = () =>
  new AppError(
    401,
    'WRONG_CODE',
    refusal((words) => words.wrongCode),
  );

const ACCOUNT_DISABLED = ['ACCOUNT_DISABLED', refusal((words) => words.accountDisabled)] as const;
export const accountDisabled = () => new AppError(403, ...ACCOUNT_DISABLED);
/** Refuses a login that has ended because its account was disabled. */
export const loginOfDisabled = () => new AppError(401, ...ACCOUNT_DISABLED);

export const forbidden = (message: Said = refusal((words) => words.forbidden)) =>
  new AppError(403, 'FORBIDDEN', message);

export const secondFactorRequired = () =>
  new AppError(
    403,
    'SECOND_FACTOR_REQUIRED',
    refusal((words) => words.secondFactorRequired),
  );

export const notFound = (what: keyof ErrorWords['things'] = 'page') =>
  new AppError(
    404,
    'NOT_FOUND',
    refusal((words) => words.notFound(words.things[what])),
  );

export const methodNotAllowed = (allowed: string[]) =>
  new AppError(
    405,
    'METHOD_NOT_ALLOWED',
    refusal((words) => words.methods(allowed.join(', '))),
  );

export const conflict = (code: string, message: Said) => new AppError(409, code, message);

export const tooLarge = () =>
  new AppError(
    413,
    'TOO_LARGE',
    refusal((words) => words.tooLarge),
  );

export const notJson = () =>
  new AppError(
    415,
    'UNSUPPORTED_MEDIA_TYPE',
    refusal((words) => words.notJson),
  );

/** Refuses a request; its message names the first fields that are wrong, for clients that show nothing else. */
export const validationFailed = (details: ErrorDetail[]) =>
  new AppError(422, 'VALIDATION_FAILED', nameFields(details), { details });

/** Problems that a message names; all are in the details. */
const NAMED = 3;

function nameFields(details: ErrorDetail[]): Said {
  const sayIn = (language: Language) => (words: ErrorWords) => {
    const named = details.slice(0, NAMED).map(({ path, message }) => {
      const text = message[language];
      return path ? `${path}: ${text}` : text;
    });
    const more = details.length - named.length;
    if (more > 0) named.push(words.more(more));
    return named.join(' ') || words.notValid;
  };
  return { en: refusal(sayIn('en')).en, de: refusal(sayIn('de')).de };
}

export const notAvailable = (details: ErrorDetail[]) =>
  new AppError(422, 'NOT_AVAILABLE', nameFields(details), { details });

/** Combines several refusals with status 422 into one; a code that all of them share is kept. */
export function refusedTogether(refusals: readonly AppError[]): AppError {
  const details = refusals.flatMap((refusal) => refusal.details);
  const [first] = refusals;
  const isShared = first !== undefined && refusals.every(({ code }) => code === first.code);
  return isShared ? new AppError(422, first.code, first.said, { details }) : validationFailed(details);
}

export const tooManyRequests = (retryAfterSeconds: number) =>
  new AppError(
    429,
    'RATE_LIMITED',
    refusal((words) => words.tooMany),
    {
      retryAfterSeconds,
    },
  );

export const busy = (message: Said, cause?: unknown) =>
  new AppError(503, 'UNAVAILABLE', message, { retryAfterSeconds: 2, cause });
