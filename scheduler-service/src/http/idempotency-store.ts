import { randomUUID } from 'node:crypto';
import { DAY_MS } from '@punctual/contracts/time';
import type { Id, IdempotencyKeyDocument, KeptAnswer } from '@punctual/engine/database/documents';
import { isDuplicateKey } from '@punctual/engine/database/driver-errors';
import type { Models } from '@punctual/engine/database/models';
import mongoose, { Types } from 'mongoose';
import { packAnswer, unpackAnswer } from './packed-answer.ts';

/** Time for which a key is remembered. */
const KEPT_MS = DAY_MS;
/**
 * Time after which a request without an answer may have been lost with its process: a repeated one goes on in its
 * place. Both may be alive, for what they make has one id.
 */
export const HELD_MS = 5_000;

/** A request with an Idempotency-Key. `fingerprint` tells it from others of the same key. */
export interface KeyedRequest {
  ownerId: Id;
  route: string;
  key: string;
  fingerprint: string;
}

/** The right to carry out a request, and the id of what it makes: the same for all that carry it out. */
export interface Hold {
  request: string;
  id: Id;
  holder: string;
  /** An earlier request held it, and may have made the thing already. */
  again: boolean;
}

export type Claim =
  | { kind: 'mine'; hold: Hold }
  | { kind: 'answered'; answer: KeptAnswer }
  | { kind: 'underWay' }
  | { kind: 'otherRequest' };

/** Stores which process carries out the request of a key, and how it was answered. */
export class IdempotencyStore {
  readonly #models: Models;

  constructor(models: Models) {
    this.#models = models;
  }

  /**
   * Claims the right to carry out a request: it is `mine` for the first, and in the place of one that was lost or that
   * failed. Such a key is free for another request too: it makes something else, as by a key of its own.
   */
  async claim(request: KeyedRequest, now: Date): Promise<Claim> {
    const hold = { holder: randomUUID(), heldUntil: new Date(now.getTime() + HELD_MS) };
    const found = await this.#findOrMake(request, hold, now);
    const { _id, expiresAt, fingerprint, answer } = found;
    const isSame = fingerprint === request.fingerprint;
    if (found.holder === hold.holder) return toClaim(found, false);
    if (expiresAt <= now) {
      await this.#models.idempotencyKeys.deleteOne({ _id, expiresAt });
      return this.claim(request, now);
    }
    if (!isSame && (answer || found.heldUntil > now)) return { kind: 'otherRequest' };
    if (answer) return { kind: 'answered', answer: await unpackAnswer(answer) };
    const taken = isSame ? { ...found, ...hold } : buildKey(request, hold, now);
    const lost = { _id, holder: found.holder, answer: null, heldUntil: mongoose.trusted({ $lte: now }) };
    const { _id: _, ...change } = taken;
    const { matchedCount } = await this.#models.idempotencyKeys.updateOne(lost, change);
    return matchedCount === 1 ? toClaim(taken, isSame) : { kind: 'underWay' };
  }

  /** Keeps the answer for repeated requests. */
  async answer({ request, holder }: Hold, answer: KeptAnswer): Promise<void> {
    await this.#models.idempotencyKeys.updateOne(
      { _id: request, holder },
      { answer: await packAnswer(answer) },
    );
  }

  /** Lets a repeated request go on at once. If something was made, it keeps its id. */
  async release({ request, holder }: Hold): Promise<void> {
    await this.#models.idempotencyKeys.updateOne({ _id: request, holder }, { heldUntil: new Date(0) });
  }

  /** Forgets a key, as if it had never been sent: nothing was made. */
  async forget({ request, holder }: Hold): Promise<void> {
    await this.#models.idempotencyKeys.deleteOne({ _id: request, holder });
  }

  async #findOrMake(request: KeyedRequest, hold: Holder, now: Date): Promise<IdempotencyKeyDocument> {
    const fresh = buildKey(request, hold, now);
    for (;;) {
      try {
        await this.#models.idempotencyKeys.insertOne(fresh);
        return fresh;
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
      const found = await this.#models.idempotencyKeys.findById(fresh._id).lean<IdempotencyKeyDocument>();
      if (found) return found; // else it was forgotten in between, and is free again
    }
  }
}

type Holder = Pick<IdempotencyKeyDocument, 'holder' | 'heldUntil'>;

/** The owner, route and key are the primary key: where a second key is unique, DocumentDB lets writers deadlock. */
const buildKey = (
  { ownerId, route, key, fingerprint }: KeyedRequest,
  hold: Holder,
  now: Date,
): IdempotencyKeyDocument => ({
  _id: `${ownerId.toHexString()} ${route} ${key}`,
  makes: new Types.ObjectId(),
  ...hold,
  fingerprint,
  answer: null,
  expiresAt: new Date(now.getTime() + KEPT_MS),
});

type HeldKey = Pick<IdempotencyKeyDocument, '_id' | 'makes' | 'holder'>;

const toClaim = ({ _id, makes, holder }: HeldKey, again: boolean): Claim => ({
  kind: 'mine',
  hold: { request: _id, id: makes, holder, again },
});
