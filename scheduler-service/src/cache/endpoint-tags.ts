import type { CacheTag, Endpoint } from '@punctual/contracts/api/endpoint';
import { ID_PATTERN } from '@punctual/contracts/api/limits';
import { jobTag, ownerTag } from '@punctual/engine/events/cache-tags';
import type { RequestHandler } from 'express';
import { match } from 'path-to-regexp';

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
 * versions of all tags of a request in one round trip, and so it only looks at the path: what it does not match, or
 * cannot be decoded, is left to the routes.
 */
export function noteCacheTags(endpoints: Endpoint[]): RequestHandler {
  const cached = endpoints.filter(isCached).map((endpoint) => ({
    endpoint,
    matchPath: match<{ id?: string }>(endpoint.path, { decode: false }),
  }));
  return ({ context, method, path }, _response, next) => {
    if (method === 'GET')
      for (const { endpoint, matchPath } of cached) {
        const found = matchPath(path);
        if (!found) continue;
        context.cacheTags = (ownerId) => findCacheTags(endpoint, ownerId, found.params.id) ?? [];
        break;
      }
    next();
  };
}
