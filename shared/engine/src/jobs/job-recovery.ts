import { TERMINAL_STATUSES } from '@punctual/contracts/runs/run-status';
import type { mongo } from 'mongoose';
import type { Collections } from '../database/collections.ts';
import type { Id, JobDocument, RunDocument } from '../database/documents.ts';
import { literal, lookupById } from '../database/update-expressions.ts';
import { setFields } from './job-state.ts';
import { pauseDueAt } from './summary.ts';

interface CountRow {
  _id: { job: Id; status: string; settled: boolean };
  n: number;
  /** When the last of them ended. */
  last: Date;
}

type Behind = Pick<JobDocument, '_id' | 'ownerId' | 'stateVersion' | 'failuresSince'>;
const BEHIND = { ownerId: 1, stateVersion: 1, failuresSince: 1 };

/** Finds jobs whose records lack something that a process that was lost did not write. */
export class JobRecovery {
  readonly #collections: Collections;

  constructor(collections: Collections) {
    this.#collections = collections;
  }

  /**
   * Counts the runs of jobs whose counts cannot be trusted since a fault. A job with a run that has ended and is not
   * summarized yet is left for the next time: it may have been added already, or not. Returns how many jobs are behind.
   */
  async recount(limit: number): Promise<number> {
    const { jobs, runs, changes } = this.#collections;
    const behind = await jobs
      .find<Behind>({ countsDirty: true }, { projection: BEHIND })
      .limit(limit)
      .toArray();
    if (behind.length === 0) return 0;
    const ids = behind.map(({ _id }) => _id);
    const rows = await runs.aggregate<CountRow>(countingRunsOf(ids)).toArray();
    const failuresInRow = lookupById(ids, await countFailures(runs, behind, rows));
    const unsummarized = rows.filter(({ _id }) => !_id.settled).map(({ _id }) => _id.job);
    const versions = behind.map(({ stateVersion }) => stateVersion);
    const unchanged = { $expr: { $eq: ['$stateVersion', lookupById(ids, versions)] } };
    const counts = lookupById(
      ids,
      ids.map((id) => countsOf(id, rows)),
    );
    const pauseDue = pauseDueAt(failuresInRow);
    await jobs.updateMany(
      { _id: { $in: ids, $nin: unsummarized }, ...unchanged },
      setFields({ counts, failuresInRow, pauseDue, countsDirty: literal(false) }),
    );
    changes.emit('jobsChanged', behind);
    return behind.length;
  }

  /** Finds jobs that are to be disabled for their failures, and are not yet. */
  async pausesDue(limit: number): Promise<Id[]> {
    const due = this.#collections.jobs.find<{ _id: Id }>({ pauseDue: true }, { projection: { _id: 1 } });
    return (await due.limit(limit).toArray()).map(({ _id }) => _id);
  }
}

const countingRunsOf = (ids: Id[]): mongo.Document[] => [
  { $match: { jobId: { $in: ids }, status: { $in: TERMINAL_STATUSES } } },
  {
    $group: {
      _id: { job: '$jobId', status: '$status', settled: '$settled' },
      n: { $sum: 1 },
      last: { $max: '$finishedAt' },
    },
  },
];

function countsOf(jobId: Id, rows: CountRow[]) {
  const own = rows.filter(({ _id }) => _id.job.equals(jobId));
  const having = (status: string) => own.find(({ _id }) => _id.status === status)?.n ?? 0;
  return {
    total: own.reduce((sum, { n }) => sum + n, 0),
    completed: having('COMPLETED'),
    failed: having('FAILED'),
    skipped: having('SKIPPED'),
    canceled: having('CANCELED'),
  };
}

/** Counts the failures of each job since its last completion, or since it was enabled. */
async function countFailures(
  runs: mongo.Collection<RunDocument>,
  behind: Behind[],
  rows: CountRow[],
): Promise<number[]> {
  const since = ({ _id, failuresSince }: Behind): Date => {
    const completed = rows.find((row) => row._id.job.equals(_id) && row._id.status === 'COMPLETED');
    return new Date(Math.max(completed?.last.getTime() ?? 0, failuresSince?.getTime() ?? 0));
  };
  const failed = behind.map((job) => ({
    jobId: job._id,
    status: 'FAILED' as const,
    finishedAt: { $gt: since(job) },
  }));
  const counted = await runs
    .aggregate<{ _id: Id; n: number }>([
      { $match: { $or: failed } },
      { $group: { _id: '$jobId', n: { $sum: 1 } } },
    ])
    .toArray();
  return behind.map((job) => counted.find(({ _id }) => _id.equals(job._id))?.n ?? 0);
}
