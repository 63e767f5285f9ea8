import { createHash } from 'node:crypto';
import { MAX_AGE_MS } from '@punctual/engine/events/cache-tags';
import { withTimeout } from '@punctual/engine/platform/with-timeout';
import type { Redis } from 'ioredis';

/** An answer as it was given. */
export interface KeptAnswer {
  etag: string;
  json: string;
}

/** What other copies have read is worth no more waiting than this (ms). */
const DEADLINE_MS = 100;
/** Larger ones are kept by each copy for itself. */
const LARGEST = 65_536;
/** Redis is the queue's too, and must not be full: one copy puts no more into it within HELD_MS (characters). */
const MOST_AT_A_TIME = 8_388_608;

/** Answers in Redis, for the other copies: each under its generation, and gone by itself soon. */
export class RedisResponseCache {
  readonly #redis: Redis;
  #windowEnds = 0;
  #written = 0;

  constructor(redis: Redis) {
    this.#redis = redis;
  }

  /** The answer, and for how long it may be held yet (ms). */
  async get(key: string, generation: string): Promise<{ answer: KeptAnswer; leftMs: number } | null> {
    const name = formatKey(key, generation);
    try {
      const asked = this.#redis.pipeline().get(name).pttl(name).exec();
      const [[, text] = [], [, leftMs] = []] = (await withTimeout(DEADLINE_MS, asked, 'Redis')) ?? [];
      if (typeof text !== 'string' || typeof leftMs !== 'number' || leftMs <= 0) return null;
      const end = text.indexOf('\n');
      return { answer: { etag: text.slice(0, end), json: text.slice(end + 1) }, leftMs };
    } catch {
      return null; // the connection reports it, and the database has it
    }
  }

  /** Nobody waits for it. */
  set(key: string, generation: string, { etag, json }: KeptAnswer, leftMs: number): void {
    const life = Math.floor(leftMs);
    if (life < 1 || json.length > LARGEST || !this.#hasRoom(json.length)) return;
    const kept = this.#redis.set(formatKey(key, generation), `${etag}\n${json}`, 'PX', life);
    kept.catch(() => {}); // the connection reports it; one that is full takes nothing
  }

  #hasRoom(size: number): boolean {
    const now = performance.now();
    if (now >= this.#windowEnds) {
      this.#windowEnds = now + MAX_AGE_MS;
      this.#written = 0;
    }
    this.#written += size;
    return this.#written <= MOST_AT_A_TIME;
  }
}

/** What is of another generation has another name. */
function formatKey(key: string, generation: string): string {
  const digest = createHash('sha256').update(`${generation} ${key}`).digest('base64url');
  return `{punctual}:held:${digest}`;
}
