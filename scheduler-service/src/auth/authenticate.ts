import type { Endpoint } from '@punctual/shared/api/endpoint';
import { bearerOf } from '@punctual/shared/platform/bearer';
import type { Clock } from '@punctual/shared/platform/clock';
import { unauthenticated } from '@punctual/shared/platform/errors';
import type { UserDocument } from '@punctual/shared/store/documents';
import type { SessionStore } from '@punctual/shared/store/session-store';
import type { UserStore } from '@punctual/shared/store/user-store';
import type { Request, RequestHandler } from 'express';
import { type ApiKeys, looksLikeApiKey } from '../api-keys/api-keys.ts';
import type { AccessTokens } from './access-tokens.ts';
import type { Caller } from './caller.ts';

export interface AuthenticateParts {
  tokens: AccessTokens;
  apiKeys: ApiKeys;
  users: UserStore;
  sessions: SessionStore;
  clock: Clock;
  verificationRequired: boolean;
  /** Endpoints of every kind: paths that are public need no credentials. */
  endpoints: Endpoint[];
}

/**
 * Finds out who asks. Without credentials only public paths go on: anybody else learns nothing, not even
 * which paths exist. The account and the login are read anew, so that a logout, a new role or a disabled
 * account count from the next request on.
 */
export function authenticate(parts: AuthenticateParts): RequestHandler {
  const isPublic = ({ access }: Endpoint) => access === 'public';
  const open = new Set(parts.endpoints.filter(isPublic).map(({ path }) => path));
  return async (request, response, next) => {
    if (!open.has(request.path)) response.locals.caller = await callerOf(request, parts);
    next();
  };
}

function callerOf(request: Request, parts: AuthenticateParts): Promise<Caller> {
  const bearer = bearerOf(request.get('authorization'));
  const key = request.get('x-api-key') ?? (bearer && looksLikeApiKey(bearer) ? bearer : undefined);
  if (key !== undefined) return callerByKey(key, parts);
  if (bearer === undefined) throw unauthenticated();
  return callerByToken(bearer, parts);
}

async function callerByToken(
  token: string,
  { tokens, users, sessions, clock, verificationRequired }: AuthenticateParts,
): Promise<Caller> {
  const now = clock.now();
  const claims = tokens.read(token, now);
  if (!claims) throw unauthenticated('The access token is not valid, or it has ended.');
  const [session, user] = await Promise.all([sessions.alive(claims.sid, now), users.byId(claims.sub)]);
  const living = session && user && session.userId.equals(user._id);
  if (!living || user.disabledAt || user.tokenVersion !== claims.ver)
    throw unauthenticated('This login has ended.');
  return {
    ...factsOf(user, verificationRequired),
    session,
    apiKey: null,
    tokenEndsAt: new Date(claims.exp * 1_000),
  };
}

async function callerByKey(
  text: string,
  { apiKeys, users, verificationRequired }: AuthenticateParts,
): Promise<Caller> {
  const apiKey = await apiKeys.recognise(text);
  const user = apiKey && (await users.byId(apiKey.ownerId.toHexString()));
  if (!user || user.disabledAt) throw unauthenticated('The API key is not valid, or it was revoked.');
  return { ...factsOf(user, verificationRequired), session: null, apiKey, tokenEndsAt: null };
}

const factsOf = (user: UserDocument, verificationRequired: boolean) => ({
  userId: user._id,
  role: user.role,
  user,
  isVerified: !verificationRequired || Boolean(user.emailVerifiedAt),
});
