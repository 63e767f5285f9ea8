import type { WatchdogPart } from '@punctual/contracts/api/health-contract';
import type { WatchdogDocument } from '@punctual/engine/database/documents';
import type { Models } from '@punctual/engine/database/models';
import { upserting } from '@punctual/engine/database/yielding';
import mongoose from 'mongoose';
import type { Finding } from './findings.ts';

/** Whoever records a change has this long to tell it before another copy does. */
const TELL_MS = 30_000;

/**
 * Records what is wrong, one document a part, so that of many copies one tells each change: the one whose guarded update
 * made it. What it could not tell, any copy tells after a while.
 */
export class WatchdogStore {
  readonly #models: Models;

  constructor(models: Models) {
    this.#models = models;
  }

  list(): Promise<WatchdogDocument[]> {
    return this.#models.watchdog.find().lean<WatchdogDocument[]>();
  }

  /** Records that a part is found wrong now; true for the copy that is the first to say so. */
  async open({ part, since }: Finding, now: Date): Promise<boolean> {
    const still = await this.#models.watchdog.updateOne(
      { _id: part, isOpen: true },
      { $set: { seenAt: now } },
    );
    if (still.matchedCount > 0) return false;
    await upserting(() =>
      this.#models.watchdog.updateOne(
        { _id: part },
        { $setOnInsert: { isOpen: false, since: null, changedAt: now, told: true, tellBy: now } },
        { upsert: true },
      ),
    );
    return this.#change(part, { isOpen: true, since, seenAt: now }, {}, now);
  }

  /** Records that a part is well again, unless another copy has found it wrong since `before`. */
  close(part: WatchdogPart, before: Date, now: Date): Promise<boolean> {
    return this.#change(part, { isOpen: false }, { seenAt: mongoose.trusted({ $lt: before }) }, now);
  }

  async #change(
    part: WatchdogPart,
    change: Partial<WatchdogDocument> & Pick<WatchdogDocument, 'isOpen'>,
    guard: object,
    now: Date,
  ): Promise<boolean> {
    const tellBy = new Date(now.getTime() + TELL_MS);
    const { modifiedCount } = await this.#models.watchdog.updateOne(
      { _id: part, isOpen: !change.isOpen, ...guard },
      { $set: { ...change, changedAt: now, told: false, tellBy } },
    );
    return modifiedCount === 1;
  }

  /** Takes over a change that was to be told by now, and was not; true for one copy. */
  async takeOver({ _id, tellBy }: WatchdogDocument, now: Date): Promise<boolean> {
    const { modifiedCount } = await this.#models.watchdog.updateOne(
      { _id, told: false, tellBy },
      { $set: { tellBy: new Date(now.getTime() + TELL_MS) } },
    );
    return modifiedCount === 1;
  }

  /** Records that a change has been told; one that came after it has not. */
  async told({ _id, changedAt }: Pick<WatchdogDocument, '_id' | 'changedAt'>): Promise<void> {
    await this.#models.watchdog.updateOne({ _id, changedAt }, { $set: { told: true } });
  }
}
