import type { Id, MailedPurpose, OneTimeTokenDocument } from '@punctual/engine/database/documents';
import type { Models } from '@punctual/engine/database/models';
import mongoose from 'mongoose';

export type NewOneTimeToken = Omit<OneTimeTokenDocument, '_id'>;

const good = (hash: string, purpose: MailedPurpose, now: Date) => ({
  hash,
  purpose,
  expiresAt: mongoose.trusted({ $gt: now }),
});

/** Links that were mailed. */
export class OneTimeTokenStore {
  readonly #models: Models;

  constructor(models: Models) {
    this.#models = models;
  }

  async create(token: NewOneTimeToken): Promise<void> {
    await this.#models.oneTimeTokens.create(token);
  }

  async isGood(hash: string, purpose: MailedPurpose, now: Date): Promise<boolean> {
    return (await this.#models.oneTimeTokens.exists(good(hash, purpose, now))) !== null;
  }

  /** The token, for the one who asks first; nobody gets it again. */
  spend(hash: string, purpose: MailedPurpose, now: Date): Promise<OneTimeTokenDocument | null> {
    return this.#models.oneTimeTokens
      .findOneAndDelete(good(hash, purpose, now))
      .lean<OneTimeTokenDocument>()
      .exec();
  }

  /** Ends all links of an account. */
  async endAll(userId: Id): Promise<void> {
    await this.#models.oneTimeTokens.deleteMany({ userId });
  }
}
