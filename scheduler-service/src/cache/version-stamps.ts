import { randomBytes } from 'node:crypto';
import { MAX_AGE_MS, versionStampKey } from '@punctual/engine/events/cache-tags';
import { ErrorThrottle } from '@punctual/engine/platform/error-throttle';
import type { Logger } from '@punctual/engine/platform/logger';
import { withTimeout } from '@punctual/engine/platform/with-timeout';
import type { Redis } from 'ioredis';
import type { CacheStamps } from '../http/request-context.ts';

/** Redis answers within this, or the database is read. */
const DEADLINE_MS = 250;
const RETRY_MS = 1_000;
/** Stamps expire: tags that are asked for no more leave nothing behind in Redis. */
const LIFE_MS = 60_000;

/** Reads stamps and makes new ones where there are none, in one step: two that ask at once get the same. */
const SCRIPT = `
local found = redis.call('MGET', unpack(KEYS))
for i, key in ipairs(KEYS) do
  if not found[i] then
    found[i] = ARGV[1]
    redis.call('SET', key, found[i], 'PX', ARGV[2])
  end
end
return found`;

type Scripted = Redis & {
  fetchVersionStamps(keys: number, ...parts: (string | number)[]): Promise<string[]>;
};

/** Combines the stamps of these tags into one text; null if one of them was not fetched. */
export function combineStamps({ byTag }: CacheStamps, tags: string[]): string | null {
  const found = tags.map((tag) => byTag.get(tag));
  return found.includes(undefined) ? null : found.join(' ');
}

/**
 * Fetches the version stamps of cache tags: each tag has one in Redis, which every write to what it names removes.
 * Without an answer of Redis nothing cached is used.
 */
export class VersionStamps {
  readonly #redis: Scripted;
  readonly #trouble: ErrorThrottle;
  /** Begins the stamps of this process: no other makes the same. */
  readonly #own = randomBytes(9).toString('base64url');
  #made = 0;
  #pausedUntil = 0;

  constructor(redis: Redis, logger: Logger) {
    redis.defineCommand('fetchVersionStamps', { lua: SCRIPT });
    this.#redis = redis as Scripted;
    this.#trouble = new ErrorThrottle(logger, 'Nothing is answered from the cache', 'warn');
    // Redis may come back as it was a moment ago, with stamps that were removed since.
    redis.on('close', () => this.forget());
  }

  /** Lets nothing cached be used until all that is cached now has ended. */
  forget(): void {
    this.#pause(MAX_AGE_MS);
  }

  /** Takes one round trip; null where Redis does not answer. */
  async fetch(tags: string[]): Promise<CacheStamps | null> {
    const at = performance.now();
    if (this.#redis.status !== 'ready' || at < this.#pausedUntil) return null;
    this.#made += 1;
    const fresh = `${this.#own}${this.#made.toString(36)}`;
    try {
      const asked = this.#redis.fetchVersionStamps(tags.length, ...tags.map(versionStampKey), fresh, LIFE_MS);
      const found = await withTimeout(DEADLINE_MS, asked, 'Redis');
      this.#trouble.isOver();
      // The connection may have been lost while Redis was asked.
      if (at < this.#pausedUntil) return null;
      return { at, byTag: new Map(tags.map((tag, i) => [tag, found[i] as string])) };
    } catch (error) {
      this.#trouble.is(error);
      this.#pause(RETRY_MS);
      return null;
    }
  }

  #pause(ms: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, performance.now() + ms);
  }
}
