import { ApiError } from '@punctual/contracts/api/client';
import { en } from '../strings/en.ts';

export const isNotFound = (error: unknown): boolean => error instanceof ApiError && error.status === 404;

/** Describes an error in a sentence: in the server's own words where it has some for people. */
export function errorWords(error: unknown): string {
  if (!(error instanceof ApiError)) return en.errors.unreachable;
  if (error.status === 429) return en.errors.tooMany(error.retryAfterSeconds ?? 10);
  // The message of a refused field begins with the field's name in the API, which says nothing to a person.
  const { message, details = [] } = error.body ?? {};
  return details[0]?.message ?? message ?? en.errors.server(error.status);
}

export const requestIdOf = (error: unknown): string | null =>
  error instanceof ApiError ? (error.body?.requestId ?? null) : null;
