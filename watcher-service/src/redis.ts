import { CacheInvalidator } from '@punctual/engine/events/cache-invalidator';
import { ChangePublisher } from '@punctual/engine/events/change-publisher';
import type { DomainEvents } from '@punctual/engine/events/domain-events';
import type { Logger } from '@punctual/engine/platform/logger';
import { connectProducer, connectWorker } from '@punctual/engine/platform/redis';
import type { Releasers } from '@punctual/engine/platform/releasers';
import type { Redis } from 'ioredis';
import type { Config } from './config.ts';

/** Opens the connections of the queue and of the cache, and lets the API and the caches hear of what changes. */
export function openRedis(
  config: Config,
  events: DomainEvents,
  logger: Logger,
  releasers: Releasers,
): { producer: Redis; consumer: Redis } {
  const consumer = connectWorker(config.redisUrl, 'punctual-work', logger);
  releasers.add('consumer', () => consumer.disconnect());
  const producer = connectProducer(config.redisUrl, 'punctual-watch', logger);
  releasers.add('producer', () => producer.disconnect());
  const cache = connectProducer(config.redisCacheUrl, 'punctual-cache', logger);
  releasers.add('cache', () => cache.disconnect());
  new CacheInvalidator(cache, events, logger.child({ area: 'cache' }));
  const publisher = new ChangePublisher(producer, events);
  releasers.add('change publisher', () => publisher.close());
  return { producer, consumer };
}
