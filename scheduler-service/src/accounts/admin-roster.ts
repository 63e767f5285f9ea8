import type { Models } from '@punctual/engine/database/models';
import mongoose from 'mongoose';

const ROSTER = 'admins';

/**
 * The ids of the administrators in one document, because one document is what MongoDB changes
 * atomically: nobody is taken off while he is the only one on it.
 * A role is written to the user after joining fails safe (on the list, not yet an administrator) and
 * after leaving too (off the list, still one): what a crash leaves is put right by saying it again.
 */
export class AdminRoster {
  readonly #models: Models;

  constructor(models: Models) {
    this.#models = models;
  }

  async join(userId: string): Promise<void> {
    const change = { $addToSet: { ids: userId } };
    await this.#models.state.updateOne({ _id: ROSTER }, change, { upsert: true });
  }

  /** Whether the id is off the list now; false if it is the last one. */
  async leave(userId: string): Promise<boolean> {
    const another = { $elemMatch: { $ne: userId } };
    const guard = { _id: ROSTER, ids: mongoose.trusted(another) };
    const { matchedCount } = await this.#models.state.updateOne(guard, { $pull: { ids: userId } });
    return matchedCount === 1;
  }
}
