import { QUEUE_PREFIX, queueName } from '@punctual/shared/dispatch/queue';
import { TASK_TYPES } from '@punctual/shared/tasks/task';
import type { Redis } from 'ioredis';

const LISTS = TASK_TYPES.flatMap((type) =>
  ['wait', 'active'].map((list) => `${QUEUE_PREFIX}:${queueName(type)}:${list}`),
);

/** Asks Redis, past the product, how many entries stand in the queues, those that are worked on included. */
export async function queueDepth(redis: Redis): Promise<number> {
  const lengths = await Promise.all(LISTS.map((list) => redis.llen(list)));
  return lengths.reduce((sum, length) => sum + length, 0);
}
