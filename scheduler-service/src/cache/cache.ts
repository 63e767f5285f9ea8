import { CacheInvalidator } from '@punctual/engine/events/cache-invalidator';
import type { DomainEvents } from '@punctual/engine/events/domain-events';
import type { Logger } from '@punctual/engine/platform/logger';
import type { Redis } from 'ioredis';
import type { Registry } from 'prom-client';
import { type CountLookup, cacheCounter } from './cache-metrics.ts';
import { RedisResponseCache } from './redis-response-cache.ts';
import { ResponseCache } from './response-cache.ts';
import { VersionStamps } from './version-stamps.ts';

export interface Cache {
  stamps: VersionStamps;
  responses: ResponseCache;
  countLookup: CountLookup;
  /** Resolves when no copy uses what has been changed by this one until now. */
  flushed(): Promise<void>;
}

/** Builds what is cached of the database and what invalidates it: every change that this process makes is an event. */
export function createCache(redis: Redis, events: DomainEvents, registry: Registry, logger: Logger): Cache {
  const stamps = new VersionStamps(redis, logger);
  const invalidator = new CacheInvalidator(redis, events, logger, () => stamps.forget());
  const countLookup = cacheCounter(registry);
  const responses = new ResponseCache(new RedisResponseCache(redis), countLookup);
  return { stamps, responses, countLookup, flushed: () => invalidator.flushed() };
}
