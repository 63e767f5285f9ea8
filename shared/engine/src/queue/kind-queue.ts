import type { TaskType } from '@punctual/contracts/tasks/task';
import { type Job, Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import type { RunDocument } from '../database/documents.ts';
import { inBatches } from '../platform/in-batches.ts';
import { withTimeout } from '../platform/with-timeout.ts';
import { toChunks, toEntry } from './entries.ts';
import {
  CHUNK_SIZE,
  type ChunkEntry,
  chunkQueueName,
  countOfChunk,
  QUEUE_PREFIX,
  type QueueEntry,
  queueName,
} from './queue.ts';

/** Redis answers within this (ms), or it counts as away. */
const DEADLINE_MS = 2_000;
/** Entries per command, so that one command never holds up Redis for long. */
const MOST_ENTRIES = 500;

/** Up to this many runs are worth an entry each. */
const FEW = 100;

type AnyQueue = Queue<QueueEntry> | Queue<ChunkEntry>;

/** The number of runs of a kind that wait in the queue, and the age of the oldest entry. */
export interface QueueDepth {
  type: TaskType;
  runs: number;
  ageMs: number;
}

/** The queue of a kind of task: entries of single runs and, for kinds that wait for no other side, of many. */
export class KindQueue {
  readonly #type: TaskType;
  readonly #singles: Queue<QueueEntry>;
  readonly #chunks: Queue<ChunkEntry> | null;

  constructor(type: TaskType, redis: Redis) {
    this.#type = type;
    // Without skipVersionCheck a queue that was made while Redis was away would fail for ever.
    const options = {
      connection: redis,
      prefix: QUEUE_PREFIX,
      skipWaitingForReady: true,
      skipVersionCheck: true,
    };
    this.#singles = new Queue<QueueEntry>(queueName(type), options);
    this.#chunks = type in CHUNK_SIZE ? new Queue<ChunkEntry>(chunkQueueName(type), options) : null;
    for (const queue of this.#queues) queue.on('error', () => {}); // the connection reports it, once
  }

  get #queues(): AnyQueue[] {
    return this.#chunks ? [this.#singles, this.#chunks] : [this.#singles];
  }

  /** Counts the runs that wait. */
  waiting(): Promise<number> {
    return withTimeout(DEADLINE_MS, this.#waiting(), 'Redis');
  }

  async #waiting(): Promise<number> {
    const [singles, chunks] = await Promise.all([
      this.#singles.getJobCountByTypes('waiting', 'prioritized'),
      this.#chunks?.getRanges(['waiting', 'prioritized'], 0, -1) ?? [],
    ]);
    return chunks.reduce((sum, id) => sum + countOfChunk(id), singles);
  }

  /** Finds when what the workers come to next was due (ms since 1970); Infinity when nothing waits. */
  async comesTo(): Promise<number> {
    const heads = await withTimeout(DEADLINE_MS, this.#heads(), 'Redis');
    return Math.min(...heads.map(({ data }) => data.dueAt));
  }

  /** Reads how deep it is. */
  async depth(): Promise<QueueDepth> {
    const read = Promise.all([this.#waiting(), this.#heads()]);
    const [runs, heads] = await withTimeout(DEADLINE_MS, read, 'Redis');
    const since = Math.min(...heads.map(({ timestamp }) => timestamp));
    return { type: this.#type, runs, ageMs: Number.isFinite(since) ? Math.max(0, Date.now() - since) : 0 };
  }

  /** Reads the entries that are next: of those that go first, and of those that come after them. */
  async #heads(): Promise<Job<QueueEntry | ChunkEntry>[]> {
    const heads = await Promise.all(
      this.#queues.flatMap((queue) => [
        queue.getJobs('waiting', 0, 0, true),
        queue.getJobs('prioritized', 0, 0, true),
      ]),
    );
    // An entry may be taken between the look at the list and the look at it.
    return heads.flat().filter((entry: Job<QueueEntry | ChunkEntry> | undefined) => entry !== undefined);
  }

  /**
   * Puts runs into the queue.
   * @param isOfMany tells runs of owners who have so many that the few of others go before them
   * @throws when Redis did not take them all
   */
  async fill(runs: RunDocument[], isOfMany: (run: RunDocument) => boolean): Promise<void> {
    const size = CHUNK_SIZE[this.#type];
    if (!this.#chunks || !size) {
      await addAll(
        this.#singles,
        runs.map((run) => toEntry(run, isOfMany(run))),
      );
      return;
    }
    const few = runs.filter((run) => !isOfMany(run));
    // A run among few is not to wait for a batch.
    if (few.length <= FEW)
      await addAll(
        this.#singles,
        few.map((run) => toEntry(run, false)),
      );
    else await addAll(this.#chunks, toChunks(few, size, false));
    await addAll(this.#chunks, toChunks(runs.filter(isOfMany), size, true));
  }

  async close(): Promise<void> {
    await Promise.all(this.#queues.map((queue) => queue.close()));
  }
}

async function addAll<Data>(
  queue: Queue<Data>,
  entries: Parameters<Queue<Data>['addBulk']>[0],
): Promise<void> {
  for (const some of inBatches(entries, MOST_ENTRIES))
    await withTimeout(DEADLINE_MS, queue.addBulk(some), 'Redis');
}
