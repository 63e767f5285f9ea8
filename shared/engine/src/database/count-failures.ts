import type { Models } from './models.ts';

/** The entry in `state` which says that this has been done. */
const DONE = 'failuresCounted';

/**
 * Gives the jobs of earlier releases whose last run failed their `failuresInRow`: one, for how many there were is not
 * known. It is done once; any number of copies may do it at once, for a job that has a count is left as it is.
 */
export async function countFailures({ jobs, state }: Models): Promise<void> {
  if (await state.findOne({ _id: DONE }).lean()) return;
  const uncounted = { 'lastRun.status': 'FAILED', failuresInRow: { $exists: false } };
  await jobs.collection.updateMany(uncounted, { $set: { failuresInRow: 1 } });
  await state.updateOne({ _id: DONE }, { $set: { value: 'yes' } }, { upsert: true });
}
