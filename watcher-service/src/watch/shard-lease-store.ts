import { duplicatePositions } from '@punctual/engine/database/driver-errors';
import { ALL_SHARDS, SHARDS } from '@punctual/engine/database/job-store';
import type { Models } from '@punctual/engine/database/models';
import mongoose from 'mongoose';

const LEASE_MS = 15_000;

/**
 * Stores which watcher has which shards of the jobs. This saves work only: correctness rests on unique keys, and two
 * watchers on one shard do its work twice.
 */
export class ShardLeaseStore {
  readonly #models: Models;

  constructor(models: Models) {
    this.#models = models;
  }

  /** Creates the rows that are missing, as free ones. */
  async prepare(): Promise<void> {
    const free = ALL_SHARDS.map((_id) => ({ _id, owner: null, until: new Date(0) }));
    try {
      await this.#models.shardLeases.insertMany(free, { ordered: false });
    } catch (error) {
      if (!duplicatePositions(error)) throw error;
    }
  }

  /**
   * Renews the shards of `owner`, gives up those beyond its fair share among `watchers`, takes free ones up to it, and
   * returns those that it has then.
   */
  async rebalance(owner: string, watchers: number, now: Date): Promise<number[]> {
    const fair = Math.ceil(SHARDS / Math.max(1, watchers));
    const rows = await this.#models.shardLeases
      .find()
      .lean<{ _id: number; owner: string | null; until: Date }[]>();
    const mine = rows.filter((row) => row.owner === owner).map(({ _id }) => _id);
    const free = rows.filter((row) => row.owner !== owner && row.until < now).map(({ _id }) => _id);
    const extra = mine.slice(fair);
    const wanted = free.slice(0, Math.max(0, fair - mine.length));
    if (extra.length > 0)
      await this.#set({ _id: mongoose.trusted({ $in: extra }), owner }, null, new Date(0));
    const until = new Date(now.getTime() + LEASE_MS);
    await this.#set({ _id: mongoose.trusted({ $in: mine.slice(0, fair) }), owner }, owner, until);
    const stillFree = { _id: mongoose.trusted({ $in: wanted }), until: mongoose.trusted({ $lt: now }) };
    if (wanted.length > 0) await this.#set(stillFree, owner, until);
    const held = await this.#models.shardLeases.find({ owner }).lean<{ _id: number }[]>();
    return held.map(({ _id }) => _id).sort((a, b) => a - b);
  }

  /** Frees all shards of a watcher, when it ends. */
  async release(owner: string): Promise<void> {
    await this.#set({ owner }, null, new Date(0));
  }

  async #set(which: object, owner: string | null, until: Date): Promise<void> {
    await this.#models.shardLeases.updateMany(which, { $set: { owner, until } });
  }
}
