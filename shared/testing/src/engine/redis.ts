import { createLogger } from '@punctual/engine/platform/logger';
import { connectProducer } from '@punctual/engine/platform/redis';
import type { Redis } from 'ioredis';
import { afterAll, beforeAll } from 'vitest';
import { startPrivateRedis } from '../backing/private-redis.ts';

/** Says nothing, unless TEST_LOG_LEVEL asks for it. */
export const quietLogger = createLogger('test', {
  level: process.env.TEST_LOG_LEVEL ?? 'silent',
  format: 'json',
});

type RunningRedis = Awaited<ReturnType<typeof startPrivateRedis>>;

/** A Redis of its own: queues have fixed names, and what one file queues no other may take. */
export class TestRedis {
  #running: RunningRedis | undefined;
  #producer: Redis | undefined;

  async start(): Promise<void> {
    this.#running = await startPrivateRedis();
    this.#producer = connectProducer(this.url, 'test', quietLogger);
    await new Promise<void>((resolve) => this.#producer?.once('ready', () => resolve()));
  }

  get url(): string {
    if (!this.#running) throw new Error('Redis is not running.');
    return this.#running.url;
  }

  /** A connection as the services' producers have it. */
  get producer(): Redis {
    if (!this.#producer) throw new Error('Redis is not running.');
    return this.#producer;
  }

  async stop(): Promise<void> {
    this.#producer?.disconnect();
    await this.#running?.stop();
  }
}

/** A Redis for the tests of a file. */
export function useRedis(): TestRedis {
  const redis = new TestRedis();
  beforeAll(() => redis.start());
  afterAll(() => redis.stop());
  return redis;
}
