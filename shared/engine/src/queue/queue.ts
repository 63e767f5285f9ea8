import type { TaskType } from '@punctual/contracts/tasks/task';

/** All keys of the queues share one slot of a Redis cluster. */
export const QUEUE_PREFIX = '{punctual}';

/** Each kind of task has a queue of its own, so that a slow kind does not hold up a quick one. */
export const queueName = (type: TaskType): string => `punctual-${type}`;

/** An entry of the queue: a hint that a run is due, never the run itself. */
export interface QueueEntry {
  runId: string;
  /** The owner, whose places are limited; entries of the release before do not name it. */
  ownerId?: string;
  /** When the run may start, in ms since 1970: a worker whose clock is behind waits for it. */
  dueAt: number;
  /** The `traceparent` of the request for which it is done, where that is traced. */
  trace?: string;
}

/**
 * Builds the id of an entry. A second entry for the same state of a run is refused by BullMQ, and one for the
 * state after the next start is not: hence the fence. It may hold no colon.
 */
export const entryId = (runId: string, fence: number): string => `${runId}-${fence}`;
