import type { Changes } from '@punctual/shared/changes/changes';
import { GenerationDrops } from '@punctual/shared/changes/generation-drops';
import type { Logger } from '@punctual/shared/platform/logger';
import { connectAsker } from '@punctual/shared/platform/redis';
import type { Registry } from 'prom-client';
import { AnswerCache } from './answer-cache.ts';
import { type CountLookup, cacheCounter } from './cache-metrics.ts';
import { Generations } from './generations.ts';
import { SharedAnswers } from './shared-answers.ts';

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
