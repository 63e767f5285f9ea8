import { TASK_TYPES, type TaskType } from '@punctual/contracts/tasks/task';
import type { Redis } from 'ioredis';
import type { RunDocument } from '../database/documents.ts';
import { failpoint } from '../platform/failpoints.ts';
import type { Logger } from '../platform/logger.ts';
import { takeInTurns } from '../platform/take-in-turns.ts';
import { isSuspect } from '../runs/suspects.ts';
import { KindQueue, type QueueDepth } from './kind-queue.ts';

/** With this many runs of a kind waiting, no more are put in ahead of what other owners may need. */
const HIGH_WATER = 5_000;
/** The queues are filled up in steps of this part of what they may hold. */
const STEPS = 10;
/** A queue with fewer runs is not behind: the workers come to them in a moment. */
const BEHIND = 100;
/** Up to this many runs go in without asking how deep the queues are, and before an owner's many. */
const FEW = 100;
/** An owner gets this many of a kind that waits for another side into the queue, of those that are due at once. */
const MOST_OF_OWNER = 100;

/** Puts runs into the queue. Runs that it cannot put there are not lost: the recovery sends them later. */
export class Dispatcher {
  readonly #redis: Redis;
  readonly #logger: Logger;
  readonly #highWater: number;
  readonly #queues: Map<TaskType, KindQueue>;
  /** Number of batches that the queues did not take, since the start. */
  failures = 0;

  /** @param highWater the number of runs that may wait in each queue */
  constructor(redis: Redis, logger: Logger, highWater = HIGH_WATER) {
    this.#highWater = highWater;
    this.#redis = redis;
    this.#logger = logger;
    this.#queues = new Map(TASK_TYPES.map((type) => [type, new KindQueue(type, redis)]));
  }

  /** Is true while the connection to Redis is up, and trying worthwhile. */
  get available(): boolean {
    return this.#redis.status === 'ready';
  }

  /**
   * Counts how many more runs each queue may hold; a deep queue is kept in MongoDB, where it can be shared out. None
   * until there is room for a good many: filling up by handfuls would ask the database for each. None while Redis is
   * away. Each kind has its own: one that is behind leaves the room of the others to them.
   */
  async rooms(): Promise<Map<TaskType, number>> {
    const depths = this.available ? await this.#waiting() : null;
    const room = (type: TaskType) => {
      const free = depths ? this.#highWater - (depths.get(type) ?? 0) : 0;
      return free < this.#highWater / STEPS ? 0 : free;
    };
    return new Map(TASK_TYPES.map((type) => [type, room(type)]));
  }

  /**
   * Finds when what the workers come to next was due, in each queue that is behind (ms since 1970); none while Redis is
   * away.
   */
  async behind(): Promise<Map<TaskType, number>> {
    if (!this.available) return new Map();
    const depths = await this.#waiting();
    const deep = [...this.#queues].filter(([type]) => (depths.get(type) ?? 0) >= BEHIND);
    const next = deep.map(async ([type, queue]) => [type, await queue.comesTo()] as const);
    return new Map((await Promise.all(next)).filter(([, dueAt]) => Number.isFinite(dueAt)));
  }

  /** Counts the runs that wait in all queues; null while Redis is away. */
  async depth(): Promise<number | null> {
    if (!this.available) return null;
    const depths = await this.#waiting().catch(() => null);
    return depths && [...depths.values()].reduce((sum, depth) => sum + depth, 0);
  }

  /** Reads the depth of each queue; none while Redis is away. */
  async depths(): Promise<QueueDepth[]> {
    if (!this.available) return [];
    return Promise.all([...this.#queues.values()].map((queue) => queue.depth()));
  }

  async #waiting(): Promise<Map<TaskType, number>> {
    const depths = [...this.#queues].map(async ([type, queue]) => [type, await queue.waiting()] as const);
    return new Map(await Promise.all(depths));
  }

  /**
   * Puts runs that are due into the queues as far as there is room: of very many those that come first in the turns of
   * their owners, and of each owner no more of a kind that waits for another side than it may have under way. Returns
   * the runs that are left, which the recovery shares out, and whether Redis was reached.
   */
  async enqueueWithin(runs: RunDocument[]): Promise<{ left: RunDocument[]; reached: boolean }> {
    const fitting = runs.length <= FEW ? runs : await this.#fitting(runs).catch(() => null);
    if (!fitting || !(await this.enqueue(fitting))) return { left: runs, reached: false };
    if (fitting.length === runs.length) return { left: [], reached: true };
    const taken = new Set(fitting);
    return { left: runs.filter((run) => !taken.has(run)), reached: true };
  }

  async #fitting(runs: RunDocument[]): Promise<RunDocument[]> {
    const rooms = await this.rooms();
    const counts = new Map<string, number>();
    return takeInTurns(runs, shareKey, runs.length, (run) => {
      const { type } = run.snapshot.task;
      const [room, count] = [rooms.get(type) ?? 0, counts.get(shareKey(run)) ?? 0];
      if (room === 0 || (type !== 'log' && count === MOST_OF_OWNER)) return false;
      rooms.set(type, room - 1);
      counts.set(shareKey(run), count + 1);
      return true;
    });
  }

  /**
   * Puts runs into the queues of their kinds; false if Redis did not take them all. Suspects stay in MongoDB, where
   * the quarantines of workers find them.
   */
  async enqueue(all: RunDocument[]): Promise<boolean> {
    if (!this.available) return false;
    const runs = all.filter((run) => !isSuspect(run));
    try {
      await failpoint('beforeEnqueue');
      const crowds = ownersOfMany(runs);
      const isOfMany = ({ ownerId }: RunDocument) => crowds.has(ownerId.toHexString());
      await Promise.all([...this.#queues].map(([type, queue]) => queue.fill(ofType(runs, type), isOfMany)));
      await failpoint('afterEnqueue');
      return true;
    } catch (error) {
      this.failures += 1;
      this.#logger.warn(
        { err: error, runs: runs.length },
        'The queue did not take due runs; the sweep sends them again',
      );
      return false;
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.#queues.values()].map((queue) => queue.close()));
  }
}

const ofType = (runs: RunDocument[], type: TaskType) =>
  runs.filter(({ snapshot }) => snapshot.task.type === type);

const shareKey = ({ ownerId, snapshot }: RunDocument): string =>
  `${ownerId.toHexString()} ${snapshot.task.type}`;

/** Finds owners with so many of these runs that the few of others go before them. */
function ownersOfMany(runs: RunDocument[]): Set<string> {
  const counts = new Map<string, number>();
  for (const { ownerId } of runs) {
    const owner = ownerId.toHexString();
    counts.set(owner, (counts.get(owner) ?? 0) + 1);
  }
  return new Set([...counts].filter(([, count]) => count > FEW).map(([owner]) => owner));
}
