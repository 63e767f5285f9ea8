import { SAMPLED_RUNS, TOTAL_CAP } from '@punctual/contracts/api/limits';
import type { Id, JobDocument, RunDocument } from '@punctual/engine/database/documents';
import { ALL_SHARDS, type Whose } from '@punctual/engine/database/job-store';
import type { Models } from '@punctual/engine/database/models';
import { ANY_DATE } from '@punctual/engine/database/update-expressions';
import { type mongo, Types } from 'mongoose';

/** A watcher looks each second; what is this late, none has looked at. */
const OVERDUE_MS = 10_000;

export type SampledRun = Pick<RunDocument, 'jobId' | 'status' | 'lateness' | 'scheduledFor'>;
const SAMPLE = { _id: 0, jobId: 1, status: 1, lateness: 1, scheduledFor: 1 };

/** A job in short: what an overview says of it. */
export type JobInShort = Pick<
  JobDocument,
  '_id' | 'ownerId' | 'name' | 'enabled' | 'deletedAt' | 'nextRunAt' | 'lastRun'
>;
const IN_SHORT = { ownerId: 1, name: 1, enabled: 1, deletedAt: 1, nextRunAt: 1, lastRun: 1 };

/** How many of what is next are named; and how far is looked for them, a short way first: no index gives an order. */
const NAMED = 10;
const MINUTE = 60_000;
const AHEAD_MS = [MINUTE / 4, 60 * MINUTE, 24 * 60 * MINUTE, Number.POSITIVE_INFINITY];

/** Figures over many runs and jobs; each query is bounded, and on an index. */
export class OverviewStore {
  readonly #models: Models;

  constructor(models: Models) {
    this.#models = models;
  }

  /** Runs with from ≤ t < to, at most SAMPLED_RUNS: of an owner by their instants, of everybody by when they were recorded. */
  sample(whose: Whose, from: Date, to: Date): Promise<SampledRun[]> {
    const [match, hint] =
      'ownerId' in whose
        ? ([{ ...whose, scheduledFor: { $gte: from, $lt: to } }, 'own_time'] as const)
        : ([{ _id: { $gte: idAt(from), $lt: idAt(to) } }, '_id_'] as const);
    return this.#models.runs.collection
      .find<SampledRun>(match, { hint, limit: SAMPLED_RUNS, projection: SAMPLE })
      .toArray();
  }

  /** Runs that wait although their time has come. */
  dueNow(whose: Whose, now: Date): Promise<number> {
    const waiting = { ...whose, status: 'PENDING', dispatchAfter: ANY_DATE };
    return this.#count('runs', waiting, { nextAttemptAt: { $lte: now } });
  }

  /** Jobs whose time has passed, and no run of it was made. */
  overdue(whose: Whose, now: Date): Promise<number> {
    return this.#count('jobs', dueBy(whose, new Date(now.getTime() - OVERDUE_MS)));
  }

  /** The time of the one of these that has waited longest; null if there is none. */
  async oldestOverdue(whose: Whose, now: Date): Promise<Date | null> {
    const [oldest] = await this.#firstDue(dueBy(whose, new Date(now.getTime() - OVERDUE_MS)), 1);
    return oldest?.nextRunAt ?? null;
  }

  /** The jobs that run next, the earliest first: ten at most. */
  async next(whose: Whose, now: Date): Promise<JobInShort[]> {
    let jobs: JobInShort[] = [];
    for (const ahead of AHEAD_MS) {
      const until = Number.isFinite(ahead) ? new Date(now.getTime() + ahead) : null;
      jobs = await this.#firstDue(dueBy(whose, until), NAMED);
      if (jobs.length === NAMED) break;
    }
    return jobs;
  }

  /** Jobs of these ids, deleted or not. */
  jobs(ids: Id[]): Promise<JobInShort[]> {
    return this.#models.jobs.collection
      .find<JobInShort>({ _id: { $in: ids } }, { projection: IN_SHORT })
      .toArray();
  }

  #firstDue(match: mongo.Document, limit: number): Promise<JobInShort[]> {
    const options = { sort: { nextRunAt: 1 }, limit, projection: IN_SHORT } as const;
    return this.#models.jobs.collection.find<JobInShort>(match, options).toArray();
  }

  async #count(collection: 'runs' | 'jobs', match: mongo.Document, keep?: mongo.Document): Promise<number> {
    const kept = keep ? [{ $match: keep }] : [];
    const [counted] = await this.#models[collection].collection
      .aggregate<{ rows: number }>([{ $match: match }, { $limit: TOTAL_CAP }, ...kept, { $count: 'rows' }])
      .toArray();
    return counted?.rows ?? 0;
  }
}

/** Jobs that are to run until then; whenever, without an end. In the words of the index of what is due. */
function dueBy(whose: Whose, until: Date | null): mongo.Document {
  const nextRunAt = until ? { ...ANY_DATE, $lte: until } : ANY_DATE;
  const due = { enabled: true, ownerDisabled: false, deletedAt: null, nextRunAt };
  return 'ownerId' in whose ? { ...due, ...whose } : { ...due, shard: { $in: ALL_SHARDS } };
}

/** Ids know whole seconds: the one that has begun counts as past. */
const idAt = (at: Date): Types.ObjectId => Types.ObjectId.createFromTime(Math.ceil(at.getTime() / 1_000));
