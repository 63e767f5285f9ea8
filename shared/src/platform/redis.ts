import { Redis } from 'ioredis';
import type { Logger } from './logger.ts';
import { within } from './within.ts';

/** Grows to two seconds, so that a Redis that returns is used again almost at once. */
const reconnectDelay = (times: number) => Math.min(50 * 2 ** Math.min(times, 6), 2_000);

function open(url: string, name: string, logger: Logger, options: object): Redis {
  const redis = new Redis(url, { connectionName: name, retryStrategy: reconnectDelay, ...options });
  let said = false;
  redis.on('error', (error: Error) => {
    if (!said) logger.warn({ err: error.message }, 'Redis does not answer');
    said = true;
  });
  redis.on('ready', () => {
    if (said) logger.info('Redis answers again');
    said = false;
  });
  return redis;
}

/** A connection for producers: a command fails at once while Redis is away, and never waits in a queue. */
export const connectProducer = (url: string, name: string, logger: Logger): Redis =>
  open(url, name, logger, { maxRetriesPerRequest: 1, enableOfflineQueue: false });

/** A connection for BullMQ workers, which must wait for ever. */
export const connectWorker = (url: string, name: string, logger: Logger): Redis =>
  open(url, name, logger, { maxRetriesPerRequest: null });

/** Whether Redis answers and can still write, within `deadlineMs`. */
export async function redisAnswers(redis: Redis, deadlineMs = 1_000): Promise<boolean> {
  if (redis.status !== 'ready') return false;
  try {
    await within(deadlineMs, redis.ping(), 'Redis');
    return true;
  } catch {
    return false; // the answer to "does it answer?" is no; whoever asked reports it
  }
}
