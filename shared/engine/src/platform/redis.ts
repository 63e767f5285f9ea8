import { Redis, ReplyError } from 'ioredis';
import type { Logger } from './logger.ts';
import { withTimeout } from './with-timeout.ts';

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

/** A connection for the questions of every request, which fail at once too: those of one moment are sent together. */
export const connectAsker = (url: string, name: string, logger: Logger): Redis =>
  open(url, name, logger, {
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
    enableAutoPipelining: true,
  });

/** A connection for BullMQ workers, which must wait for ever. */
export const connectWorker = (url: string, name: string, logger: Logger): Redis =>
  open(url, name, logger, { maxRetriesPerRequest: null });

/** `degraded`: it answers and takes no write, because its memory or its disk is full. */
export type RedisState = 'up' | 'degraded' | 'down';

const PROBE_KEY = '{punctual}:probe';
const PROBE_KEPT_S = 60;

/** Asks Redis for its state, within `deadlineMs`: by a write, because a full one goes on answering PING. */
export async function redisState(redis: Redis, deadlineMs = 1_000): Promise<RedisState> {
  if (redis.status !== 'ready') return 'down';
  try {
    await withTimeout(deadlineMs, redis.set(PROBE_KEY, '', 'EX', PROBE_KEPT_S), 'Redis');
    return 'up';
  } catch (error) {
    return error instanceof ReplyError ? 'degraded' : 'down'; // the caller reports it
  }
}
