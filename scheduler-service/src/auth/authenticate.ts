import type { Endpoint } from '@punctual/shared/api/endpoint';
import type { Clock } from '@punctual/shared/platform/clock';
import { unauthenticated } from '@punctual/shared/platform/errors';
import type { SessionStore } from '@punctual/shared/store/session-store';
import type { UserStore } from '@punctual/shared/store/user-store';
import type { RequestHandler } from 'express';
import type { AccessTokens } from './access-tokens.ts';
import type { Caller } from './caller.ts';

export interface AuthenticateParts {
  tokens: AccessTokens;
  users: UserStore;
  sessions: SessionStore;
  clock: Clock;
  /** Endpoints of every kind: paths that are public need no credentials. */
  endpoints: Endpoint[];
}

/**
 * Finds out who asks. Without credentials only public paths go on: anybody else learns nothing, not even
 * which paths exist. The account and the login are read anew, so that a logout, a new role or a disabled
 * account count from the next request on.
 */
export function authenticate({
  tokens,
  users,
  sessions,
  clock,
  endpoints,
}: AuthenticateParts): RequestHandler {
  const open = new Set(endpoints.filter(({ access }) => access === 'public').map(({ path }) => path));
  return async (request, response, next) => {
    const token = /^Bearer (\S+)$/i.exec(request.get('authorization') ?? '')?.[1];
    if (open.has(request.path)) return next();
    if (!token) throw unauthenticated();
    response.locals.caller = await callerOf(token);
    next();
  };

  async function callerOf(token: string): Promise<Caller> {
    const now = clock.now();
    const claims = tokens.read(token, now);
    if (!claims) throw unauthenticated('The access token is not valid, or it has ended.');
    const [session, user] = await Promise.all([sessions.alive(claims.sid, now), users.byId(claims.sub)]);
    const living = session && user && session.userId.equals(user._id);
    if (!living || user.disabledAt || user.tokenVersion !== claims.ver)
      throw unauthenticated('This login has ended.');
    return { userId: user._id, role: user.role, user, session };
  }
}
