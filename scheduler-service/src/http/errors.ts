import type { ErrorBody } from '@punctual/contracts/api/common';
import type { Language } from '@punctual/contracts/language';
import { isDatabaseAway, isWriteConflict } from '@punctual/engine/database/driver-errors';
import { refusal } from '@punctual/engine/platform/error-words';
import {
  AppError,
  busy,
  type ErrorDetail,
  malformedJson,
  notFound,
  notJson,
  tooLarge,
} from '@punctual/engine/platform/errors';
import type { Logger } from '@punctual/engine/platform/logger';
import type { Probe } from '@punctual/engine/platform/mongo';
import { EndsNotTaken } from '@punctual/engine/runs/run-transitions';
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { refuse } from './refusal-words.ts';

/** An error of express's JSON parser. Some of them have a status and no type. */
interface BodyError extends Error {
  type?: string;
  status?: number;
}

const BODY_ERRORS: Record<string, () => AppError> = {
  'entity.parse.failed': malformedJson,
  'entity.too.large': tooLarge,
  'charset.unsupported': notJson,
  'encoding.unsupported': notJson,
  'request.size.invalid': malformedJson,
};

/** Problems that one answer lists, and the length of its texts: an answer must not be a multiple of its request. */
const MOST_DETAILS = 50;
const LONGEST_TEXT = 500;

/** After this long without an answer, the database is asked whether it is there. */
const PATIENCE_MS = 500;

const databaseAway = (cause?: unknown) =>
  busy(
    refuse((words) => words.databaseAway),
    cause,
  );

/** Refuses every path that no route has answered. */
export const noSuchPath: RequestHandler = () => {
  throw notFound();
};

/** Turns errors into answers, in this one place: one shape, no stack, no text of the driver. */
export function answerErrors(logger: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    // The request was answered before: its database was away for too long.
    if (response.writableEnded) return;
    if (response.headersSent) breakOff(logger, error, request, response);
    else answerError(logger, error, request, response);
  };
}

/** Ends an answer that has begun in such a way that nobody takes its part for the whole. */
export function breakOff(logger: Logger, error: unknown, request: Request, response: Response): void {
  const { method, path } = request;
  logger.error({ err: error, requestId: request.context.id, method, path }, 'An answer was broken off');
  response.destroy();
}

function answerError(logger: Logger, error: unknown, request: Request, response: Response): void {
  const requestId = request.context.id;
  const answered = toAppError(error);
  if (answered.status >= 500)
    logger.error({ err: error, requestId, method: request.method, path: request.path }, 'Request failed');
  if (answered.retryAfterSeconds) response.set('Retry-After', String(answered.retryAfterSeconds));
  const { code, status } = answered;
  const { language } = request.context;
  const message = cut(answered.said[language]);
  const details = cutDetails(answered.details, language);
  response.status(status).json({ error: { code, message, details, requestId } } satisfies ErrorBody);
}

function cutDetails(details: ErrorDetail[], language: Language) {
  const shown = details
    .slice(0, MOST_DETAILS)
    .map(({ path, message }) => ({ path: cut(path), message: cut(message[language]) }));
  const more = details.length - shown.length;
  return more > 0 ? [...shown, { path: '', message: refusal((words) => words.more(more))[language] }] : shown;
}

const cut = (text: string): string => (text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text);

/**
 * Answers 503 to a request that waits for a database which does not answer, long before the driver gives up. One
 * that takes its time for another reason goes on.
 */
export function answerWhileDatabaseAway(isDatabaseThere: Probe, logger: Logger): RequestHandler {
  return (request, response, next) => {
    const check = async () => {
      const isThere = await isDatabaseThere();
      if (response.headersSent || response.destroyed) return;
      if (isThere) timer = setTimeout(check, PATIENCE_MS);
      else answerError(logger, databaseAway(), request, response);
    };
    let timer = setTimeout(check, PATIENCE_MS);
    response.on('close', () => clearTimeout(timer));
    next();
  };
}

function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const { type = '', status } = error as BodyError;
  const bodyError = BODY_ERRORS[type];
  if (bodyError) return bodyError();
  if (error instanceof URIError) return notFound();
  // A body that claims to be compressed and is not, or one that ends early.
  if (status === 400) return malformedJson();
  // Its writes did not arrive, again and again, while it could be read: that passes, too.
  if (isDatabaseAway(error) || error instanceof EndsNotTaken) return databaseAway(error);
  if (isWriteConflict(error))
    return busy(
      refuse((words) => words.writeConflict),
      error,
    );
  return new AppError(
    500,
    'INTERNAL',
    refuse((words) => words.internal),
  );
}
