import type { Endpoint } from '@punctual/contracts/api/endpoint';
import type { Request, RequestHandler, Response } from 'express';
import type { Authenticator } from './authenticator.ts';

/**
 * Authenticates requests. Without credentials only those to public paths go on: others learn nothing, not even
 * which paths exist. A logout, a new role or a disabled account take effect with the next request.
 * @param endpoints all of them: those that are public need no credentials
 * @param checkStranger asked before the database looks for a key that this process does not know; throws if it may not
 */
export function authenticate(
  authenticator: Authenticator,
  endpoints: Endpoint[],
  checkStranger: (request: Request, response: Response) => Promise<void>,
): RequestHandler {
  const isPublic = ({ access }: Endpoint) => access === 'public';
  const publicPaths = new Set(endpoints.filter(isPublic).map(({ path }) => path));
  return async (request, response, next) => {
    if (publicPaths.has(request.path)) return next();
    const { caller, stamps } = await authenticator.authenticate(request, () =>
      checkStranger(request, response),
    );
    request.context.caller = caller;
    request.context.language = caller.language;
    request.context.stamps = stamps;
    next();
  };
}
