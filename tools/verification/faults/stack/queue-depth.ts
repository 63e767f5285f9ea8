import { TASK_TYPES } from '@punctual/contracts/tasks/task';
import { chunkQueueName, countOfChunk, QUEUE_PREFIX, queueName } from '@punctual/engine/queue/queue';
import type { Redis } from 'ioredis';

const keys = (nameOf: typeof queueName, list: string) =>
  TASK_TYPES.map((type) => `${QUEUE_PREFIX}:${nameOf(type)}:${list}`);

/** Asks Redis, past the product, how many runs stand in the queues, those that are worked on included. */
export async function queueDepth(redis: Redis): Promise<number> {
  const listed = (nameOf: typeof queueName) =>
    [...keys(nameOf, 'wait'), ...keys(nameOf, 'active')].map((key) => redis.lrange(key, 0, -1));
  const ranked = (nameOf: typeof queueName) =>
    keys(nameOf, 'prioritized').map((key) => redis.zrange(key, '0', '-1'));
  const read = async (nameOf: typeof queueName) =>
    (await Promise.all([...listed(nameOf), ...ranked(nameOf)])).flat();
  const [singles, chunks] = await Promise.all([read(queueName), read(chunkQueueName)]);
  return singles.length + chunks.reduce((sum, id) => sum + countOfChunk(id), 0);
}
