import { USER_JOBS_CAP } from '@punctual/contracts/api/limits';
import type { Id } from '@punctual/engine/database/documents';
import type { Models } from '@punctual/engine/database/models';
import mongoose from 'mongoose';
import { COUNT_FAILING } from '../jobs/failing-filter.ts';

/** Figures of an account that are not stored with it. */
export interface UserStatistics {
  /** Jobs, counted up to USER_JOBS_CAP, and those of them that are failing by the rule of all lists. */
  jobs: number;
  failing: number;
  /**
   * Time at which the last of its valid logins was renewed, which the panel does every few minutes; where all have
   * ended, that of its last act in the audit log. Null where there is none.
   */
  lastSeenAt: Date | null;
}

export const NO_STATISTICS: UserStatistics = { jobs: 0, failing: 0, lastSeenAt: null };

/** Computes statistics of accounts, a page of them at a time. */
export class UserStatisticsStore {
  readonly #models: Models;

  constructor(models: Models) {
    this.#models = models;
  }

  /** Lists the statistics of these accounts, in the same order. */
  async list(ids: Id[], now: Date): Promise<UserStatistics[]> {
    const [lastSeen, ...counts] = await Promise.all([
      this.#findLastSeen(ids, now),
      ...ids.map((id) => this.#countJobs(id)),
    ]);
    const acts = ids.map((id) => (lastSeen.has(id.toHexString()) ? null : this.#findLastAct(id)));
    const lastActs = await Promise.all(acts);
    return ids.map((id, i) => ({
      ...NO_STATISTICS,
      ...counts[i],
      lastSeenAt: lastSeen.get(id.toHexString()) ?? lastActs[i] ?? null,
    }));
  }

  async #findLastAct(actor: Id): Promise<Date | null> {
    const [last] = await this.#models.audit.collection
      .find({ actor }, { projection: { at: 1 }, hint: 'actor' })
      .sort({ _id: -1 })
      .limit(1)
      .toArray();
    return last?.at ?? null;
  }

  async #countJobs(ownerId: Id): Promise<Pick<UserStatistics, 'jobs' | 'failing'>> {
    const pipeline = [
      { $match: { ownerId, deletedAt: null } },
      { $limit: USER_JOBS_CAP },
      { $group: { _id: null, jobs: { $sum: 1 }, failing: COUNT_FAILING } },
    ];
    const [counted] = await this.#models.jobs.collection
      .aggregate<Pick<UserStatistics, 'jobs' | 'failing'>>(pipeline, { hint: 'own_age' })
      .toArray();
    return { jobs: counted?.jobs ?? 0, failing: counted?.failing ?? 0 };
  }

  async #findLastSeen(ids: Id[], now: Date): Promise<Map<string, Date>> {
    const valid = { userId: { $in: ids }, expiresAt: { $gt: now } };
    const sessions = await this.#models.sessions
      .aggregate<{ _id: Id; at: Date }>([
        { $match: mongoose.trusted(valid) },
        { $group: { _id: '$userId', at: { $max: '$rotatedAt' } } },
      ])
      .exec();
    return new Map(sessions.map(({ _id, at }) => [_id.toHexString(), at]));
  }
}
