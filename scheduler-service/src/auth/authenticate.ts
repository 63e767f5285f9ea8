import type { Endpoint } from '@punctual/contracts/api/endpoint';
import type { RequestHandler } from 'express';
import type { Authenticator } from './authenticator.ts';

/**
 * Finds out who asks. Without credentials only public paths go on: anybody else learns nothing, not even
 * which paths exist. A logout, a new role or a disabled account count from the next request on.
 * @param endpoints of every kind: paths that are public need no credentials
 */
export function authenticate(callers: Authenticator, endpoints: Endpoint[]): RequestHandler {
  const isPublic = ({ access }: Endpoint) => access === 'public';
  const open = new Set(endpoints.filter(isPublic).map(({ path }) => path));
  return async (request, _response, next) => {
    if (open.has(request.path)) return next();
    const { caller, stamps } = await callers.authenticate(request);
    request.context.caller = caller;
    request.context.stamps = stamps;
    next();
  };
}
