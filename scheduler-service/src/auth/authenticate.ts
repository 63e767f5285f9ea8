import type { Endpoint } from '@punctual/contracts/api/endpoint';
import type { RequestHandler } from 'express';
import type { Authenticator } from './authenticator.ts';

/**
 * Authenticates requests. Without credentials only those to public paths go on: others learn nothing, not even
 * which paths exist. A logout, a new role or a disabled account take effect with the next request.
 * @param endpoints all of them: those that are public need no credentials
 */
export function authenticate(authenticator: Authenticator, endpoints: Endpoint[]): RequestHandler {
  const isPublic = ({ access }: Endpoint) => access === 'public';
  const publicPaths = new Set(endpoints.filter(isPublic).map(({ path }) => path));
  return async (request, _response, next) => {
    if (publicPaths.has(request.path)) return next();
    const { caller, stamps } = await authenticator.authenticate(request);
    request.context.caller = caller;
    request.context.stamps = stamps;
    next();
  };
}
