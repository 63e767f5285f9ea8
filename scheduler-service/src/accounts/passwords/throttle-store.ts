import type { LoginCounterDocument } from '@punctual/engine/database/documents';
import { isDuplicateKey } from '@punctual/engine/database/driver-errors';
import type { Models } from '@punctual/engine/database/models';
import { type Expression, literal, when } from '@punctual/engine/database/update-expressions';
import { upserting, yielding } from '@punctual/engine/database/yielding';
import mongoose from 'mongoose';

/** Limits the tries in a window, and sets the wait after each further one. */
export interface ThrottleLimit {
  free: number;
  windowMs: number;
  /** The wait after the last free try, after the next one, and so on; the last of these from then on. */
  waitsMs: readonly number[];
}

const NEVER = new Date(0);

/** Counts tries. Granting one and counting it is one update, so that two cannot share the last one. */
export class ThrottleStore {
  readonly #models: Models;

  constructor(models: Models) {
    this.#models = models;
  }

  /** Counts a try and grants it (null), or returns when the next may be granted, and counts nothing. */
  async consume(key: string, limit: ThrottleLimit, now: Date): Promise<Date | null> {
    const { collection } = this.#models.loginCounters;
    for (;;) {
      const before = await yielding(() =>
        collection.findOneAndUpdate({ _id: key as never }, buildCount(limit, now), {
          returnDocument: 'before',
        }),
      );
      const until = (before as LoginCounterDocument | null)?.until ?? NEVER;
      if (before) return until > now ? until : null;
      await this.#begin(key, now);
    }
  }

  /** Inserts a counter, unless it is there. Of many upserts at once on DocumentDB some would count from nothing again. */
  async #begin(key: string, now: Date): Promise<void> {
    const nothing = { _id: key, count: 0, until: NEVER, expiresAt: now };
    try {
      await yielding(() => this.#models.loginCounters.collection.insertOne(nothing as never));
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }

  /** Finds those of the keys that something was counted for in their window, or that wait. */
  async find(keys: string[], now: Date): Promise<Map<string, LoginCounterDocument>> {
    const found = await this.#models.loginCounters
      .find({ _id: mongoose.trusted({ $in: keys }) })
      .lean<LoginCounterDocument[]>();
    const isInForce = ({ until, expiresAt }: LoginCounterDocument) => expiresAt > now || until > now;
    return new Map(found.filter(isInForce).map((counter) => [counter._id, counter]));
  }

  /** Forgets the tries of some keys. */
  async clear(keys: string[]): Promise<void> {
    await this.#models.loginCounters.deleteMany({ _id: mongoose.trusted({ $in: keys }) });
  }

  /** Keeps a key for some time, without a try counted. */
  async keep(key: string, keptMs: number, now: Date): Promise<void> {
    const entry = { count: 0, until: NEVER, expiresAt: new Date(now.getTime() + keptMs) };
    await upserting(() => this.#models.loginCounters.updateOne({ _id: key }, entry, { upsert: true }));
  }
}

const or = (path: string, otherwise: Expression): Expression => ({ $ifNull: [path, otherwise] });

/** Builds the update that counts one more try if it is granted, and else changes nothing. */
function buildCount({ free, windowMs, waitsMs }: ThrottleLimit, now: Date) {
  const isGranted = { $lte: [or('$until', NEVER), now] };
  const isInWindow = { $gt: [or('$expiresAt', NEVER), now] };
  const after = (ms: number) => new Date(now.getTime() + ms);
  const waits = literal([NEVER, ...waitsMs.map(after)]);
  const wait = { $max: [0, { $min: [waitsMs.length, { $subtract: ['$count', free - 1] }] }] };
  const count = { $add: [when(isInWindow, or('$count', 0), 0), 1] };
  return [
    {
      $set: {
        count: when(isGranted, count, '$count'),
        expiresAt: when({ $and: [isGranted, { $not: [isInWindow] }] }, after(windowMs), '$expiresAt'),
      },
    },
    { $set: { until: when(isGranted, { $arrayElemAt: [waits, wait] }, '$until') } },
  ];
}
