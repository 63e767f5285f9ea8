import { USER_JOBS_CAP } from '@punctual/contracts/api/limits';
import type { Id } from '@punctual/engine/database/documents';
import type { Models } from '@punctual/engine/database/models';
import mongoose from 'mongoose';
import { ONE_IF_FAILING } from '../jobs/failing-filter.ts';

/** What there is of an account beside itself. */
export interface UserStatistics {
  /** Counted up to USER_JOBS_CAP; and those of them that are enabled and whose last run failed. */
  jobs: number;
  failing: number;
  /** When the last of its living logins was renewed, which the panel does every few minutes; null without one. */
  lastSeenAt: Date | null;
}

/** Figures of accounts, a page of them at a time. */
export class UserStatisticsStore {
  readonly #models: Models;

  constructor(models: Models) {
    this.#models = models;
  }

  /** By the position of the account. */
  async of(ids: Id[], now: Date): Promise<UserStatistics[]> {
    const [seen, ...jobs] = await Promise.all([this.#seen(ids, now), ...ids.map((id) => this.#jobs(id))]);
    return ids.map((id, i) => ({
      ...(jobs[i] ?? { jobs: 0, failing: 0 }),
      lastSeenAt: seen.get(id.toHexString()) ?? null,
    }));
  }

  async #jobs(ownerId: Id): Promise<Pick<UserStatistics, 'jobs' | 'failing'>> {
    const pipeline = [
      { $match: { ownerId, deletedAt: null } },
      { $limit: USER_JOBS_CAP },
      { $group: { _id: null, jobs: { $sum: 1 }, failing: ONE_IF_FAILING } },
    ];
    const [counted] = await this.#models.jobs.collection
      .aggregate<Pick<UserStatistics, 'jobs' | 'failing'>>(pipeline, { hint: 'own_age' })
      .toArray();
    return { jobs: counted?.jobs ?? 0, failing: counted?.failing ?? 0 };
  }

  async #seen(ids: Id[], now: Date): Promise<Map<string, Date>> {
    const living = { userId: { $in: ids }, expiresAt: { $gt: now } };
    const seen = await this.#models.sessions
      .aggregate<{ _id: Id; at: Date }>([
        { $match: mongoose.trusted(living) },
        { $group: { _id: '$userId', at: { $max: '$rotatedAt' } } },
      ])
      .exec();
    return new Map(seen.map(({ _id, at }) => [_id.toHexString(), at]));
  }
}
