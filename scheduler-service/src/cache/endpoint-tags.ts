import type { CacheTag, Endpoint } from '@punctual/contracts/api/endpoint';
import { ID_PATTERN } from '@punctual/contracts/api/limits';
import { jobTag, ownerTag } from '@punctual/engine/events/cache-tags';
import { type RequestHandler, Router } from 'express';

export type CachedEndpoint = Endpoint & Required<Pick<Endpoint, 'cache'>>;

export const isCached = (endpoint: Endpoint): endpoint is CachedEndpoint => endpoint.cache !== undefined;

const find: Record<CacheTag, (ownerId: string, id: unknown) => string | null> = {
  ownJobs: ownerTag,
  job: (_ownerId, id) => (typeof id === 'string' && ID_PATTERN.test(id) ? jobTag(id) : null),
};

/** The tags of one answer of an endpoint; null where the path names nothing that there could be. */
export function findCacheTags({ cache }: CachedEndpoint, ownerId: string, id: unknown): string[] | null {
  const found = cache.tags.flatMap((tag) => find[tag](ownerId, id) ?? []);
  return found.length === cache.tags.length ? found : null;
}

/**
 * Notes on which tags the answer to a request will depend. It comes before authentication, which asks for the
 * versions of all tags of a request in one round trip.
 */
export function noteCacheTags(endpoints: Endpoint[]): RequestHandler {
  const router = Router();
  for (const endpoint of endpoints.filter(isCached))
    router.get(endpoint.path, ({ context, method, params }, _response, next) => {
      if (method === 'GET')
        context.cacheTags = (ownerId) => findCacheTags(endpoint, ownerId, params.id) ?? [];
      next('router');
    });
  return router;
}
