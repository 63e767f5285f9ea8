import { createHash } from 'node:crypto';
import type { Endpoint } from '@punctual/contracts/api/endpoint';
import type { Caller } from '../http/caller.ts';
import { type Call, type Handler, Written } from '../http/route.ts';
import type { CountLookup } from './cache-metrics.ts';
import { LruCache, leftAfter } from './lru-cache.ts';
import type { KeptAnswer, RedisResponseCache } from './redis-response-cache.ts';
import { combineStamps } from './version-stamps.ts';

const MOST = 10_000;
/** Characters, of which each may take two bytes. */
const MOST_SIZE = 8_388_608;

/** What an answer is held by. */
export interface Holding {
  what: 'job' | 'list';
  /** What of the request makes one answer differ from another; whose it is comes by itself. */
  key: string;
  /** The generations that it belongs to. */
  names: string[];
}

/**
 * Answers of owners' own things, in this process and in Redis. Each is found by whose it is: what one is
 * answered no other can be.
 */
export class ResponseCache {
  readonly #held = new LruCache<KeptAnswer>(MOST, MOST_SIZE);
  readonly #shared: RedisResponseCache;
  readonly #count: CountLookup;

  constructor(shared: RedisResponseCache, count: CountLookup) {
    this.#shared = shared;
    this.#count = count;
  }

  /** The handler of an endpoint that reads and does nothing else; its answer has an ETag in any case. */
  handler<E extends Endpoint & { access: 'user' }>(
    read: Handler<E>,
    holdingOf: (call: Call<E>) => Holding,
  ): Handler<E> {
    return async (call) => {
      const { response } = call;
      const answer = await this.#find(call.caller as Caller, holdingOf(call), async () => {
        const json = JSON.stringify(await read(call));
        return { etag: response.get('etag') ?? etagOf(json), json };
      });
      response.set('ETag', answer.etag);
      return new Written(answer.json);
    };
  }

  async #find(
    { seen, userId }: Caller,
    { what, key, names }: Holding,
    read: () => Promise<KeptAnswer>,
  ): Promise<KeptAnswer> {
    const generation = seen && combineStamps(seen, names);
    const mine = `${what} ${userId.toHexString()} ${key}`;
    const known = generation === null ? undefined : this.#held.get(mine, generation);
    if (known) this.#count(what, 'process');
    if (known || !generation) return known ?? this.#miss(what, read);
    const shared = await this.#shared.get(mine, generation);
    if (shared) this.#count(what, 'redis');
    const answer = shared?.answer ?? (await this.#miss(what, read));
    const leftMs = shared?.leftMs ?? leftAfter(seen);
    this.#held.set(mine, generation, answer, leftMs, answer.json.length);
    if (!shared) this.#shared.set(mine, generation, answer, leftMs);
    return answer;
  }

  #miss<T>(what: Holding['what'], read: () => Promise<T>): Promise<T> {
    this.#count(what, 'miss');
    return read();
  }
}

const etagOf = (json: string): string => `"${createHash('sha1').update(json).digest('base64url')}"`;
