import { PLANNED_TRIGGERS } from '@punctual/contracts/runs/run-status';
import type { mongo } from 'mongoose';
import type { Id } from './documents.ts';
import { doneOnce } from './done-once.ts';
import type { Models } from './models.ts';
import { perDocumentUpdate } from './update-expressions.ts';

/** The entry in `state` which says that this has been done. */
const DONE = 'startsCounted';
const BATCH = 500;

interface StartsOfJob {
  _id: Id;
  starts: number;
  /** Runs in their first attempt. */
  numberedRuns: Id[];
}

/**
 * Gives the jobs of earlier releases that have `maxRuns` their `starts`: the scheduled runs on record that were started.
 * What was removed with age does not count. A job that has ended stays so until it is edited. It is done once; any
 * number of copies may do it at once, for a job that has `starts` is left as it is.
 */
export const countStarts = (models: Models): Promise<void> =>
  doneOnce(models, DONE, () => countUncounted(models));

async function countUncounted({ jobs, runs }: Models): Promise<void> {
  const uncounted = { 'schedule.maxRuns': { $ne: null }, starts: { $exists: false } };
  const cursor = jobs.collection.find<{ _id: Id }>(uncounted, { projection: { _id: 1 } });
  for await (const ids of inBatches(cursor)) {
    const counted = await runs.collection.aggregate<StartsOfJob>(countingStartsOf(ids)).toArray();
    const byId = new Map(counted.map((row) => [row._id.toHexString(), row]));
    const rows = ids.map((id) => byId.get(id.toHexString()) ?? { starts: 0, numberedRuns: [] });
    const change = { starts: '$row.starts', numberedRuns: '$row.numberedRuns' };
    const update = perDocumentUpdate(ids, rows, { $set: change });
    await jobs.collection.updateMany({ _id: { $in: ids }, starts: { $exists: false } }, update);
  }
}

async function* inBatches(cursor: AsyncIterable<{ _id: Id }>): AsyncGenerator<Id[]> {
  let batch: Id[] = [];
  for await (const { _id } of cursor) {
    batch.push(_id);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function countingStartsOf(ids: Id[]): mongo.Document[] {
  const started = { jobId: { $in: ids }, trigger: { $in: PLANNED_TRIGGERS }, startedAt: { $ne: null } };
  const isFirst = { $and: [{ $eq: ['$finishedAt', null] }, { $eq: ['$attempts', []] }] };
  return [
    { $match: started },
    { $project: { jobId: 1, first: { $cond: [isFirst, ['$_id'], []] } } },
    { $group: { _id: '$jobId', starts: { $sum: 1 }, first: { $push: '$first' } } },
    {
      $project: {
        starts: 1,
        numberedRuns: {
          $reduce: { input: '$first', initialValue: [], in: { $concatArrays: ['$$value', '$$this'] } },
        },
      },
    },
  ];
}
