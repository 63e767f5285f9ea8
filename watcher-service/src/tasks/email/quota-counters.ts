import { DAY_MS } from '@punctual/contracts/time';
import type { Models } from '@punctual/engine/database/models';
import { upserting } from '@punctual/engine/database/yielding';
import mongoose from 'mongoose';

/** Counts what is used of quotas in a day (UTC): however many processes take at once, never more than the limit. */
export class QuotaCounters {
  readonly #models: Models;

  constructor(models: Models) {
    this.#models = models;
  }

  /** Takes so many; false, and nothing is taken, where fewer are left. */
  async take(name: string, count: number, limit: number, now: Date): Promise<boolean> {
    if (count > limit) return false;
    const _id = idOf(name, now);
    const room = { _id, used: mongoose.trusted({ $lte: limit - count }) };
    const add = async () =>
      (await this.#models.quotas.updateOne(room, { $inc: { used: count } })).matchedCount === 1;
    if (await add()) return true;
    const expiresAt = new Date(now.getTime() + 2 * DAY_MS);
    await upserting(() =>
      this.#models.quotas.updateOne({ _id }, { $setOnInsert: { used: 0, expiresAt } }, { upsert: true }),
    );
    return add();
  }

  /** Gives back what was taken on that day and not used. */
  async giveBack(name: string, count: number, takenAt: Date): Promise<void> {
    await this.#models.quotas.updateOne({ _id: idOf(name, takenAt) }, { $inc: { used: -count } });
  }
}

const idOf = (name: string, now: Date): string => `${name} ${now.toISOString().slice(0, 10)}`;
