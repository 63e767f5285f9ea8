import { SAMPLED_RUNS, TOTAL_CAP } from '@punctual/contracts/api/limits';
import { MINUTE_MS } from '@punctual/contracts/time';
import type { Id, JobDocument, RunDocument } from '@punctual/engine/database/documents';
import { ALL_SHARDS, type Whose } from '@punctual/engine/database/job-store';
import type { Models } from '@punctual/engine/database/models';
import { ANY_DATE, when } from '@punctual/engine/database/update-expressions';
import { type mongo, Types } from 'mongoose';
import { STOPPED } from '../jobs/failing-filter.ts';

/** A watcher looks each second, and workers begin at once: what is this late, something holds up. */
const OVERDUE_MS = 10_000;
const overdueAt = (now: Date): Date => new Date(now.getTime() - OVERDUE_MS);

/** Counts what should have begun, with when the first of it should have. */
interface Overdue {
  overdue: number;
  oldest: Date | null;
}

export type SampledRun = Pick<RunDocument, 'jobId' | 'status' | 'lateness' | 'scheduledFor'>;
const SAMPLE = { _id: 0, jobId: 1, status: 1, lateness: 1, scheduledFor: 1 };

/** A job in short, as an overview shows it. */
export type ShortJob = Pick<
  JobDocument,
  | '_id'
  | 'ownerId'
  | 'name'
  | 'enabled'
  | 'ownerDisabled'
  | 'stoppedFor'
  | 'deletedAt'
  | 'nextRunAt'
  | 'lastRun'
  | 'failuresInRow'
  | 'failedAt'
>;
const SHORT_JOB = {
  ownerId: 1,
  name: 1,
  enabled: 1,
  ownerDisabled: 1,
  stoppedFor: 1,
  deletedAt: 1,
  nextRunAt: 1,
  lastRun: 1,
  failuresInRow: 1,
  failedAt: 1,
};

const NEXT_JOBS = 10;
/** Distances in which the next jobs are looked for, a short one first: no index gives an order. */
export const AHEAD_MS = [MINUTE_MS / 4, 60 * MINUTE_MS, 24 * 60 * MINUTE_MS, Number.POSITIVE_INFINITY];

/** Reads figures over many runs and jobs. Each query is bounded, and on an index. */
export class OverviewStore {
  readonly #models: Models;

  constructor(models: Models) {
    this.#models = models;
  }

  /** Samples runs with from ≤ t < to: those of an owner by their instants, those of all owners by when they were recorded. */
  sample(scope: Whose, from: Date, to: Date, limit = SAMPLED_RUNS): Promise<SampledRun[]> {
    const [match, hint] =
      'ownerId' in scope
        ? ([{ ...scope, scheduledFor: { $gte: from, $lt: to } }, 'own_time'] as const)
        : ([{ _id: { $gte: idAt(from), $lt: idAt(to) } }, '_id_'] as const);
    return this.#models.runs.collection
      .find<SampledRun>(match, { hint, limit, projection: SAMPLE })
      .toArray();
  }

  /** Counts the runs that wait although they are due, and those of them that have waited for long, with since when. */
  async waiting(scope: Whose, now: Date): Promise<{ dueNow: number } & Overdue> {
    const isOverdue = { $lte: ['$nextAttemptAt', overdueAt(now)] };
    const [counted] = await this.#models.runs.collection
      .aggregate<{ dueNow: number; overdue: number; oldest: Date }>([
        { $match: { ...scope, status: 'PENDING', dispatchAfter: ANY_DATE } },
        { $limit: TOTAL_CAP },
        { $match: { nextAttemptAt: { $lte: now } } },
        {
          $group: {
            _id: null,
            dueNow: { $sum: 1 },
            overdue: { $sum: when(isOverdue, 1, 0) },
            oldest: { $min: '$nextAttemptAt' },
          },
        },
      ])
      .toArray();
    const { dueNow = 0, overdue = 0, oldest } = counted ?? {};
    return { dueNow, overdue, oldest: overdue > 0 && oldest ? oldest : null };
  }

  /** Counts the jobs whose time has passed without a run being made, and finds the time of the first. */
  async unnoticed(scope: Whose, now: Date): Promise<Overdue> {
    const match = matchDue(scope, overdueAt(now));
    const [counted, [oldest]] = await Promise.all([
      this.#models.jobs.collection
        .aggregate<{ rows: number }>([{ $match: match }, { $limit: TOTAL_CAP }, { $count: 'rows' }])
        .toArray(),
      this.#firstDue(match, 1),
    ]);
    return { overdue: counted[0]?.rows ?? 0, oldest: oldest?.nextRunAt ?? null };
  }

  /** Lists the jobs that run next, the earliest first. */
  async next(scope: Whose, now: Date): Promise<ShortJob[]> {
    let jobs: ShortJob[] = [];
    for (const ahead of AHEAD_MS) {
      const until = Number.isFinite(ahead) ? new Date(now.getTime() + ahead) : null;
      jobs = await this.#firstDue(matchDue(scope, until), NEXT_JOBS);
      if (jobs.length === NEXT_JOBS) break;
    }
    return jobs;
  }

  /** Finds jobs by their ids, deleted or not. */
  jobs(ids: Id[]): Promise<ShortJob[]> {
    return this.#models.jobs.collection
      .find<ShortJob>({ _id: { $in: ids } }, { projection: SHORT_JOB })
      .toArray();
  }

  /** Lists jobs that Punctual itself has disabled, and that nobody has looked after since. */
  stopped(scope: Whose, limit: number): Promise<ShortJob[]> {
    return this.#models.jobs.collection
      .find<ShortJob>(
        { ...scope, ...STOPPED, deletedAt: null },
        { projection: SHORT_JOB, hint: 'stopped_for' },
      )
      .limit(limit)
      .toArray();
  }

  #firstDue(match: mongo.Document, limit: number): Promise<ShortJob[]> {
    const options = { sort: { nextRunAt: 1 }, limit, projection: SHORT_JOB } as const;
    return this.#models.jobs.collection.find<ShortJob>(match, options).toArray();
  }
}

/** Matches the jobs that are to run until then, or at any time without an end; in the terms of the index of due jobs. */
export function matchDue(scope: Whose, until: Date | null): mongo.Document {
  const nextRunAt = until ? { ...ANY_DATE, $lte: until } : ANY_DATE;
  const due = { enabled: true, ownerDisabled: false, deletedAt: null, nextRunAt };
  return 'ownerId' in scope ? { ...due, ...scope } : { ...due, shard: { $in: ALL_SHARDS } };
}

/** Creates the smallest id of a second. Ids know whole seconds: the one that has begun counts as past. */
export const idAt = (at: Date): Types.ObjectId =>
  Types.ObjectId.createFromTime(Math.ceil(at.getTime() / 1_000));
