import { setTimeout as wait } from 'node:timers/promises';
import { TASK_TYPES, type TaskType } from '@punctual/contracts/tasks/task';
import { isDatabaseAway } from '@punctual/engine/database/driver-errors';
import type { Clock } from '@punctual/engine/platform/clock';
import type { Logger } from '@punctual/engine/platform/logger';
import type { Probe } from '@punctual/engine/platform/mongo';
import { TimeoutError, withTimeout } from '@punctual/engine/platform/with-timeout';
import {
  CHUNK_SIZE,
  type ChunkEntry,
  chunkQueueName,
  QUEUE_PREFIX,
  type QueuedRun,
  type QueueEntry,
  queueName,
} from '@punctual/engine/queue/queue';
import { type Job, WaitingError, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import mongoose from 'mongoose';
import type { Attempts } from './attempts.ts';
import { DatabaseGate } from './database-gate.ts';
import { MOST_IN_LINE, PlaceLine } from './place-line.ts';
import type { Quarantine } from './quarantine/quarantine.ts';
import type { RunBatches } from './run-batches.ts';
import type { RunCarrier } from './run-carrier.ts';
import type { TaskPlaces } from './task-places.ts';

type Entry = Job<QueueEntry> | Job<ChunkEntry>;
type AnyWorker = Worker<QueueEntry> | Worker<ChunkEntry>;

/** Clocks of machines differ by a little; an entry that comes much too early is left to the recovery. */
const LONGEST_EARLY_MS = 2_000;
/** The clock may be a little before the due time when a timer fires (ms). */
const TIMER_SLACK_MS = 1;
/** Attempts that were cut off have this long to return how they ended (ms). */
const GIVE_BACK_MS = 3_000;
/**
 * A run that a killed worker had taken and not begun is in the queue again within the sum of these. Until then a
 * second entry for it is refused: it would wait for one dispatch after the other, which come later each time.
 */
const TAKEN = {
  lockDuration: 10_000,
  stalledInterval: 5_000,
  // Which run brings workers down is counted in its own record.
  maxStalledCount: Number.MAX_SAFE_INTEGER,
};

/** Kinds that wait for no other side are taken in full batches: many cost the database little more than one. */
const AT_LEAST: Partial<Record<TaskType, number>> = { log: 600 };

/** Entries of many runs that are under way at a time: while the ends of one are written, another is started. */
const CHUNKS_AT_ONCE = 2;

/** Entries that are looked at at a time beyond the places of a kind, and those that wait for one: others leave at once. */
const LOOKED_AT = 50;
/** The result of an entry whose run found no place. */
const NO_PLACE = 'no place';
/** Entries of the release before name no owner: all of them have the places of one. */
const UNKNOWN_OWNER = '';

/** Notes what becomes of places, so that the runs that wait for one are dispatched. */
export interface PlaceEvents {
  /** A run found no place; its entry is out of the queue. */
  refused(run: mongoose.Types.ObjectId): void;
  freed(): void;
  /** Resolves when all runs that found no place are given back. */
  settled(): Promise<void>;
}

/** The database was away: whether the run was taken its record shows, and another process may take it. */
class NotStarted extends Error {}

/** Takes entries from the queues and carries out their runs. */
export class RunWorker {
  readonly #redis: Redis;
  readonly #batches: RunBatches;
  readonly #attempts: Attempts;
  readonly #carrier: RunCarrier;
  readonly #quarantine: Pick<Quarantine, 'close' | 'hurry'>;
  readonly #places: ReadonlyMap<TaskType, PlaceLine>;
  readonly #placeEvents: PlaceEvents;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #workers: AnyWorker[];
  readonly #gate: DatabaseGate;
  readonly #ending = new AbortController();

  /**
   * @param database tells whether the database answers: runs are taken only while it does
   * @param places the places of the kinds that are shared out among owners
   * @param concurrency how many runs of another kind are under way at a time
   */
  constructor(
    redis: Redis,
    database: Probe,
    batches: RunBatches,
    attempts: Attempts,
    carrier: RunCarrier,
    quarantine: Pick<Quarantine, 'close' | 'hurry'>,
    places: TaskPlaces,
    placeEvents: PlaceEvents,
    clock: Clock,
    logger: Logger,
    concurrency: number,
  ) {
    this.#redis = redis;
    this.#batches = batches;
    this.#attempts = attempts;
    this.#carrier = carrier;
    this.#quarantine = quarantine;
    this.#places = new Map([...places].map(([type, kind]) => [type, new PlaceLine(kind)]));
    this.#placeEvents = placeEvents;
    this.#clock = clock;
    this.#logger = logger;
    // An entry that finds no place must not keep those behind it from being looked at.
    const atOnce = (type: TaskType) => {
      const shared = places.get(type);
      return shared ? shared.most + MOST_IN_LINE + LOOKED_AT : Math.max(concurrency, AT_LEAST[type] ?? 0);
    };
    const singles = TASK_TYPES.map((type) => this.#listenToRuns(type, atOnce(type)));
    const chunks = TASK_TYPES.filter((type) => type in CHUNK_SIZE).map((type) => this.#listenToChunks(type));
    this.#workers = [...singles, ...chunks];
    this.#gate = new DatabaseGate(database, this.#workers, logger);
  }

  #listenToRuns(type: TaskType, concurrency: number): Worker<QueueEntry> {
    const worker = this.#listen<QueueEntry>(queueName(type), concurrency, async (entry) => {
      const { data } = entry;
      await this.#untilDue(data.dueAt);
      return this.#inPlace(type, data.ownerId ?? UNKNOWN_OWNER, () => this.#run(entry, [data]));
    });
    worker.on('completed', ({ data }, result) => {
      if (result === NO_PLACE) this.#placeEvents.refused(new mongoose.Types.ObjectId(data.runId));
    });
    return worker;
  }

  #listenToChunks(type: TaskType): Worker<ChunkEntry> {
    return this.#listen<ChunkEntry>(chunkQueueName(type), CHUNKS_AT_ONCE, async (entry) => {
      await this.#untilDue(entry.data.lastDueAt);
      await this.#run(entry, entry.data.runs);
    });
  }

  #listen<Data>(
    queue: string,
    concurrency: number,
    carryOut: (entry: Job<Data>) => Promise<unknown>,
  ): Worker<Data> {
    const options = {
      connection: this.#redis,
      prefix: QUEUE_PREFIX,
      concurrency,
      skipVersionCheck: true,
      ...TAKEN,
    };
    const worker = new Worker<Data>(queue, carryOut, options);
    // An entry is only a hint: whatever becomes of it in Redis, the run's own record decides.
    worker.on('failed', (entry, err) => {
      this.#logger.error({ err, entry: entry?.id }, 'A run could not be handled; the sweep takes it up');
    });
    worker.on('error', (err) => this.#logger.debug({ err: err.message }, 'The queue does not answer'));
    return worker;
  }

  async #untilDue(dueAt: number): Promise<void> {
    const early = dueAt - this.#clock.now().getTime();
    if (early > 0) await wait(Math.min(early + TIMER_SLACK_MS, LONGEST_EARLY_MS));
  }

  /** Carries out a run in a place of its owner; without one it is left to be dispatched again. */
  async #inPlace(
    type: TaskType,
    owner: string,
    carryOut: () => Promise<void>,
  ): Promise<typeof NO_PLACE | undefined> {
    const places = this.#places.get(type);
    if (!places) {
      await carryOut();
      return;
    }
    if (!(await places.enter(owner))) return NO_PLACE;
    try {
      await carryOut();
    } finally {
      places.leave(owner);
      this.#placeEvents.freed();
    }
  }

  /** Starts the runs of an entry together and carries out each; one that fails keeps no other from being done. */
  async #run(entry: Entry, queued: QueuedRun[]): Promise<void> {
    if (this.#gate.isClosed) return leaveToOthers(entry);
    const queuedAt = new Date(entry.timestamp);
    const ends = await Promise.allSettled(queued.map((one) => this.#carryOut(one, queuedAt)));
    const errors = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason] : []));
    if (errors.some((error) => error instanceof NotStarted)) {
      void this.#gate.close();
      return leaveToOthers(entry);
    }
    if (errors.length > 0) throw errors[0];
  }

  async #carryOut({ runId, ownerId = UNKNOWN_OWNER, trace }: QueuedRun, queuedAt: Date): Promise<void> {
    const startable = { id: new mongoose.Types.ObjectId(runId), queuedAt, owner: ownerId };
    const started = await this.#batches.start(startable).catch((error) => {
      throw isDatabaseAway(error) ? new NotStarted() : error;
    });
    if (started) await this.#carrier.carryOut(started, this.#attempts, this.#ending.signal, trace);
  }

  /** Takes nothing new, and waits for what is under way, but no longer than `ms`: then that is given back. */
  async close(ms: number): Promise<void> {
    this.#gate.stop();
    const finished = Promise.all([this.#quarantine, ...this.#workers].map((worker) => worker.close()));
    if (!(await isDoneWithin(ms, finished))) {
      this.hurry();
      await isDoneWithin(GIVE_BACK_MS, finished);
    }
    await isDoneWithin(GIVE_BACK_MS, this.#placeEvents.settled());
  }

  /** Gives back at once what is under way. */
  hurry(): void {
    this.#ending.abort(new Error('The process ends.'));
    this.#quarantine.hurry();
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
