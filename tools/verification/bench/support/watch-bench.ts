import { once } from 'node:events';
import { DAY_MS } from '@punctual/contracts/time';
import { ProcessStore } from '@punctual/engine/database/process-store';
import { JobSummaries } from '@punctual/engine/jobs/job-summaries';
import { systemClock } from '@punctual/engine/platform/clock';
import { createLogger } from '@punctual/engine/platform/logger';
import { connectProducer } from '@punctual/engine/platform/redis';
import { Dispatcher } from '@punctual/engine/queue/dispatcher';
import { DueTimer } from '@punctual/engine/queue/due-timer';
import { Materialiser } from '@punctual/engine/runs/materialiser';
import { Misfires } from '@punctual/engine/runs/misfires';
import { Postponements } from '@punctual/engine/runs/postponements';
import { RunTransitions } from '@punctual/engine/runs/run-transitions';
import { Watch } from '@punctual/watcher-service/watch/watch';
import type { Redis } from 'ioredis';
import type { Site } from '../../support/measuring/site.ts';

const SHARDS = Array.from({ length: 64 }, (_, shard) => shard);

/** The product's own watch step in this process, so that one step can be timed. */
export class WatchBench {
  readonly #watch: Watch;
  readonly #timer: DueTimer;
  readonly #dispatcher: Dispatcher;
  readonly #redis: Redis;
  #enqueued: Promise<unknown> = Promise.resolve();

  private constructor(site: Site, redis: Redis) {
    const logger = createLogger('bench', { level: 'error', format: 'json' });
    this.#redis = redis;
    this.#dispatcher = new Dispatcher(redis, logger);
    const hand = (runs: Parameters<Dispatcher['enqueue']>[0]) => {
      this.#enqueued = Promise.all([this.#enqueued, this.#dispatcher.enqueue(runs)]);
    };
    const { collections, models } = site;
    const runs = new RunTransitions(collections, DAY_MS);
    const summaries = new JobSummaries(collections);
    const processes = new ProcessStore(models);
    const misfires = new Misfires(collections, runs, summaries, processes);
    this.#timer = new DueTimer(systemClock, hand);
    this.#watch = new Watch(
      new Materialiser(collections),
      misfires,
      new Postponements(processes),
      this.#timer,
      systemClock,
      logger,
    );
  }

  static async open(site: Site): Promise<WatchBench> {
    const logger = createLogger('bench', { level: 'error', format: 'json' });
    const redis = connectProducer(site.redisUrl, 'punctual-bench', logger);
    if (redis.status !== 'ready') await once(redis, 'ready');
    return new WatchBench(site, redis);
  }

  /** One step and what it puts into the queue: how many runs, and how long in ms. */
  async step(): Promise<{ made: number; ms: number }> {
    const begun = performance.now();
    const made = await this.#watch.step(SHARDS);
    await this.#enqueued;
    return { made, ms: performance.now() - begun };
  }

  async close(): Promise<void> {
    this.#timer.stop();
    await this.#dispatcher.close();
    this.#redis.disconnect();
  }
}
