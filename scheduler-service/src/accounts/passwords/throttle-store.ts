import type { LoginCounterDocument } from '@punctual/engine/database/documents';
import { isDuplicateKey, isWriteConflict } from '@punctual/engine/database/driver-errors';
import type { Models } from '@punctual/engine/database/models';
import { type Expression, literal, when } from '@punctual/engine/database/update-expressions';
import mongoose from 'mongoose';

/** How often something may be tried in a window, and how long each try after that makes wait. */
export interface ThrottleLimit {
  free: number;
  windowMs: number;
  /** After the last free try, the one after it, and so on; the last of these from then on. */
  waitsMs: readonly number[];
}

const NEVER = new Date(0);

/** Counts tries. Whether one more is granted, and that it is counted, is one update: no two share a last one. */
export class ThrottleStore {
  readonly #models: Models;

  constructor(models: Models) {
    this.#models = models;
  }

  /** Counts a try and grants it: null; or says from when on the next may be granted, and counts nothing. */
  async take(key: string, limit: ThrottleLimit, now: Date): Promise<Date | null> {
    for (;;) {
      try {
        const before = await this.#models.loginCounters.collection.findOneAndUpdate(
          { _id: key as never },
          counted(limit, now),
          { upsert: true, returnDocument: 'before' },
        );
        const until = (before as LoginCounterDocument | null)?.until ?? NEVER;
        return until > now ? until : null;
      } catch (error) {
        // Of two that count the first try at once one finds the other's when it looks again.
        if (!isDuplicateKey(error) && !isWriteConflict(error)) throw error;
      }
    }
  }

  /** Until when no try is granted, for those of the keys for which that is so. */
  async closed(keys: string[], now: Date): Promise<Date[]> {
    const found = await this.#models.loginCounters
      .find({ _id: mongoose.trusted({ $in: keys }), until: mongoose.trusted({ $gt: now }) })
      .lean<LoginCounterDocument[]>();
    return found.map(({ until }) => until);
  }

  /** Begins anew. */
  async clear(key: string): Promise<void> {
    await this.#models.loginCounters.deleteOne({ _id: key });
  }
}

const or = (path: string, otherwise: Expression): Expression => ({ $ifNull: [path, otherwise] });

/** One more, if it is granted; otherwise all stays. */
function counted({ free, windowMs, waitsMs }: ThrottleLimit, now: Date) {
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
