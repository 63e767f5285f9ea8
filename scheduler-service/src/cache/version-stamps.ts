import { randomBytes } from 'node:crypto';
import { MAX_AGE_MS, versionStampKey } from '@punctual/engine/events/cache-tags';
import { ErrorThrottle } from '@punctual/engine/platform/error-throttle';
import type { Logger } from '@punctual/engine/platform/logger';
import { withTimeout } from '@punctual/engine/platform/with-timeout';
import type { Redis } from 'ioredis';
import type { CacheStamps } from '../http/request-context.ts';

/** Redis answers within this (ms), or the database is asked. */
const DEADLINE_MS = 250;
const LOOK_AGAIN_MS = 1_000;
/** A generation ends by itself: what is asked for no more leaves nothing behind. */
const LIFE_MS = 60_000;

/** What is there, and a new generation where there is none, in one step: two that ask at once are told the same. */
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
  lookAtGenerations(keys: number, ...parts: (string | number)[]): Promise<string[]>;
};

/** The generations of these names, as one text; null if one of them was not looked at. */
export function combineStamps(seen: CacheStamps, names: string[]): string | null {
  const found = names.map((name) => seen.generations.get(name));
  return found.includes(undefined) ? null : found.join(' ');
}

/**
 * Tells whether what is held still counts: each thing has a generation in Redis, which every write to it ends.
 * What Redis does not vouch for is not used.
 */
export class VersionStamps {
  readonly #redis: Scripted;
  readonly #trouble: ErrorThrottle;
  /** No other process makes the same ones. */
  readonly #own = randomBytes(9).toString('base64url');
  #made = 0;
  #leftAloneUntil = 0;

  constructor(redis: Redis, logger: Logger) {
    redis.defineCommand('lookAtGenerations', { lua: SCRIPT });
    this.#redis = redis as Scripted;
    this.#trouble = new ErrorThrottle(logger, 'Nothing is answered from the cache', 'warn');
    // It may come back as it was a moment ago, with generations that have ended.
    redis.on('close', () => this.forget());
  }

  /** Takes nothing held for current until whatever is held now has ended. */
  forget(): void {
    this.#leaveAlone(MAX_AGE_MS);
  }

  /** One round trip; null where Redis does not tell. */
  async fetch(names: string[]): Promise<CacheStamps | null> {
    const at = performance.now();
    if (this.#redis.status !== 'ready' || at < this.#leftAloneUntil) return null;
    this.#made += 1;
    const fresh = `${this.#own}${this.#made.toString(36)}`;
    try {
      const asked = this.#redis.lookAtGenerations(
        names.length,
        ...names.map(versionStampKey),
        fresh,
        LIFE_MS,
      );
      const found = await withTimeout(DEADLINE_MS, asked, 'Redis');
      this.#trouble.isOver();
      // Something may have gone wrong while it was asked.
      if (at < this.#leftAloneUntil) return null;
      return { at, generations: new Map(names.map((name, i) => [name, found[i] as string])) };
    } catch (error) {
      this.#trouble.is(error);
      this.#leaveAlone(LOOK_AGAIN_MS);
      return null;
    }
  }

  #leaveAlone(ms: number): void {
    this.#leftAloneUntil = Math.max(this.#leftAloneUntil, performance.now() + ms);
  }
}
