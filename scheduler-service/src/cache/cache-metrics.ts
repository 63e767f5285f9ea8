import { Counter, type Registry } from 'prom-client';

/** Things that are cached, as metrics name them. */
export type Cached = 'login' | 'key' | 'job' | 'list';
/** Places where a thing was found: in this process, in Redis, or (miss) only in the database. */
type LookupResult = 'process' | 'redis' | 'miss';

export type CountLookup = (what: Cached, result: LookupResult) => void;

export function cacheCounter(registry: Registry): CountLookup {
  const lookups = new Counter({
    name: 'punctual_cache_lookups_total',
    help: 'What was looked for in the cache, and where it was; a miss is read from the database.',
    labelNames: ['what', 'result'],
    registers: [registry],
  });
  return (what, result) => lookups.inc({ what, result });
}
