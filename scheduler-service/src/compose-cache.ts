import { GenerationDrops } from '@punctual/engine/events/cache-invalidator';
import type { Changes } from '@punctual/engine/events/domain-events';
import type { Logger } from '@punctual/engine/platform/logger';
import { connectAsker } from '@punctual/engine/platform/redis';
import type { Registry } from 'prom-client';
import { type CountLookup, cacheCounter } from './cache/cache-metrics.ts';
import { SharedAnswers } from './cache/redis-response-cache.ts';
import { AnswerCache } from './cache/response-cache.ts';
import { Generations } from './cache/version-stamps.ts';

export interface Cache {
  generations: Generations;
  answers: AnswerCache;
  count: CountLookup;
  /** Resolves when no copy uses what has been changed by this one until now. */
  told(): Promise<void>;
  close(): void;
}

/** What is held of the database, and what ends it: all that this process changes passes here. */
export function composeCache(url: string, changes: Changes, registry: Registry, logger: Logger): Cache {
  const redis = connectAsker(url, 'punctual-cache', logger);
  const generations = new Generations(redis, logger);
  const drops = new GenerationDrops(redis, changes, logger, () => generations.forget());
  const count = cacheCounter(registry);
  return {
    ...{ generations, count },
    answers: new AnswerCache(new SharedAnswers(redis), count),
    told: () => drops.told(),
    close: () => redis.disconnect(),
  };
}
