import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Counter } from './limit-keys.ts';

/** The state of a counter: requests in the window, ms until it begins anew, and until there is room (0: there is). */
export interface Reading {
  used: number;
  resetMs: number;
  waitMs: number;
}

/** Counts requests of this process alone, in windows that do not slide: the limits while Redis is away. */
export class MemoryWindows {
  /** One per limit: keys may have rates of their own. */
  readonly #limiters = new Map<string, RateLimiterMemory>();

  /** Counts a request, if there is room for it in all counters; with a cost of 0 it only reads them. */
  async count(counters: Counter[], cost: 0 | 1): Promise<Reading[]> {
    const found = await Promise.all(counters.map((counter) => this.#read(counter)));
    const before = found.map((reading, i) => withShare(reading, counters[i] as Counter, found, counters));
    if (cost === 0 || before.some(({ waitMs }) => waitMs > 0)) return before;
    return Promise.all(counters.map((counter) => this.#consume(counter)));
  }

  async #read(counter: Counter): Promise<Reading> {
    const is = await this.#limiterOf(counter).get(counter.id);
    if (!is) return { used: 0, resetMs: counter.windowMs, waitMs: 0 };
    return toReading(is, is.consumedPoints >= counter.limit);
  }

  async #consume(counter: Counter): Promise<Reading> {
    try {
      return toReading(await this.#limiterOf(counter).consume(counter.id), false);
    } catch (refusal) {
      // Another request took the last place between the reading and this.
      if (refusal instanceof RateLimiterRes) return toReading(refusal, true);
      throw refusal;
    }
  }

  #limiterOf({ layer, limit, windowMs }: Counter): RateLimiterMemory {
    const name = `${layer}:${limit}:${windowMs}`;
    const known = this.#limiters.get(name);
    if (known) return known;
    const limiter = new RateLimiterMemory({ points: limit, duration: windowMs / 1_000 });
    this.#limiters.set(name, limiter);
    return limiter;
  }
}

/** Shows a counter that all senders share as full to a sender who has used as much of it as is left. */
function withShare(reading: Reading, counter: Counter, all: Reading[], counters: Counter[]): Reading {
  const [own, sharer] = [all[counter.sharer ?? -1], counters[counter.sharer ?? -1]];
  if (!own || !sharer || reading.waitMs > 0) return reading;
  const share = (own.used * counter.windowMs) / sharer.windowMs;
  return reading.used + share + 1 > counter.limit ? { ...reading, waitMs: reading.resetMs } : reading;
}

const toReading = ({ consumedPoints, msBeforeNext }: RateLimiterRes, isFull: boolean): Reading => ({
  used: consumedPoints,
  resetMs: msBeforeNext,
  waitMs: isFull ? Math.max(1, msBeforeNext) : 0,
});
