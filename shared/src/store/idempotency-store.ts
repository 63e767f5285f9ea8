import { randomUUID } from 'node:crypto';
import mongoose from 'mongoose';
import type { Id, IdempotencyKeyDocument, KeptAnswer } from './documents.ts';
import { isDuplicateKey, isWriteConflict } from './errors.ts';
import type { Models } from './models.ts';

/** A key is remembered for so long. */
export const KEPT_MS = 24 * 60 * 60 * 1_000;
/**
 * Whoever has not answered after this long may have died: another may go on in its place. Both may live, for
 * what they make has one id.
 */
export const HELD_MS = 5_000;

/** A request with an Idempotency-Key. `fingerprint` tells it from others of the same key. */
export type KeyedRequest = Pick<IdempotencyKeyDocument, 'ownerId' | 'route' | 'key' | 'fingerprint'>;

/** The right to carry out a request, and the id of what it makes: the same for whoever carries it out. */
export interface Hold {
  id: Id;
  holder: string;
  /** Somebody held it before, and may have made it already. */
  again: boolean;
}

export type Claim =
  | { kind: 'mine'; hold: Hold }
  | { kind: 'answered'; answer: KeptAnswer }
  | { kind: 'underWay' }
  | { kind: 'otherRequest' };

/** Who carries out the request of a key, and how it was answered. */
export class IdempotencyStore {
  readonly #models: Models;

  constructor(models: Models) {
    this.#models = models;
  }

  /** Asks to carry out a request: for the first, and in the place of one that was lost, it is `mine`. */
  async claim(request: KeyedRequest, now: Date): Promise<Claim> {
    const hold = { holder: randomUUID(), heldUntil: new Date(now.getTime() + HELD_MS) };
    const found = await this.#findOrMake(request, hold, now);
    const { _id, expiresAt, fingerprint, answer } = found;
    if (found.holder === hold.holder) return mine(found, false);
    if (expiresAt <= now) {
      await this.#models.idempotencyKeys.deleteOne({ _id, expiresAt });
      return this.claim(request, now);
    }
    if (fingerprint !== request.fingerprint) return { kind: 'otherRequest' };
    if (answer) return { kind: 'answered', answer };
    const lost = { _id, holder: found.holder, answer: null, heldUntil: mongoose.trusted({ $lte: now }) };
    const { matchedCount } = await this.#models.idempotencyKeys.updateOne(lost, hold);
    return matchedCount === 1 ? mine({ _id, holder: hold.holder }, true) : { kind: 'underWay' };
  }

  /** Keeps the answer for those who ask again. */
  async answer({ id, holder }: Hold, answer: KeptAnswer): Promise<void> {
    await this.#models.idempotencyKeys.updateOne({ _id: id, holder }, { answer });
  }

  /** Lets anybody try again at once. What was made, if anything was, keeps its id. */
  async release({ id, holder }: Hold): Promise<void> {
    await this.#models.idempotencyKeys.updateOne({ _id: id, holder }, { heldUntil: new Date(0) });
  }

  /** As if the key had never been sent: nothing was made. */
  async forget({ id, holder }: Hold): Promise<void> {
    await this.#models.idempotencyKeys.deleteOne({ _id: id, holder });
  }

  async #findOrMake(
    { ownerId, route, key, fingerprint }: KeyedRequest,
    hold: Pick<IdempotencyKeyDocument, 'holder' | 'heldUntil'>,
    now: Date,
  ): Promise<IdempotencyKeyDocument> {
    const fresh = { ...hold, fingerprint, answer: null, expiresAt: new Date(now.getTime() + KEPT_MS) };
    for (;;) {
      try {
        return await this.#models.idempotencyKeys
          .findOneAndUpdate(
            { ownerId, route, key },
            { $setOnInsert: fresh },
            { upsert: true, returnDocument: 'after' },
          )
          .lean<IdempotencyKeyDocument>()
          .orFail();
      } catch (error) {
        // Of two that make it at once one finds it there when it looks again.
        if (!isDuplicateKey(error) && !isWriteConflict(error)) throw error;
      }
    }
  }
}

const mine = ({ _id, holder }: Pick<IdempotencyKeyDocument, '_id' | 'holder'>, again: boolean): Claim => ({
  kind: 'mine',
  hold: { id: _id, holder, again },
});
