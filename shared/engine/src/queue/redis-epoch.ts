import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { Models } from '../database/models.ts';
import { upserting } from '../database/yielding.ts';
import { withTimeout } from '../platform/with-timeout.ts';
import { QUEUE_PREFIX } from './queue.ts';

const KEY = `${QUEUE_PREFIX}:epoch`;
const STATE = 'redisEpoch';
const DEADLINE_MS = 1_000;

/**
 * Notices that Redis has lost its data. A key in Redis names the current epoch; MongoDB remembers the last
 * epoch for which everything that waits was put into the queue. When they differ, it has to be put there again.
 */
export class RedisEpoch {
  readonly #redis: Redis;
  readonly #models: Models;
  readonly #deadlineMs: number;

  /** @param deadlineMs Redis answers within this, or it counts as away */
  constructor(redis: Redis, models: Models, deadlineMs = DEADLINE_MS) {
    this.#redis = redis;
    this.#models = models;
    this.#deadlineMs = deadlineMs;
  }

  /**
   * Returns the epoch for which waiting runs still have to be put into the queue; null when all is well.
   * @throws TimeoutError when Redis is connected and does not answer
   */
  async pendingReplay(): Promise<string | null> {
    if (this.#redis.status !== 'ready') return null;
    const [current, state] = await Promise.all([
      withTimeout(this.#deadlineMs, this.#current(), 'Redis'),
      this.#models.state.findById(STATE).lean(),
    ]);
    return current === state?.value ? null : current;
  }

  /** Records that everything that waits was put into the queue in this epoch. */
  async finish(epoch: string): Promise<void> {
    await upserting(() =>
      this.#models.state.updateOne({ _id: STATE }, { $set: { value: epoch } }, { upsert: true }),
    );
  }

  /** Reads the epoch. Where there is none, one of all processes that ask names the new one. */
  async #current(): Promise<string> {
    const named = await this.#redis.get(KEY);
    if (named) return named;
    const fresh = randomUUID();
    await this.#redis.set(KEY, fresh, 'NX');
    return (await this.#redis.get(KEY)) ?? fresh;
  }
}
