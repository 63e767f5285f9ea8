import { randomBytes } from 'node:crypto';
import type { Id, OneTimeTokenDocument, TokenPurpose } from '@punctual/engine/database/documents';
import type { Models } from '@punctual/engine/database/models';
import mongoose from 'mongoose';
import { removeBeyond } from '../remove-beyond.ts';
import { secretHash } from '../secret-hash.ts';

const TOKEN_BYTES = 32;

const matchValid = (token: string, purpose: TokenPurpose, now: Date) => ({
  hash: secretHash(token),
  purpose,
  expiresAt: mongoose.trusted({ $gt: now }),
});

/** Stores tokens that work once, as hashes: those of mailed links, and of logins that wait for their second step. */
export class OneTimeTokenStore {
  readonly #models: Models;

  constructor(models: Models) {
    this.#models = models;
  }

  /** Creates a token, and returns its text, which is not kept. */
  async create(userId: Id, purpose: TokenPurpose, expiresAt: Date, passwordMark?: string): Promise<string> {
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    const draft = { userId, purpose, hash: secretHash(token), expiresAt };
    await this.#models.oneTimeTokens.create({ ...draft, ...(passwordMark && { passwordMark }) });
    return token;
  }

  /** Finds a valid token, which stays valid. */
  find(token: string, purpose: TokenPurpose, now: Date): Promise<OneTimeTokenDocument | null> {
    return this.#models.oneTimeTokens
      .findOne(matchValid(token, purpose, now))
      .lean<OneTimeTokenDocument>()
      .exec();
  }

  /** Removes a valid token and returns it: of several that try, one gets it. */
  spend(token: string, purpose: TokenPurpose, now: Date): Promise<OneTimeTokenDocument | null> {
    return this.#models.oneTimeTokens
      .findOneAndDelete(matchValid(token, purpose, now))
      .lean<OneTimeTokenDocument>()
      .exec();
  }

  /** Removes a token that was found; returns if it was there: of several that try, one removes it. */
  async remove({ _id }: OneTimeTokenDocument): Promise<boolean> {
    return (await this.#models.oneTimeTokens.deleteOne({ _id })).deletedCount === 1;
  }

  /** Ends all tokens of an account and purpose but for the newest. */
  async keepNewest(userId: Id, purpose: TokenPurpose, count: number): Promise<void> {
    await removeBeyond(this.#models.oneTimeTokens, { userId, purpose }, count);
  }

  /** Ends all tokens of an account, or those of one purpose. */
  async endAll(userId: Id, purpose?: TokenPurpose): Promise<void> {
    await this.#models.oneTimeTokens.deleteMany({ userId, ...(purpose && { purpose }) });
  }
}
