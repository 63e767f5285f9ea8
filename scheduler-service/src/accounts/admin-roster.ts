import type { Models } from '@punctual/engine/database/models';
import mongoose from 'mongoose';

const ROSTER = 'admins';

/**
 * Keeps the ids of the administrators in one document, because MongoDB changes one document atomically: the
 * last id on the list cannot be removed.
 * A role is written to the user after the list. After joining a crash leaves an id on the list that is no
 * administrator yet, after leaving an administrator who is off the list: both are safe, and repeating the
 * request repairs them.
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

  /** Removes an id from the list; false if it is the last one, which stays. */
  async leave(userId: string): Promise<boolean> {
    const another = { $elemMatch: { $ne: userId } };
    const guard = { _id: ROSTER, ids: mongoose.trusted(another) };
    const { matchedCount } = await this.#models.state.updateOne(guard, { $pull: { ids: userId } });
    return matchedCount === 1;
  }
}
