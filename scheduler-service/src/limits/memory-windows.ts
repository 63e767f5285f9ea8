import { MINUTE_MS } from '@punctual/contracts/time';
import type { Counter } from './limit-keys.ts';

/** The state of a counter: requests in the window, ms until the oldest of them leaves it, and until there is room (0: there is). */
export interface Reading {
  used: number;
  resetMs: number;
  waitMs: number;
}

const CLEANING_MS = MINUTE_MS;

/** The instants of the requests of one counter that are in its window, in ms. */
class RequestLog {
  readonly windowMs: number;
  #times: number[] = [];
  #first = 0;

  constructor(windowMs: number) {
    this.windowMs = windowMs;
  }

  get used(): number {
    return this.#times.length - this.#first;
  }

  forget(past: number): void {
    while (this.used > 0 && (this.#times[this.#first] as number) <= past) this.#first += 1;
    if (this.#first <= this.used) return;
    this.#times = this.#times.slice(this.#first);
    this.#first = 0;
  }

  add(now: number): void {
    this.#times.push(now);
  }

  /** Returns the instant of the n-th newest request, from 1; undefined if there are fewer. */
  newest(n: number): number | undefined {
    return n <= this.used ? this.#times.at(-n) : undefined;
  }

  /** Returns the instant of the n-th oldest request, from 1; undefined if there are fewer. */
  oldest(n: number): number | undefined {
    return n <= this.used ? this.#times[this.#first + n - 1] : undefined;
  }
}

/** Counts the requests of this process alone: the limits while Redis is away, by the same rule as the script there. */
export class MemoryWindows {
  readonly #logs = new Map<string, RequestLog>();
  #cleanedAt = 0;

  /**
   * Counts a request, if there is room for it in all counters; with a cost of 0 it only reads them.
   * @param now in ms, by a clock that never goes back
   */
  count(counters: Counter[], cost: 0 | 1, now: number): Reading[] {
    this.#clean(now);
    const logs = counters.map((counter) => this.#logOf(counter, now));
    const readings = counters.map((counter, i) => read(logs[i] as RequestLog, counter, logs, now));
    if (cost === 0 || readings.some(({ waitMs }) => waitMs > 0)) return readings;
    for (const log of logs) log.add(now);
    return readings.map((reading) => ({ ...reading, used: reading.used + 1 }));
  }

  #logOf({ layer, id, windowMs }: Counter, now: number): RequestLog {
    const name = `${layer}:${id}`;
    const log = this.#logs.get(name) ?? new RequestLog(windowMs);
    this.#logs.set(name, log);
    log.forget(now - windowMs);
    return log;
  }

  /** Drops the counters of senders that are gone, once in a while. */
  #clean(now: number): void {
    if (now - this.#cleanedAt < CLEANING_MS) return;
    this.#cleanedAt = now;
    for (const [name, log] of this.#logs) {
      log.forget(now - log.windowMs);
      if (log.used === 0) this.#logs.delete(name);
    }
  }
}

function read(
  log: RequestLog,
  { limit, windowMs, sharer }: Counter,
  logs: RequestLog[],
  now: number,
): Reading {
  const own = logs[sharer ?? -1];
  const share = own ? (own.used * windowMs) / own.windowMs : 0;
  const until = (at: number | undefined) => (at ?? now) + windowMs - now;
  const reading = { used: log.used, resetMs: until(log.oldest(1)), waitMs: 0 };
  if (log.used >= limit) return { ...reading, waitMs: until(log.newest(limit)) };
  const excess = Math.ceil(log.used + share + 1 - limit);
  return excess > 0 ? { ...reading, waitMs: until(log.oldest(excess)) } : reading;
}
