import { ApiError } from '@punctual/contracts/api/client';
import { SECOND_MS } from '@punctual/contracts/time';
import { errorWords } from '../api/error-words.ts';
import { en } from '../strings/en.ts';
import { durationText } from '../time/durations.ts';
import { type Sorted, sortDetails } from './field-errors.ts';

const ASK_AGAIN_S = 10;

/** Puts a refusal of the server at the fields of a form; what belongs to none of them is shown above. */
export function refusalOf(error: unknown, fields: readonly string[]): Sorted {
  if (!(error instanceof ApiError)) return { fields: {}, rest: [errorWords(error)] };
  if (error.status === 429) return { fields: {}, rest: [tooManyWords(error)] };
  const fieldOf = (path: string) => (fields.includes(path) ? path : null);
  const sorted = sortDetails(error.body?.details ?? [], fieldOf);
  const isEmpty = sorted.rest.length === 0 && Object.keys(sorted.fields).length === 0;
  return isEmpty ? { fields: {}, rest: [errorWords(error)] } : sorted;
}

const tooManyWords = ({ retryAfterSeconds }: ApiError): string =>
  en.auth.tooMany(durationText((retryAfterSeconds ?? ASK_AGAIN_S) * SECOND_MS));

/** Sends; answers what was refused, and nothing when it went well. */
export async function refused(
  send: () => Promise<unknown>,
  fields: readonly string[],
): Promise<Sorted | undefined> {
  try {
    await send();
    return undefined;
  } catch (error) {
    return refusalOf(error, fields);
  }
}
