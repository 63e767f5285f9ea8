import type { ErrorBody } from '@punctual/contracts/api/common';
import { isDatabaseAway, isWriteConflict } from '@punctual/engine/database/driver-errors';
import { AppError, busy, malformedJson, notFound, notJson, tooLarge } from '@punctual/engine/platform/errors';
import type { Logger } from '@punctual/engine/platform/logger';
import type { Probe } from '@punctual/engine/platform/mongo';
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';

/** What express's JSON parser throws. Some of its errors have a status and no type. */
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

/** After so long without an answer it is asked whether the database is there. */
const PATIENCE_MS = 500;

const databaseAway = (cause?: unknown) =>
  busy(
    'The database does not answer. Try again in a moment; a change may have been made all the same.',
    cause,
  );

/** Every path that nothing answered. */
export const noSuchPath: RequestHandler = () => {
  throw notFound();
};

/** The one place where errors become answers: one shape, no stack, no word of the driver. */
export function answerErrors(logger: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    // What was given up waiting for has come to its end: nobody waits for it.
    if (response.writableEnded) return;
    if (response.headersSent) return next(error);
    answerError(logger, error, request, response);
  };
}

function answerError(logger: Logger, error: unknown, request: Request, response: Response): void {
  const requestId = request.context.id;
  const told = toAppError(error);
  if (told.status >= 500)
    logger.error({ err: error, requestId, method: request.method, path: request.path }, 'Request failed');
  if (told.retryAfterSeconds) response.set('Retry-After', String(told.retryAfterSeconds));
  const { code, message, details } = told;
  response.status(told.status).json({ error: { code, message, details, requestId } } satisfies ErrorBody);
}

/**
 * A request that waits for a database which does not answer is told so, long before the driver gives up. One
 * that takes its time for another reason goes on.
 */
export function answerWhileDatabaseAway(answers: Probe, logger: Logger): RequestHandler {
  return (request, response, next) => {
    const look = async () => {
      const isThere = await answers();
      if (response.headersSent || response.destroyed) return;
      if (isThere) timer = setTimeout(look, PATIENCE_MS);
      else answerError(logger, databaseAway(), request, response);
    };
    let timer = setTimeout(look, PATIENCE_MS);
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
  // A body that says to be compressed and is not, one that ends early.
  if (status === 400) return malformedJson();
  if (isDatabaseAway(error)) return databaseAway(error);
  if (isWriteConflict(error)) return busy('Somebody else is writing the same. Try again in a moment.', error);
  return new AppError(500, 'INTERNAL', 'Something went wrong on our side. The request id helps to find it.');
}
