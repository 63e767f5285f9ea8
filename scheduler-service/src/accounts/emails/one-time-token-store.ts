import { randomBytes } from 'node:crypto';
import type { Id, MailedPurpose, OneTimeTokenDocument } from '@punctual/engine/database/documents';
import type { Models } from '@punctual/engine/database/models';
import mongoose from 'mongoose';
import { secretHash } from '../secret-hash.ts';

const TOKEN_BYTES = 32;

const matchValid = (token: string, purpose: MailedPurpose, now: Date) => ({
  hash: secretHash(token),
  purpose,
  expiresAt: mongoose.trusted({ $gt: now }),
});

/** Stores the tokens of mailed links, as hashes. */
export class OneTimeTokenStore {
  readonly #models: Models;

  constructor(models: Models) {
    this.#models = models;
  }

  /** Creates a token, and returns its text, which is not kept. */
  async create(userId: Id, purpose: MailedPurpose, expiresAt: Date): Promise<string> {
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    await this.#models.oneTimeTokens.create({ userId, purpose, hash: secretHash(token), expiresAt });
    return token;
  }

  async isValid(token: string, purpose: MailedPurpose, now: Date): Promise<boolean> {
    return (await this.#models.oneTimeTokens.exists(matchValid(token, purpose, now))) !== null;
  }

  /** Removes a valid token and returns it: of several that try, one gets it. */
  spend(token: string, purpose: MailedPurpose, now: Date): Promise<OneTimeTokenDocument | null> {
    return this.#models.oneTimeTokens
      .findOneAndDelete(matchValid(token, purpose, now))
      .lean<OneTimeTokenDocument>()
      .exec();
  }

  /** Ends all links of an account. */
  async endAll(userId: Id): Promise<void> {
    await this.#models.oneTimeTokens.deleteMany({ userId });
  }
}
