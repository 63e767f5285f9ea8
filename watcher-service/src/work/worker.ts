import { setTimeout as wait } from 'node:timers/promises';
import { QUEUE_PREFIX, type QueueEntry, queueName } from '@punctual/shared/dispatch/queue';
import type { Logger } from '@punctual/shared/platform/logger';
import { TASK_TYPES } from '@punctual/shared/tasks/task';
import { type Job, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import mongoose from 'mongoose';
import { type AttemptTools, attempt } from './attempt.ts';
import type { RunBatches } from './run-batches.ts';

/** Clocks of machines differ by a little; an entry that comes much too early is the sweep's business. */
const LONGEST_EARLY_MS = 2_000;
/** The clock may stand a little before the due time when a timer fires. */
const TIMER_SLACK_MS = 1;

/** Takes entries from the queues and carries out their runs. */
export class RunWorker {
  readonly #batches: RunBatches;
  readonly #tools: AttemptTools;
  readonly #workers: Worker<QueueEntry>[];

  constructor(redis: Redis, batches: RunBatches, tools: AttemptTools, logger: Logger, concurrency: number) {
    this.#batches = batches;
    this.#tools = tools;
    this.#workers = TASK_TYPES.map((type) => this.#listen(queueName(type), redis, logger, concurrency));
  }

  #listen(queue: string, connection: Redis, logger: Logger, concurrency: number): Worker<QueueEntry> {
    const options = { connection, prefix: QUEUE_PREFIX, concurrency, skipVersionCheck: true };
    const worker = new Worker<QueueEntry>(queue, (entry) => this.#carryOut(entry), options);
    // An entry is only a hint: whatever becomes of it in Redis, the run's own record decides.
    worker.on('failed', (entry, err) => {
      logger.error({ err, runId: entry?.data.runId }, 'A run could not be handled; the sweep takes it up');
    });
    worker.on('error', (err) => logger.debug({ err: err.message }, 'The queue does not answer'));
    return worker;
  }

  async #carryOut({ data, timestamp }: Job<QueueEntry>): Promise<void> {
    const early = data.dueAt - this.#tools.clock.now().getTime();
    if (early > 0) await wait(Math.min(early + TIMER_SLACK_MS, LONGEST_EARLY_MS));
    const id = new mongoose.Types.ObjectId(data.runId);
    const started = await this.#batches.start({ id, queuedAt: new Date(timestamp) });
    if (!started) return;
    const ending = await attempt(started, this.#tools);
    if (ending) await this.#batches.end(ending);
  }

  /** Takes nothing new, and waits for what is under way, but no longer than `ms`. */
  async close(ms: number): Promise<void> {
    const finished = Promise.all(this.#workers.map((worker) => worker.close()));
    const late = new AbortController();
    await Promise.race([finished, wait(ms, undefined, { signal: late.signal, ref: false }).catch(() => {})]);
    late.abort();
  }
}
