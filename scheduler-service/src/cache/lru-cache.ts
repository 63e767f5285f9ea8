import { MAX_AGE_MS } from '@punctual/engine/events/cache-tags';
import type { CacheStamps } from '../http/request-context.ts';

interface Entry<T> {
  generation: string;
  /** `performance.now()` */
  until: number;
  size: number;
  value: T;
}

/** Values in this process, each of a generation. What was not used for the longest goes when there is no room. */
export class LruCache<T> {
  readonly #entries = new Map<string, Entry<T>>();
  readonly #most: number;
  readonly #mostSize: number;
  #size = 0;

  /** @param mostSize of all values together, in the unit in which `keep` is told the size of each */
  constructor(most: number, mostSize = Number.POSITIVE_INFINITY) {
    this.#most = most;
    this.#mostSize = mostSize;
  }

  /** What is held of this generation, and has not ended. */
  get(key: string, generation: string): T | undefined {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    this.#entries.delete(key);
    if (entry.generation !== generation || entry.until <= performance.now()) {
      this.#size -= entry.size;
      return undefined;
    }
    this.#entries.set(key, entry);
    return entry.value;
  }

  /** @param leftMs that it may be held for yet; a value that was just read may be for HELD_MS after it was looked */
  set(key: string, generation: string, value: T, leftMs: number, size = 1): void {
    this.#remove(key);
    if (size > this.#mostSize) return;
    this.#entries.set(key, { generation, until: performance.now() + leftMs, size, value });
    this.#size += size;
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= this.#most && this.#size <= this.#mostSize) return;
      this.#remove(oldest);
    }
  }

  #remove(key: string): void {
    const entry = this.#entries.get(key);
    if (!entry) return;
    this.#size -= entry.size;
    this.#entries.delete(key);
  }
}

/** How long what is read after a look may be held (ms). */
export const computeTimeLeft = ({ at }: CacheStamps): number => at + MAX_AGE_MS - performance.now();
