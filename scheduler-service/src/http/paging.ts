import { TOTAL_CAP } from '@punctual/contracts/api/limits';
import { validationFailed } from '@punctual/engine/platform/errors';
import { refuse } from './refusal-words.ts';

/** The part of a page that tells where in a counted list it is. */
interface Paged {
  data: unknown[];
  page: { number: number; pages: number; totalIsCapped: boolean } | null;
}

/**
 * Accepts a cursor that an answer of the same list has given.
 * @throws AppError 422 for any other: it would lead on from nowhere
 */
export function checkCursor(cursor: string | undefined, isOurs: (cursor: string) => boolean): void {
  if (cursor === undefined || isOurs(cursor)) return;
  const message = refuse((words) => words.otherCursor);
  throw validationFailed([{ path: 'cursor', message }]);
}

/**
 * Returns a page as it was read. Pages are counted up to TOTAL_CAP rows: an empty one behind them would say that
 * there is nothing there.
 * @throws AppError 422 for a page behind what is counted
 */
export function countedPage<P extends Paged>(page: P): P {
  const { page: position, data } = page;
  // The first page is there also where none of the rows looked at was kept: its cursor leads on.
  if (!position?.totalIsCapped || data.length > 0 || position.number <= Math.max(1, position.pages))
    return page;
  const message = refuse((words) => words.pageTooFar(TOTAL_CAP));
  throw validationFailed([{ path: 'page', message }]);
}
