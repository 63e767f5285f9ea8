import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { failpoint } from '../platform/failpoints.ts';
import type { Logger } from '../platform/logger.ts';
import { within } from '../platform/within.ts';
import type { RunDocument } from '../store/documents.ts';
import { TASK_TYPES, type TaskType } from '../tasks/task.ts';
import { entryId, QUEUE_PREFIX, type QueueEntry, queueName } from './queue.ts';

/** Redis answers within this, or it counts as away. */
const DEADLINE_MS = 2_000;
/** Entries per command, so that one command never holds up Redis for long. */
const CHUNK = 500;
/** With so many entries waiting, no more are put in ahead of what other owners may need. */
const HIGH_WATER = 5_000;
/** The queues are filled up in steps of this part of what they may hold. */
const STEPS = 10;
/** So few are not worth asking how deep the queues are. */
const FEW = 100;

/** Puts runs into the queue. What it cannot put there is not lost: the sweep sends it later. */
export class Dispatcher {
  readonly #redis: Redis;
  readonly #logger: Logger;
  readonly #highWater: number;
  readonly #queues: Map<TaskType, Queue<QueueEntry>>;

  /** @param highWater so many entries may wait in the queues */
  constructor(redis: Redis, logger: Logger, highWater = HIGH_WATER) {
    this.#highWater = highWater;
    this.#redis = redis;
    this.#logger = logger;
    // Without skipVersionCheck a queue that was made while Redis was away would fail for ever.
    const options = {
      connection: redis,
      prefix: QUEUE_PREFIX,
      skipWaitingForReady: true,
      skipVersionCheck: true,
    };
    this.#queues = new Map(TASK_TYPES.map((type) => [type, new Queue<QueueEntry>(queueName(type), options)]));
    for (const queue of this.#queues.values()) queue.on('error', () => {}); // the connection reports it, once
  }

  /** Whether it is worth trying. */
  get available(): boolean {
    return this.#redis.status === 'ready';
  }

  /**
   * How many more entries the queues may hold; a deep queue is kept in MongoDB, where it can be shared out.
   * None until there is room for a good many: filling up by handfuls would ask the database for each.
   */
  async room(): Promise<number> {
    if (!this.available) return 0;
    const counts = [...this.#queues.values()].map((queue) =>
      within(DEADLINE_MS, queue.getWaitingCount(), 'Redis'),
    );
    const waiting = (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
    const free = this.#highWater - waiting;
    return free < this.#highWater / STEPS ? 0 : free;
  }

  /**
   * The same for what a timer hands over, as long as the queues are not deep already. Answers what is left:
   * the sweep shares that out.
   */
  async enqueueWithin(runs: RunDocument[]): Promise<RunDocument[]> {
    const room = runs.length <= FEW ? FEW : await this.room().catch(() => 0);
    const fitting = runs.slice(0, room);
    return (await this.enqueue(fitting)) ? runs.slice(room) : runs;
  }

  /** Puts runs into the queues of their kinds; false if Redis did not take them all. */
  async enqueue(runs: RunDocument[]): Promise<boolean> {
    if (!this.available) return false;
    try {
      await failpoint('beforeEnqueue');
      await Promise.all([...this.#queues].map(([type, queue]) => this.#fill(queue, ofType(runs, type))));
      await failpoint('afterEnqueue');
      return true;
    } catch (error) {
      this.#logger.warn(
        { err: error, runs: runs.length },
        'The queue did not take due runs; the sweep sends them again',
      );
      return false;
    }
  }

  async #fill(queue: Queue<QueueEntry>, runs: RunDocument[]): Promise<void> {
    for (let i = 0; i < runs.length; i += CHUNK) {
      await within(DEADLINE_MS, queue.addBulk(runs.slice(i, i + CHUNK).map(toEntry)), 'Redis');
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.#queues.values()].map((queue) => queue.close()));
  }
}

const ofType = (runs: RunDocument[], type: TaskType) =>
  runs.filter(({ snapshot }) => snapshot.task.type === type);

function toEntry(run: RunDocument) {
  const runId = run._id.toHexString();
  const alone = run.crashCount > 0 ? { alone: true } : {};
  const data: QueueEntry = { runId, dueAt: run.nextAttemptAt.getTime(), ...alone };
  const opts = { jobId: entryId(runId, run.fence), attempts: 1, removeOnComplete: true, removeOnFail: true };
  return { name: 'run', data, opts };
}
