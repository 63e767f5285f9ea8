import { ErrorThrottle } from '@punctual/engine/platform/error-throttle';
import type { Logger } from '@punctual/engine/platform/logger';
import { withTimeout } from '@punctual/engine/platform/with-timeout';
import type { Redis } from 'ioredis';
import type { Counter } from './limit-keys.ts';
import { MemoryWindows, type Reading } from './memory-windows.ts';

/** Returns the counters as they are after a request, in the order asked for. It was counted unless one of them was full. */
export type Count = (counters: Counter[]) => Promise<Reading[]>;

/**
 * Keeps the instants of requests, the newest first, as long as they are in the window: no stretch of its length has
 * more than the limit. All counters are read before any is raised, by the clock of Redis: copies agree. What all senders
 * share is full for a sender who has used as much of it as is left. `MemoryWindows` does the same without Redis.
 */
const SCRIPT = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local cost = tonumber(ARGV[1])
local function at(key, index) return tonumber(redis.call('LINDEX', key, index) or now) end
local function forget(key, past)
  for _, step in ipairs({ 512, 64, 8, 1 }) do
    while redis.call('LLEN', key) >= step and at(key, -step) <= past do redis.call('LTRIM', key, 0, -step - 1) end
  end
end
local full, found, answer = false, {}, {}
for i, key in ipairs(KEYS) do
  local window, limit = tonumber(ARGV[3 * i - 1]), tonumber(ARGV[3 * i])
  local sharer, share = found[tonumber(ARGV[3 * i + 1])], 0
  if sharer then share = sharer.used * window / sharer.window end
  forget(key, now - window)
  local used, wait = redis.call('LLEN', key), 0
  if used >= limit then wait = at(key, limit - 1) + window - now
  elseif used + share + 1 > limit then wait = at(key, -math.ceil(used + share + 1 - limit)) + window - now end
  if wait > 0 then full = true end
  found[i] = { used = used, window = window }
  answer[i] = { used, at(key, -1) + window - now, wait }
end
if not full and cost > 0 then
  for i, key in ipairs(KEYS) do
    redis.call('LPUSH', key, now)
    redis.call('PEXPIRE', key, found[i].window)
    answer[i][1] = answer[i][1] + 1
  end
end
return answer`;

/** All keys of one call share a slot of a Redis cluster. */
const PREFIX = '{punctual}:requests:';
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
    if (!this.areShared) return this.#memory.count(counters, cost, performance.now());
    try {
      const readings = await withTimeout(DEADLINE_MS, this.#ask(counters, cost), 'Redis');
      this.#trouble.isOver();
      return readings;
    } catch (error) {
      this.#trouble.is(error);
      this.#pausedUntil = performance.now() + PAUSE_MS;
      return this.#memory.count(counters, cost, performance.now());
    }
  }

  async #ask(counters: Counter[], cost: 0 | 1): Promise<Reading[]> {
    const keys = counters.map(({ layer, id }) => `${PREFIX}${layer}:${id}`);
    const limits = counters.flatMap(({ windowMs, limit, sharer }) => [windowMs, limit, (sharer ?? -1) + 1]);
    const rows = await this.#redis.countInWindows(keys.length, ...keys, cost, ...limits);
    return rows.map(([used, resetMs, waitMs]) => ({ used, resetMs, waitMs }));
  }
}
