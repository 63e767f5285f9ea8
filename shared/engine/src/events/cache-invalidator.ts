import type { Redis } from 'ioredis';
import { Batcher } from '../platform/batcher.ts';
import { ErrorThrottle } from '../platform/error-throttle.ts';
import type { Logger } from '../platform/logger.ts';
import { withTimeout } from '../platform/with-timeout.ts';
import { accountTag, dropVersionStamps, tagsForJob } from './cache-tags.ts';
import type { DomainEvents } from './domain-events.ts';

/** Redis takes a command within this (ms), or it is not waited for any longer. */
const DEADLINE_MS = 250;
/** At most this many changes, each of a batch of its own, go into one command. */
const MOST = 50;

/**
 * Invalidates cached answers once their data has changed: the one place that all writes of this process pass.
 * Changes that arrive while a command is under way share the next, so that the cost is per batch and not per run.
 */
export class CacheInvalidator {
  readonly #redis: Redis;
  readonly #trouble: ErrorThrottle;
  readonly #onFailure: () => void;
  readonly #batches = new Batcher((changed: string[][]) => this.#drop(changed), MOST);
  #untold = 0;

  /** @param onFailure called when others may hold what has just changed as it was before, for MAX_AGE_MS at most */
  constructor(redis: Redis, changes: DomainEvents, logger: Logger, onFailure = () => {}) {
    this.#redis = redis;
    this.#trouble = new ErrorThrottle(logger, 'Caches were not told of a change', 'warn');
    this.#onFailure = onFailure;
    changes.on('jobsChanged', (jobs) => this.#add(jobs.flatMap(tagsForJob)));
    changes.on('accountsChanged', (ids) => this.#add(ids.map((id) => accountTag(id.toHexString()))));
  }

  /** Resolves when all changes until now have been invalidated, or could not be. */
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
