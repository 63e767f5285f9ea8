import { CacheInvalidator } from '@punctual/engine/events/cache-invalidator';
import type { DomainEvents } from '@punctual/engine/events/domain-events';
import type { Logger } from '@punctual/engine/platform/logger';
import { connectAsker } from '@punctual/engine/platform/redis';
import type { Registry } from 'prom-client';
import { type CountLookup, cacheCounter } from './cache/cache-metrics.ts';
import { RedisResponseCache } from './cache/redis-response-cache.ts';
import { ResponseCache } from './cache/response-cache.ts';
import { VersionStamps } from './cache/version-stamps.ts';

export interface Cache {
  generations: VersionStamps;
  answers: ResponseCache;
  count: CountLookup;
  /** Resolves when no copy uses what has been changed by this one until now. */
  told(): Promise<void>;
  close(): void;
}

/** What is held of the database, and what ends it: all that this process changes passes here. */
export function composeCache(url: string, changes: DomainEvents, registry: Registry, logger: Logger): Cache {
  const redis = connectAsker(url, 'punctual-cache', logger);
  const generations = new VersionStamps(redis, logger);
  const drops = new CacheInvalidator(redis, changes, logger, () => generations.forget());
  const count = cacheCounter(registry);
  return {
    ...{ generations, count },
    answers: new ResponseCache(new RedisResponseCache(redis), count),
    told: () => drops.flushed(),
    close: () => redis.disconnect(),
  };
}
