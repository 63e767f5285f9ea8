import type { CacheStamps } from '../http/request-context.ts';
import type { Cached, CountLookup } from './cache-metrics.ts';
import { computeTimeLeft, LruCache } from './lru-cache.ts';
import { combineStamps } from './version-stamps.ts';

const MAX_ENTRIES = 10_000;

/** Caches in this process what almost every request needs, and reads it once for all requests that wait for it. */
export class CachedLoader<T> {
  readonly #cached = new LruCache<T>(MAX_ENTRIES);
  readonly #reads = new Map<string, Promise<T | null>>();
  readonly #what: Cached;
  readonly #count: CountLookup;

  constructor(what: Cached, count: CountLookup) {
    this.#what = what;
    this.#count = count;
  }

  /**
   * Returns what is cached under the current stamp, or what `read` finds. A request that comes while the same is
   * being read waits for that: otherwise, when an entry of a busy client ends, all its requests would read at once.
   * @param tags that the value belongs to
   * @param isGood tells whether a cached value may still be used
   */
  async find(
    key: string,
    tags: string[],
    stamps: CacheStamps | null,
    read: () => Promise<T | null>,
    isGood: (value: T) => boolean = () => true,
  ): Promise<T | null> {
    const stamp = stamps && combineStamps(stamps, tags);
    const cached = stamp ? this.#cached.get(key, stamp) : undefined;
    const good = cached !== undefined && isGood(cached) ? cached : undefined;
    const underWay = stamp ? this.#reads.get(`${key} ${stamp}`) : undefined;
    this.#count(this.#what, good === undefined && !underWay ? 'miss' : 'process');
    if (!stamps || !stamp) return read();
    return good ?? underWay ?? this.#read(key, stamp, stamps, read);
  }

  #read(key: string, stamp: string, stamps: CacheStamps, read: () => Promise<T | null>): Promise<T | null> {
    const name = `${key} ${stamp}`;
    const reading = read()
      .then((found) => {
        if (found !== null) this.#cached.set(key, stamp, found, computeTimeLeft(stamps));
        return found;
      })
      .finally(() => this.#reads.delete(name));
    this.#reads.set(name, reading);
    return reading;
  }
}
