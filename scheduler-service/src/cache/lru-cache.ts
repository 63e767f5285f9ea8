import { MAX_AGE_MS } from '@punctual/engine/events/cache-tags';
import type { CacheStamps } from '../http/request-context.ts';

interface Entry<T> {
  stamp: string;
  /** `performance.now()` */
  until: number;
  size: number;
  value: T;
}

/** Caches values in this process, each under a version stamp. The least recently used go when there is no room. */
export class LruCache<T> {
  readonly #entries = new Map<string, Entry<T>>();
  readonly #maxEntries: number;
  readonly #maxSize: number;
  #size = 0;

  /** @param maxSize of all values together, in the unit of the sizes that `set` is given */
  constructor(maxEntries: number, maxSize = Number.POSITIVE_INFINITY) {
    this.#maxEntries = maxEntries;
    this.#maxSize = maxSize;
  }

  /** Returns the value if it has this stamp and has not ended. */
  get(key: string, stamp: string): T | undefined {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    this.#entries.delete(key);
    if (entry.stamp !== stamp || entry.until <= performance.now()) {
      this.#size -= entry.size;
      return undefined;
    }
    this.#entries.set(key, entry);
    return entry.value;
  }

  /** @param leftMs time for which the value may still be cached: at most MAX_AGE_MS from when its stamps were read */
  set(key: string, stamp: string, value: T, leftMs: number, size = 1): void {
    this.delete(key);
    if (size > this.#maxSize) return;
    this.#entries.set(key, { stamp, until: performance.now() + leftMs, size, value });
    this.#size += size;
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= this.#maxEntries && this.#size <= this.#maxSize) return;
      this.delete(oldest);
    }
  }

  delete(key: string): void {
    const entry = this.#entries.get(key);
    if (!entry) return;
    this.#size -= entry.size;
    this.#entries.delete(key);
  }
}

/** Computes for how long a value may be cached that is read after its stamps (ms). */
export const computeTimeLeft = ({ at }: CacheStamps): number => at + MAX_AGE_MS - performance.now();
