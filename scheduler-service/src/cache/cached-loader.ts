import type { CacheStamps } from '../http/request-context.ts';
import type { Cached, CountLookup } from './cache-metrics.ts';
import { LruCache, computeTimeLeft } from './lru-cache.ts';
import { combineStamps } from './version-stamps.ts';

const MOST = 10_000;

/** What almost every request asks for: held in this process while nothing changes it, and read once for all who wait. */
export class CachedLoader<T> {
  readonly #held = new LruCache<T>(MOST);
  readonly #reads = new Map<string, Promise<T | null>>();
  readonly #what: Cached;
  readonly #count: CountLookup;

  constructor(what: Cached, count: CountLookup) {
    this.#what = what;
    this.#count = count;
  }

  /**
   * What is held of the generation that was seen, or what `read` finds. Who comes while the same is being read
   * waits for that: when it ends for somebody who asks often, all his requests would read it at once.
   * @param names of the generations that it belongs to
   * @param isGood whether what is held may be used yet
   */
  async find(
    key: string,
    names: string[],
    seen: CacheStamps | null,
    read: () => Promise<T | null>,
    isGood: (value: T) => boolean = () => true,
  ): Promise<T | null> {
    const generation = seen && combineStamps(seen, names);
    const held = generation ? this.#held.get(key, generation) : undefined;
    const known = held !== undefined && isGood(held) ? held : undefined;
    const underWay = generation ? this.#reads.get(`${key} ${generation}`) : undefined;
    this.#count(this.#what, known === undefined && !underWay ? 'miss' : 'process');
    if (!seen || !generation) return read();
    return known ?? underWay ?? this.#read(key, generation, seen, read);
  }

  #read(
    key: string,
    generation: string,
    seen: CacheStamps,
    read: () => Promise<T | null>,
  ): Promise<T | null> {
    const name = `${key} ${generation}`;
    const reading = read()
      .then((found) => {
        if (found !== null) this.#held.set(key, generation, found, computeTimeLeft(seen));
        return found;
      })
      .finally(() => this.#reads.delete(name));
    this.#reads.set(name, reading);
    return reading;
  }
}
