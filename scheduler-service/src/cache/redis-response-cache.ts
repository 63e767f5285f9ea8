import { createHash } from 'node:crypto';
import { MAX_AGE_MS } from '@punctual/engine/events/cache-tags';
import { withTimeout } from '@punctual/engine/platform/with-timeout';
import type { Redis } from 'ioredis';

/** An answer as a client was given it. */
export interface CachedResponse {
  etag: string;
  json: string;
}

/** Longest wait for an answer that another copy may have read. */
const DEADLINE_MS = 100;
/** Larger answers are cached by each copy for itself (characters). */
const MAX_LENGTH = 65_536;
/** Redis holds the queue too and must not be full: one copy puts no more than this into it within MAX_AGE_MS (characters). */
const MAX_PER_WINDOW = 8_388_608;

/** Caches answers in Redis for the other copies, each under its version stamp and for a few seconds. */
export class RedisResponseCache {
  readonly #redis: Redis;
  #windowEnds = 0;
  #written = 0;

  constructor(redis: Redis) {
    this.#redis = redis;
  }

  /** Finds an answer, and for how long it may still be cached (ms). */
  async get(key: string, stamp: string): Promise<{ answer: CachedResponse; leftMs: number } | null> {
    const name = formatKey(key, stamp);
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

  /** Writes in the background: the answer does not wait for it. */
  set(key: string, stamp: string, { etag, json }: CachedResponse, leftMs: number): void {
    const life = Math.floor(leftMs);
    if (life < 1 || json.length > MAX_LENGTH || !this.#hasRoom(json.length)) return;
    const kept = this.#redis.set(formatKey(key, stamp), `${etag}\n${json}`, 'PX', life);
    kept.catch(() => {}); // the connection reports it; one that is full takes nothing
  }

  #hasRoom(size: number): boolean {
    const now = performance.now();
    if (now >= this.#windowEnds) {
      this.#windowEnds = now + MAX_AGE_MS;
      this.#written = 0;
    }
    this.#written += size;
    return this.#written <= MAX_PER_WINDOW;
  }
}

/** Formats the name of an answer in Redis: with another stamp it has another name. */
function formatKey(key: string, stamp: string): string {
  const digest = createHash('sha256').update(`${stamp} ${key}`).digest('base64url');
  return `{punctual}:held:${digest}`;
}
