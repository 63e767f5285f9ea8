import { isTerminal } from '@punctual/contracts/runs/run-status';
import type { mongo } from 'mongoose';
import type { Collections } from '../database/collections.ts';
import type { Id, JobDocument, RunDocument } from '../database/documents.ts';
import { when } from '../database/update-expressions.ts';
import { type JobFields, setFields, withRows } from './job-state.ts';

type Filter = mongo.Filter<JobDocument>;
/** The fields of a job that say who comes next. */
type Line = Pick<JobDocument, '_id' | 'nextActive' | 'queuedRunId'>;
type First = Pick<RunDocument, '_id' | 'status' | 'fence' | 'after'>;

/**
 * The order in which the runs of a job take its lock: a run that was begun before and found another one under way is
 * owed an end of its own, and is the next. So is one that was due before the other had begun, for it overlaps with
 * nothing. Then comes the queued one, then all that are newer. Without the first rules a job whose runs always find
 * another one waiting would never come back to these.
 */
export class NextActive {
  readonly #collections: Collections;

  constructor(collections: Collections) {
    this.#collections = collections;
  }

  /**
   * Makes each of these blocked runs, one of a job, the next to be active, unless its job names another one already.
   * A queued run whose turn it is now keeps it.
   */
  async claim(runs: RunDocument[]): Promise<void> {
    if (runs.length === 0) return;
    const ids = runs.map(({ jobId }) => jobId);
    const own = runs.map(({ _id }) => _id);
    const rows = runs.map(({ _id, fence }) => ({ next: { runId: _id, fence } }));
    const free: Filter = { $or: [{ nextActive: null }, { 'nextActive.runId': { $in: own } }] };
    const change = withRows(ids, rows, setFields({ nextActive: '$row.next' }));
    await this.#collections.jobs.updateMany({ ...free, _id: { $in: ids }, active: { $ne: null } }, change);
  }

  /** Gives up the place of the first in the line of a job, if it still is that one. */
  async leave({ _id, nextActive, queuedRunId }: Line): Promise<void> {
    const place = nextActive ? { nextActive } : { queuedRunId };
    const change = { $set: nextActive ? { nextActive: null } : { queuedRunId: null } };
    await this.#collections.jobs.updateOne({ _id, ...place }, change);
  }
}

/** Finds the run that comes before all others once the lock of its job is free. */
export const firstInLine = ({ nextActive, queuedRunId }: Line): Id | null => nextActive?.runId ?? queuedRunId;

/** Filters jobs whose lock is free, and goes to none before one of these runs. */
export const isFreeFor = (runs: Id[]): Filter[] => [
  { active: null, 'nextActive.runId': { $in: runs } },
  { active: null, nextActive: null, queuedRunId: { $in: [null, ...runs] } },
];

/** Takes the run that becomes active out of the line. */
export const LEFT_LINE = {
  nextActive: when({ $eq: [{ $ifNull: ['$nextActive.runId', null] }, '$row.active.runId'] }, null, {
    $ifNull: ['$nextActive', null],
  }),
  queuedRunId: when({ $eq: ['$queuedRunId', '$row.active.runId'] }, null, '$queuedRunId'),
} satisfies JobFields;

/**
 * Says if the first in line of a job will not come, or itself waits for the run that asks. A process of the release
 * before starts the next run without taking it out of the line: what waits by a later start has not asked again.
 */
export function hasLeftLine({ nextActive }: Line, first: First | undefined, asking: RunDocument): boolean {
  if (!first || isTerminal(first.status) || first.after === asking.runKey) return true;
  const isNext = nextActive?.runId.equals(first._id) ?? false;
  return isNext && first.status === 'PENDING' && first.fence > (nextActive?.fence ?? 0);
}
