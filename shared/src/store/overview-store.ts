import { type mongo, Types } from 'mongoose';
import { TOTAL_CAP } from '../api/common.ts';
import type { RunDocument } from './documents.ts';
import { EVER } from './expressions.ts';
import { ALL_SHARDS, type Whose } from './job-store.ts';
import type { Models } from './models.ts';

/** So many runs of each part of a window are looked at. */
export const SAMPLED = 1_000;
/** A watcher looks each second; what is this late, none has looked at. */
const OVERDUE_MS = 10_000;

export type SampledRun = Pick<RunDocument, 'status' | 'lateness'>;

/** Figures over many runs and jobs; each query is bounded, and on an index. */
export class OverviewStore {
  readonly #models: Models;

  constructor(models: Models) {
    this.#models = models;
  }

  /** Runs with from ≤ t < to, at most SAMPLED: of an owner by their instants, of everybody by when they were recorded. */
  sample(whose: Whose, from: Date, to: Date): Promise<SampledRun[]> {
    const [match, hint] =
      'ownerId' in whose
        ? ([{ ...whose, scheduledFor: { $gte: from, $lt: to } }, 'own_time'] as const)
        : ([{ _id: { $gte: idAt(from), $lt: idAt(to) } }, '_id_'] as const);
    return this.#models.runs.collection
      .find<SampledRun>(match, { hint, limit: SAMPLED, projection: { _id: 0, status: 1, lateness: 1 } })
      .toArray();
  }

  /** Runs that wait although their time has come. */
  dueNow(whose: Whose, now: Date): Promise<number> {
    const waiting = { ...whose, status: 'PENDING', dispatchAfter: EVER };
    return this.#count('runs', waiting, { nextAttemptAt: { $lte: now } });
  }

  /** Jobs whose time has passed, and no run of it was made. */
  overdue(whose: Whose, now: Date): Promise<number> {
    const passed = { ...EVER, $lte: new Date(now.getTime() - OVERDUE_MS) };
    const due = { enabled: true, ownerDisabled: false, deletedAt: null, nextRunAt: passed };
    return this.#count(
      'jobs',
      'ownerId' in whose ? { ...due, ...whose } : { ...due, shard: { $in: ALL_SHARDS } },
    );
  }

  async #count(collection: 'runs' | 'jobs', match: mongo.Document, keep?: mongo.Document): Promise<number> {
    const kept = keep ? [{ $match: keep }] : [];
    const [counted] = await this.#models[collection].collection
      .aggregate<{ rows: number }>([{ $match: match }, { $limit: TOTAL_CAP }, ...kept, { $count: 'rows' }])
      .toArray();
    return counted?.rows ?? 0;
  }
}

/** Ids know whole seconds: the one that has begun counts as past. */
const idAt = (at: Date): Types.ObjectId => Types.ObjectId.createFromTime(Math.ceil(at.getTime() / 1_000));
