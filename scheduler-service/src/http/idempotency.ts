import { createHash } from 'node:crypto';
import type { Endpoint } from '@punctual/contracts/api/endpoint';
import type { Id, KeptAnswer } from '@punctual/engine/database/documents';
import type { Clock } from '@punctual/engine/platform/clock';
import { AppError, validationFailed } from '@punctual/engine/platform/errors';
import type { Request, Response } from 'express';
import { Types } from 'mongoose';
import type { Caller } from './caller.ts';
import type { Hold, IdempotencyStore } from './idempotency-store.ts';
import { refuse } from './refusal-words.ts';
import { JsonText, type Outcome, Reply, toReply } from './reply.ts';
import type { Call, Handler } from './route.ts';

const HEADER = 'Idempotency-Key';
const KEY = /^[\x21-\x7e]{1,255}$/;
/** Headers that are part of an answer and kept with it. */
const KEPT_HEADERS = ['location', 'etag'];
const RETRY_SECONDS = 1;

/** The id of what a request makes: the same however often the request is sent. */
export interface Creation {
  id: Id;
  /** It may have been made before, by a process that was lost before it could answer. */
  again: boolean;
}

/** Carries out a request that makes something under the given id. */
export type Maker<E extends Endpoint> = (call: Call<E>, making: Creation) => Promise<Outcome<E>>;

/**
 * Carries out a request with an Idempotency-Key once, and answers it the same however often it is sent. No
 * lock is needed for that: all that carry it out make the thing under the same id, and the second finds it there.
 */
export class Idempotency {
  readonly #keys: IdempotencyStore;
  readonly #clock: Clock;

  constructor(keys: IdempotencyStore, clock: Clock) {
    this.#keys = keys;
    this.#clock = clock;
  }

  /** Builds the handler of an endpoint that makes something. */
  handler<E extends Endpoint & { access: 'user' | 'admin' }>(endpoint: E, make: Maker<E>): Handler<E> {
    return async (call) => {
      const key = readKey(call.request);
      if (key === null) return make(call, { id: new Types.ObjectId(), again: false });
      const { userId: ownerId } = call.caller as Caller;
      const route = `${endpoint.method} ${endpoint.path}`;
      const keyed = { ownerId, route, key, fingerprint: computeFingerprint(call.request) };
      const claim = await this.#keys.claim(keyed, this.#clock.now());
      if (claim.kind === 'otherRequest') throw reused();
      if (claim.kind === 'underWay') throw underWay();
      if (claim.kind === 'answered') return repeat(claim.answer, call.response);
      return this.#carryOut(endpoint, call, make, claim.hold);
    };
  }

  async #carryOut<E extends Endpoint>(
    endpoint: E,
    call: Call<E>,
    make: Maker<E>,
    hold: Hold,
  ): Promise<Outcome<E>> {
    try {
      const outcome = await make(call, hold);
      // The database was away for too long meanwhile: what the client knows is that the request failed.
      if (call.response.writableEnded) await this.#keys.release(hold);
      else await this.#keys.answer(hold, toKeptAnswer(toReply(endpoint, outcome), call.response));
      return outcome;
    } catch (error) {
      await this.#giveBack(hold, error);
      throw error;
    }
  }

  /**
   * Frees the key of a refused request: nothing was made, and the request may be put right. Any other error leaves open
   * what was made: the same request, repeated, finds it.
   */
  #giveBack(hold: Hold, error: unknown): Promise<void> {
    const isRefusal = error instanceof AppError && error.status < 500;
    return isRefusal && !hold.again ? this.#keys.forget(hold) : this.#keys.release(hold);
  }
}

function readKey(request: Request): string | null {
  const key = request.get(HEADER);
  if (key === undefined) return null;
  if (KEY.test(key)) return key;
  throw validationFailed([{ path: HEADER, message: refuse((words) => words.keyForm) }]);
}

/**
 * Computes a hash of what was sent, not of its meaning, which may change with time. No body counts as an empty one:
 * which of the two the parser gives depends on whether it is there before the request has ended.
 */
function computeFingerprint({ params, query, body = {} }: Request): string {
  const parameters = Object.keys(query).length === 0 ? [] : [query];
  return createHash('sha256')
    .update(JSON.stringify([params, body, ...parameters], sortedKeys))
    .digest('base64url');
}

const sortedKeys = (_: string, value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort())
    : value;

function toKeptAnswer({ status, body }: Reply, response: Response): KeptAnswer {
  const headers = KEPT_HEADERS.flatMap((name) => {
    const value = response.get(name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return { status, headers: Object.fromEntries(headers), body: JSON.stringify(body) };
}

function repeat({ status, headers, body }: KeptAnswer, response: Response): Reply<number, JsonText> {
  response.set(headers);
  return new Reply(status, new JsonText(body));
}

const reused = () =>
  new AppError(
    422,
    'IDEMPOTENCY_KEY_REUSED',
    refuse((words) => words.keyReused),
    { details: [{ path: HEADER, message: refuse((words) => words.keyOfAnother) }] },
  );

const underWay = () =>
  new AppError(
    409,
    'IDEMPOTENCY_KEY_IN_USE',
    refuse((words) => words.keyInUse),
    { retryAfterSeconds: RETRY_SECONDS },
  );
