import type { Redis } from 'ioredis';
import { Batcher } from '../platform/batcher.ts';
import { ErrorThrottle } from '../platform/error-throttle.ts';
import type { Logger } from '../platform/logger.ts';
import { withTimeout } from '../platform/with-timeout.ts';
import { accountTag, dropVersionStamps, tagsForJob } from './cache-tags.ts';
import type { DomainEvents } from './domain-events.ts';

/** Redis takes it within this (ms), or nobody waits for it any longer. */
const DEADLINE_MS = 250;
/** So many changes, each of a batch of its own, are told at once. */
const MOST = 50;

/**
 * Makes what caches hold worthless once it has changed: the one place that all writes of this process pass. What
 * changes while Redis is being told is told together, so that it costs a command per batch and none per run.
 */
export class CacheInvalidator {
  readonly #redis: Redis;
  readonly #trouble: ErrorThrottle;
  readonly #onFailure: () => void;
  readonly #batches = new Batcher((changed: string[][]) => this.#drop(changed), MOST);
  #untold = 0;

  /** @param onFailure what has just changed may be held by others as it was before, for HELD_MS at most */
  constructor(redis: Redis, changes: DomainEvents, logger: Logger, onFailure = () => {}) {
    this.#redis = redis;
    this.#trouble = new ErrorThrottle(logger, 'Caches were not told of a change', 'warn');
    this.#onFailure = onFailure;
    changes.on('jobsChanged', (jobs) => this.#add(jobs.flatMap(tagsForJob)));
    changes.on('accountsChanged', (ids) => this.#add(ids.map((id) => accountTag(id.toHexString()))));
  }

  /** Resolves when all that has changed until now was told, or could not be. */
  async flushed(): Promise<void> {
    if (this.#untold > 0) await this.#batches.add([]);
  }

  #add(names: string[]): void {
    if (names.length === 0) return;
    this.#untold += 1;
    void this.#batches.add(names).finally(() => {
      this.#untold -= 1;
    });
  }

  async #drop(changed: string[][]): Promise<undefined[]> {
    const names = [...new Set(changed.flat())];
    try {
      if (names.length > 0) await withTimeout(DEADLINE_MS, dropVersionStamps(this.#redis, names), 'Redis');
      this.#trouble.isOver();
    } catch (error) {
      this.#trouble.is(error);
      this.#onFailure();
    }
    return changed.map(() => undefined);
  }
}
