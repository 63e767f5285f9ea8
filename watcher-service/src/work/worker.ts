import { setTimeout as wait } from 'node:timers/promises';
import { TASK_TYPES, type TaskType } from '@punctual/contracts/tasks/task';
import type { RunDocument } from '@punctual/engine/database/documents';
import { isDatabaseAway } from '@punctual/engine/database/driver-errors';
import type { Logger } from '@punctual/engine/platform/logger';
import type { Probe } from '@punctual/engine/platform/mongo';
import { TimeoutError, withTimeout } from '@punctual/engine/platform/with-timeout';
import { QUEUE_PREFIX, type QueueEntry, queueName } from '@punctual/engine/queue/queue';
import { inSpan } from '@punctual/engine/telemetry/tracing';
import { type Job, WaitingError, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import mongoose from 'mongoose';
import { type AttemptTools, attempt } from './attempt.ts';
import { attemptSpan, endOfSpan } from './attempt-span.ts';
import { DatabaseGate } from './database-gate.ts';
import { ReadWriteLock } from './read-write-lock.ts';
import type { RunBatches } from './run-batches.ts';

export interface WorkerParts extends Omit<AttemptTools, 'ending' | 'batches'> {
  redis: Redis;
  /** Asks whether the database answers. */
  database: Probe;
  batches: RunBatches;
  /** Stops a job of which a run says that it is gone for good. */
  disableJob(run: RunDocument): Promise<void>;
  logger: Logger;
}

type Entry = Job<QueueEntry>;

/** Clocks of machines differ by a little; an entry that comes much too early is the sweep's business. */
const LONGEST_EARLY_MS = 2_000;
/** The clock may stand a little before the due time when a timer fires. */
const TIMER_SLACK_MS = 1;
/** What was told to end has so long to say how it ended. */
const GIVE_BACK_MS = 3_000;
/**
 * What a killed worker had taken and not begun is in the queue again within the sum of these. Until then a
 * second entry for it is refused: it would wait for one dispatch after the other, which come later each time.
 */
const TAKEN = {
  lockDuration: 10_000,
  stalledInterval: 5_000,
  // Which run brings workers down is counted in its own record.
  maxStalledCount: Number.MAX_SAFE_INTEGER,
};

/** What waits for nobody is taken in full batches: what one costs the database, many do not cost much more. */
const AT_LEAST: Partial<Record<TaskType, number>> = { log: 600 };

/** Takes entries from the queues and carries out their runs. */
export class RunWorker {
  readonly #parts: WorkerParts;
  readonly #workers: Worker<QueueEntry>[];
  readonly #solitude = new ReadWriteLock();
  readonly #intake: DatabaseGate;
  readonly #ending = new AbortController();

  constructor(parts: WorkerParts, concurrency: number) {
    this.#parts = parts;
    const atOnce = (type: TaskType) => Math.max(concurrency, AT_LEAST[type] ?? 0);
    this.#workers = TASK_TYPES.map((type) => this.#listen(queueName(type), atOnce(type)));
    this.#intake = new DatabaseGate(parts.database, this.#workers, parts.logger);
  }

  #listen(queue: string, concurrency: number): Worker<QueueEntry> {
    const { redis, logger } = this.#parts;
    const options = {
      connection: redis,
      prefix: QUEUE_PREFIX,
      concurrency,
      skipVersionCheck: true,
      ...TAKEN,
    };
    const worker = new Worker<QueueEntry>(queue, (entry) => this.#carryOut(entry), options);
    // An entry is only a hint: whatever becomes of it in Redis, the run's own record decides.
    worker.on('failed', (entry, err) => {
      logger.error({ err, runId: entry?.data.runId }, 'A run could not be handled; the sweep takes it up');
    });
    worker.on('error', (err) => logger.debug({ err: err.message }, 'The queue does not answer'));
    return worker;
  }

  async #carryOut(entry: Entry): Promise<void> {
    const { data, timestamp } = entry;
    const early = data.dueAt - this.#parts.clock.now().getTime();
    if (early > 0) await wait(Math.min(early + TIMER_SLACK_MS, LONGEST_EARLY_MS));
    const startable = { id: new mongoose.Types.ObjectId(data.runId), queuedAt: new Date(timestamp) };
    const { batches } = this.#parts;
    if (!data.alone) return this.#solitude.together(() => this.#run(entry, () => batches.start(startable)));
    return this.#solitude.alone(() => this.#run(entry, () => batches.startAlone(startable)));
  }

  async #run(entry: Entry, start: () => ReturnType<RunBatches['start']>): Promise<void> {
    const { batches, disableJob } = this.#parts;
    if (this.#intake.isClosed) return leaveToOthers(entry);
    const started = await start().catch((error) => this.#notStarted(entry, error));
    if (!started) return;
    const ending = await inSpan(
      () => attemptSpan(started.run, entry.data.trace),
      () => attempt(started, { ...this.#parts, ending: this.#ending.signal }),
      endOfSpan,
    );
    if (!ending) return;
    const isRecorded = await batches.end(ending);
    if (isRecorded && ending.disableJob) await disableJob(ending.run);
  }

  async #notStarted(entry: Entry, error: unknown): Promise<never> {
    if (!isDatabaseAway(error)) throw error;
    void this.#intake.close();
    return leaveToOthers(entry);
  }

  /** Takes nothing new, and waits for what is under way, but no longer than `ms`: then that is given back. */
  async close(ms: number): Promise<void> {
    this.#intake.stop();
    const finished = Promise.all(this.#workers.map((worker) => worker.close()));
    if (await isDoneWithin(ms, finished)) return;
    this.hurry();
    await isDoneWithin(GIVE_BACK_MS, finished);
  }

  /** Gives back at once what is under way. */
  hurry(): void {
    this.#ending.abort(new Error('The process ends.'));
  }
}

/** Puts an entry back where it was, first in its queue, instead of losing it with this attempt at it. */
async function leaveToOthers(entry: Entry): Promise<never> {
  await entry.moveToWait(entry.token);
  throw new WaitingError();
}

const isDoneWithin = (ms: number, work: Promise<unknown>): Promise<boolean> =>
  withTimeout(ms, work, 'The workers').then(
    () => true,
    (error) => {
      if (error instanceof TimeoutError) return false;
      throw error;
    },
  );
