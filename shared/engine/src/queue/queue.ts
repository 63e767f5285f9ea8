import type { TaskType } from '@punctual/contracts/tasks/task';

/** All keys of the queues share one slot of a Redis cluster. */
export const QUEUE_PREFIX = '{punctual}';

/** Each kind of task has a queue of its own, so that a slow kind does not hold up a quick one. */
export const queueName = (type: TaskType): string => `punctual-${type}`;

/** Names the queue of entries that name many runs of a kind: a run alone in its entry never waits behind those. */
export const chunkQueueName = (type: TaskType): string => `${queueName(type)}-chunks`;

/** Kinds that wait for no other side go into the queue in chunks, where many of one owner are due; runs in a chunk. */
export const CHUNK_SIZE: Partial<Record<TaskType, number>> = { log: 250 };

/** A run that an entry names. */
export interface QueuedRun {
  runId: string;
  /** The owner, whose places are limited; entries of the release before do not name it. */
  ownerId?: string;
  /** The `traceparent` of the request for which it is done, where that is traced. */
  trace?: string;
}

/** An entry of the queue: a hint that a run is due, never the run itself. */
export interface QueueEntry extends QueuedRun {
  /** When the run may start, in ms since 1970: a worker whose clock is behind waits for it. */
  dueAt: number;
}

/** An entry that names many runs of one kind, which are started and ended together; each may fail by itself. */
export interface ChunkEntry {
  runs: QueuedRun[];
  /** When the first and the last of them may start, in ms since 1970. */
  dueAt: number;
  lastDueAt: number;
}

/**
 * Builds the id of an entry. A second entry for the same state of a run is refused by BullMQ, and one for the
 * state after the next start is not: hence the fence. It may hold no colon.
 */
export const entryId = (runId: string, fence: number): string => `${runId}-${fence}`;

/** Builds the id of an entry for many runs, by the first of them; it says how many there are. */
export const chunkId = (firstId: string, count: number): string => `${firstId}-x${count}`;

/** Reads from the id of an entry for many runs how many there are. */
export const countOfChunk = (id: string): number => Number(id.slice(id.lastIndexOf('-x') + 2));
