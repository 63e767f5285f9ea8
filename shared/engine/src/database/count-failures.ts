import { doneOnce } from './done-once.ts';
import type { Models } from './models.ts';

/** The entry in `state` which says that this has been done. */
const DONE = 'failuresCounted';

/**
 * Gives the jobs of earlier releases whose last run failed their `failuresInRow`: one, for how many there were is not
 * known. It is done once; any number of copies may do it at once, for a job that has a count is left as it is.
 */
export const countFailures = ({ jobs, state }: Models): Promise<void> =>
  doneOnce({ state }, DONE, () =>
    jobs.collection.updateMany(
      { 'lastRun.status': 'FAILED', failuresInRow: { $exists: false } },
      { $set: { failuresInRow: 1 } },
    ),
  );
