import type { Clock } from '@punctual/engine/platform/clock';
import type { Logger } from '@punctual/engine/platform/logger';
import type { RedisEpoch } from '@punctual/engine/queue/redis-epoch';
import type { RunRecovery } from '@punctual/engine/runs/run-recovery';

/** Refills the queue after Redis has lost its data. */
export class QueueRefill {
  readonly #epoch: RedisEpoch;
  readonly #recovery: RunRecovery;
  readonly #clock: Clock;
  readonly #logger: Logger;

  constructor(epoch: RedisEpoch, recovery: RunRecovery, clock: Clock, logger: Logger) {
    this.#epoch = epoch;
    this.#recovery = recovery;
    this.#clock = clock;
    this.#logger = logger;
  }

  /** Lets everything that waits and is due be sent at once, if Redis has lost it; the recovery sends it, paced. */
  async step(): Promise<void> {
    const epoch = await this.#epoch.pendingReplay();
    if (!epoch) return;
    const runs = await this.#recovery.redispatchAll(this.#clock.now());
    await this.#epoch.finish(epoch);
    if (runs > 0) this.#logger.warn({ runs }, 'Redis lost its data: what waits is put into the queue again');
  }
}
