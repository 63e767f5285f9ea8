import { createHash } from 'node:crypto';
import type { CacheTag } from '@punctual/contracts/api/endpoint';
import { JsonText } from '../http/reply.ts';
import type { CacheStamps } from '../http/request-context.ts';
import type { AnyCall, Around } from '../http/router.ts';
import type { Cached, CountLookup } from './cache-metrics.ts';
import { type CachedEndpoint, findCacheTags, isCached } from './endpoint-tags.ts';
import { computeTimeLeft, LruCache } from './lru-cache.ts';
import type { CachedResponse, RedisResponseCache } from './redis-response-cache.ts';
import { combineStamps } from './version-stamps.ts';

const MAX_ENTRIES = 10_000;
/** Characters, of which each may take two bytes. */
const MAX_SIZE = 8_388_608;

const COUNTED_AS: Record<CacheTag, Cached> = { ownJobs: 'list', job: 'job' };

/** The answer of one request, as the cache knows it. */
interface Entry {
  what: Cached;
  key: string;
  /** Differs after every change of what the answer depends on; null where nothing cached may be used. */
  stamp: string | null;
}

/**
 * Keeps answers to owners about their own data, in this process and in Redis. The key of each holds its owner, so that
 * no user can be given an answer to another, and its language, because answers hold words.
 */
export class ResponseCache {
  readonly #local = new LruCache<CachedResponse>(MAX_ENTRIES, MAX_SIZE);
  readonly #shared: RedisResponseCache;
  readonly #count: CountLookup;

  constructor(shared: RedisResponseCache, count: CountLookup) {
    this.#shared = shared;
    this.#count = count;
  }

  /** Answers from the cache for endpoints that state cache tags; each of their answers has an ETag. */
  readonly around: Around = (endpoint) => {
    if (!isCached(endpoint)) return null;
    requireCacheable(endpoint);
    return async (call, next) => {
      const { context, response } = call;
      const answer = await this.#find(findEntry(endpoint, call), context.stamps, async () => {
        const json = JSON.stringify(await next());
        return { etag: response.get('etag') ?? computeEtag(json), json };
      });
      response.set('ETag', answer.etag);
      return new JsonText(answer.json);
    };
  };

  async #find(
    { what, key, stamp }: Entry,
    stamps: CacheStamps | null,
    read: () => Promise<CachedResponse>,
  ): Promise<CachedResponse> {
    if (!stamps || !stamp) return this.#miss(what, read);
    const local = this.#local.get(key, stamp);
    if (local) this.#count(what, 'process');
    if (local) return local;
    const shared = await this.#shared.get(key, stamp);
    if (shared) this.#count(what, 'redis');
    const answer = shared?.answer ?? (await this.#miss(what, read));
    const leftMs = shared?.leftMs ?? computeTimeLeft(stamps);
    this.#local.set(key, stamp, answer, leftMs, answer.json.length);
    if (!shared) this.#shared.set(key, stamp, answer, leftMs);
    return answer;
  }

  #miss<T>(what: Cached, read: () => Promise<T>): Promise<T> {
    this.#count(what, 'miss');
    return read();
  }
}

/** @throws Error at start for an endpoint whose answers may not be cached, or would be under no tag */
function requireCacheable(endpoint: CachedEndpoint): void {
  const { method, path, access, otherStatuses, cache } = endpoint;
  const refuse = (why: string) => {
    throw new Error(`${method} ${path} cannot be cached: ${why}`);
  };
  if (cache.tags.length === 0) refuse('it states no cache tags, so nothing would end a cached answer.');
  if (method !== 'GET') refuse('it is more than a read.');
  if (access !== 'user') refuse('only what owners read of their own is cached.');
  if (otherStatuses) refuse('its answers have more than one status.');
  if (cache.tags.includes('job') && !path.includes('/:id')) refuse('its path names no job.');
}

function findEntry(endpoint: CachedEndpoint, { caller, context, params, query }: AnyCall): Entry {
  const ownerId = caller?.userId.toHexString() ?? '';
  const { id } = (params ?? {}) as { id?: unknown };
  const tags = findCacheTags(endpoint, ownerId, id);
  return {
    what: COUNTED_AS[endpoint.cache.tags[0]],
    key: `${endpoint.path} ${ownerId} ${context.language} ${JSON.stringify([params, query])}`,
    stamp: caller && tags && context.stamps && combineStamps(context.stamps, tags),
  };
}

const computeEtag = (json: string): string => `"${createHash('sha1').update(json).digest('base64url')}"`;
