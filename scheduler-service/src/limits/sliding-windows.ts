import { ErrorThrottle } from '@punctual/engine/platform/error-throttle';
import type { Logger } from '@punctual/engine/platform/logger';
import { withTimeout } from '@punctual/engine/platform/with-timeout';
import type { Redis } from 'ioredis';
import type { Counter } from './limit-keys.ts';
import { MemoryWindows, type Reading } from './memory-windows.ts';

/** Returns the counters as they are after a request, in the order asked for. It was counted unless one of them was full. */
export type Count = (counters: Counter[]) => Promise<Reading[]>;

/**
 * Approximates a sliding window by two buckets: the count of the one before, in proportion to the part of it that is
 * still in the window, and the count of this one. All counters are read before any is raised, by the clock of Redis:
 * copies agree. What all senders share is full for a sender who has used as much of it as is left.
 */
const SCRIPT = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local cost = tonumber(ARGV[1])
local full, found, answer = false, {}, {}
for i, key in ipairs(KEYS) do
  local window, limit = tonumber(ARGV[3 * i - 1]), tonumber(ARGV[3 * i])
  local sharer, share = found[tonumber(ARGV[3 * i + 1])], 0
  if sharer then share = sharer.used * window / sharer.window end
  local bucket, passed = math.floor(now / window), now % window
  local was = redis.call('HMGET', key, 'bucket', 'count', 'before')
  local age = bucket - (tonumber(was[1]) or bucket)
  local count, before = tonumber(was[2]) or 0, tonumber(was[3]) or 0
  if age == 1 then count, before = 0, count elseif age ~= 0 then count, before = 0, 0 end
  local used = count + before * (window - passed) / window
  local wait = 0
  if used + 1 > limit then
    full = true
    local room = limit - 1 - count
    if room >= 0 then wait = window * (1 - room / before) - passed
    else wait = window - passed + window * (1 - (limit - 1) / count) end
  elseif used + share + 1 > limit then
    full = true
    wait = window - passed
  end
  found[i] = { bucket = bucket, count = count, before = before, window = window, used = used }
  answer[i] = { math.ceil(used), window - passed, math.ceil(wait) }
end
if not full and cost > 0 then
  for i, key in ipairs(KEYS) do
    local is = found[i]
    redis.call('HSET', key, 'bucket', is.bucket, 'count', is.count + 1, 'before', is.before)
    redis.call('PEXPIRE', key, 2 * is.window)
    answer[i][1] = answer[i][1] + 1
  end
end
return answer`;

/** All keys of one call share a slot of a Redis cluster. */
const PREFIX = '{punctual}:limit:';
/** Redis answers within this, or this process counts by itself for PAUSE_MS. */
const DEADLINE_MS = 250;
const PAUSE_MS = 2_000;

type Scripted = Redis & {
  countInWindows(keys: number, ...parts: (string | number)[]): Promise<[number, number, number][]>;
};

/** Counts requests in sliding windows that all copies share; while Redis is away, each copy counts for itself. */
export class SlidingWindows {
  readonly #redis: Scripted;
  readonly #memory = new MemoryWindows();
  readonly #trouble: ErrorThrottle;
  #pausedUntil = 0;

  constructor(redis: Redis, logger: Logger) {
    redis.defineCommand('countInWindows', { lua: SCRIPT });
    this.#redis = redis as Scripted;
    this.#trouble = new ErrorThrottle(logger, 'Requests are counted by each copy for itself', 'warn');
  }

  /** Is true while the counters are those of all copies. */
  get areShared(): boolean {
    return this.#redis.status === 'ready' && performance.now() >= this.#pausedUntil;
  }

  /** Counts a request, if there is room for it in all counters. */
  consume: Count = (counters) => this.#count(counters, 1);

  /** Reads counters without counting. */
  peek: Count = (counters) => this.#count(counters, 0);

  async #count(counters: Counter[], cost: 0 | 1): Promise<Reading[]> {
    if (!this.areShared) return this.#memory.count(counters, cost);
    try {
      const readings = await withTimeout(DEADLINE_MS, this.#ask(counters, cost), 'Redis');
      this.#trouble.isOver();
      return readings;
    } catch (error) {
      this.#trouble.is(error);
      this.#pausedUntil = performance.now() + PAUSE_MS;
      return this.#memory.count(counters, cost);
    }
  }

  async #ask(counters: Counter[], cost: 0 | 1): Promise<Reading[]> {
    const keys = counters.map(({ layer, id }) => `${PREFIX}${layer}:${id}`);
    const limits = counters.flatMap(({ windowMs, limit, sharer }) => [windowMs, limit, (sharer ?? -1) + 1]);
    const rows = await this.#redis.countInWindows(keys.length, ...keys, cost, ...limits);
    return rows.map(([used, resetMs, waitMs]) => ({ used, resetMs, waitMs }));
  }
}
