import { TASK_TYPES } from '@punctual/contracts/tasks/task';
import { QUEUE_PREFIX, queueName } from '@punctual/engine/queue/queue';
import type { Redis } from 'ioredis';

const keys = (list: string) => TASK_TYPES.map((type) => `${QUEUE_PREFIX}:${queueName(type)}:${list}`);

/** Asks Redis, past the product, how many entries stand in the queues, those that are worked on included. */
export async function queueDepth(redis: Redis): Promise<number> {
  const lists = [...keys('wait'), ...keys('active')].map((key) => redis.llen(key));
  const lengths = await Promise.all([...lists, ...keys('prioritized').map((key) => redis.zcard(key))]);
  return lengths.reduce((sum, length) => sum + length, 0);
}
