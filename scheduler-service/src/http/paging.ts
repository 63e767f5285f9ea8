import { TOTAL_CAP } from '@punctual/contracts/api/limits';
import { validationFailed } from '@punctual/engine/platform/errors';
import type { Page } from '../lists/page-reader.ts';

/** Only a cursor that an answer of the same list has given leads on from there. */
export function checkCursor(cursor: string | undefined, isOurs: (cursor: string) => boolean): void {
  if (cursor === undefined || isOurs(cursor)) return;
  const message = 'This cursor is not one that this list has answered; a list in another order has others.';
  throw validationFailed([{ path: 'cursor', message }]);
}

/**
 * A page as it was read. Pages are counted up to TOTAL_CAP rows: an empty one behind would say that nothing is there.
 * @throws AppError 422 for a page behind what is counted
 */
export function countedPage<T>(page: Page<T>): Page<T> {
  const { page: facts, data } = page;
  // The first one is there also where none of those looked at was kept: its cursor leads on.
  if (!facts?.totalIsCapped || data.length > 0 || facts.number <= Math.max(1, facts.pages)) return page;
  const message = `Pages reach as far as rows are counted, ${TOTAL_CAP.toLocaleString('en')}; go on by cursor.`;
  throw validationFailed([{ path: 'page', message }]);
}
