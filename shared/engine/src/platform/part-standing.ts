import type { Readiness } from '@punctual/contracts/api/health-contract';
import type { Redis } from 'ioredis';
import type { Clock } from './clock.ts';
import type { Probe } from './mongo.ts';
import { type RedisState, redisState } from './redis.ts';

/** The state of a part that a process needs, and since when it is not well; null while it is. */
export interface Standing<S extends string = RedisState> {
  state: S;
  since: Date | null;
}

/** A process that has just been started is still connecting: a part counts as away after this long (ms). */
const GRACE_MS = 2_000;

/** Asks Redis how it is, and remembers since when it is not well: from the end of its connection on. */
export class RedisStanding {
  readonly #redis: Redis;
  readonly #clock: Clock;
  readonly #onBack: (from: Date, to: Date) => Promise<void>;
  #since: Date | null = null;

  /** @param onBack is told of each time in which it was not well, once it is again */
  constructor(redis: Redis, clock: Clock, onBack: (from: Date, to: Date) => Promise<void> = async () => {}) {
    this.#redis = redis;
    this.#clock = clock;
    this.#onBack = onBack;
    redis.on('close', () => {
      this.#since ??= clock.now();
    });
  }

  async look(): Promise<Standing> {
    const state = await redisState(this.#redis);
    const now = this.#clock.now();
    const before = this.#since;
    this.#since = state === 'up' ? null : (before ?? now);
    if (before && state === 'up') await this.#onBack(before, now);
    return { state, since: this.#since };
  }

  /** Asks as `look` does, and takes a connection that has been away for a moment only for one that is being made. */
  async lookCalmly(): Promise<Standing> {
    const { state, since } = await this.look();
    const isAway = since !== null && this.#clock.now().getTime() - since.getTime() >= GRACE_MS;
    return isAway ? { state, since } : { state: 'up', since: null };
  }
}

/** Asks the database whether it answers, and remembers since when it does not. */
export class DatabaseStanding {
  readonly #probe: Probe;
  readonly #clock: Clock;
  #since: Date | null = null;

  constructor(probe: Probe, clock: Clock) {
    this.#probe = probe;
    this.#clock = clock;
  }

  async look(): Promise<Standing<'up' | 'down'>> {
    const isThere = await this.#probe();
    this.#since = isThere ? null : (this.#since ?? this.#clock.now());
    return { state: isThere ? 'up' : 'down', since: this.#since };
  }
}

/** Describes what a process needs, and since when something of it is not well. */
export function describeReadiness(
  mongodb: Standing<'up' | 'down'>,
  redis: Standing,
): Pick<Readiness, 'dependencies' | 'since'> {
  const since = {
    ...(mongodb.since && { mongodb: mongodb.since.toISOString() }),
    ...(redis.since && { redis: redis.since.toISOString() }),
  };
  const dependencies = { mongodb: mongodb.state, redis: redis.state };
  return Object.keys(since).length === 0 ? { dependencies } : { dependencies, since };
}
