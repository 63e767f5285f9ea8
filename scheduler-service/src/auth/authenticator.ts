import type { UserDocument } from '@punctual/engine/database/documents';
import { accountTag } from '@punctual/engine/events/cache-tags';
import { parseBearer } from '@punctual/engine/platform/bearer';
import type { Clock } from '@punctual/engine/platform/clock';
import { unauthenticated } from '@punctual/engine/platform/errors';
import type { Request } from 'express';
import type { ApiKeyCache } from '../accounts/api-keys/api-key-cache.ts';
import { looksLikeApiKey } from '../accounts/api-keys/api-keys.ts';
import type { UserStore } from '../accounts/user-store.ts';
import type { VersionStamps } from '../cache/version-stamps.ts';
import type { Caller } from '../http/caller.ts';
import type { CacheStamps, RequestContext } from '../http/request-context.ts';
import type { AccessTokens } from './access-tokens.ts';
import type { SessionCache } from './session-cache.ts';

export interface CallersParts {
  tokens: AccessTokens;
  logins: SessionCache;
  keys: ApiKeyCache;
  users: UserStore;
  generations: VersionStamps;
  clock: Clock;
  verificationRequired: boolean;
}

/** The sender of a request, and the versions of all that may be answered to it from a cache. */
export interface Authenticated {
  caller: Caller;
  stamps: CacheStamps | null;
}

/** Finds the caller of a request by its credentials. */
export class Authenticator {
  readonly #parts: CallersParts;

  constructor(parts: CallersParts) {
    this.#parts = parts;
  }

  /** @throws AppError 401 */
  authenticate(request: Request): Promise<Authenticated> {
    const bearer = parseBearer(request.get('authorization'));
    const key = request.get('x-api-key') ?? (bearer && looksLikeApiKey(bearer) ? bearer : undefined);
    if (key !== undefined) return this.#byKey(key, request.context);
    if (bearer === undefined) throw unauthenticated();
    return this.#byToken(bearer, request.context);
  }

  /** Whether somebody who was let in would be let in still, and as the same. */
  async isStillValid({ user, session, role }: Caller): Promise<boolean> {
    const userId = user._id.toHexString();
    const { logins, users } = this.#parts;
    const claims = session && { sub: userId, sid: session._id.toHexString(), ver: user.tokenVersion };
    const now = claims ? (await logins.inForce(claims, null))?.user : await users.byId(userId);
    return Boolean(now && !now.disabledAt && now.tokenVersion === user.tokenVersion && now.role === role);
  }

  async #byToken(token: string, context: RequestContext): Promise<Authenticated> {
    const { tokens, logins, clock } = this.#parts;
    const claims = tokens.read(token, clock.now());
    if (!claims) throw unauthenticated('The access token is not valid, or it has ended.');
    const stamps = await this.#fetchStamps(claims.sub, context);
    const login = await logins.inForce(claims, stamps);
    if (!login) throw unauthenticated('This login has ended.');
    const tokenEndsAt = new Date(claims.exp * 1_000);
    const caller = { ...this.#factsOf(login.user), session: login.session, apiKey: null, tokenEndsAt };
    return { caller, stamps };
  }

  async #byKey(text: string, context: RequestContext): Promise<Authenticated> {
    const look = (ownerId: string) => this.#fetchStamps(ownerId, context);
    const known = await this.#parts.keys.inForce(text, look);
    if (!known) throw unauthenticated('The API key is not valid, or it was revoked.');
    const { user, apiKey, seen } = known;
    const caller = { ...this.#factsOf(user), session: null, apiKey, tokenEndsAt: null };
    return { caller, stamps: seen };
  }

  /** One round trip for the account and for all that the answer depends on. */
  #fetchStamps(userId: string, context: RequestContext): Promise<CacheStamps | null> {
    return this.#parts.generations.fetch([accountTag(userId), ...context.cacheTags(userId)]);
  }

  #factsOf(user: UserDocument) {
    const isVerified = !this.#parts.verificationRequired || Boolean(user.emailVerifiedAt);
    return { userId: user._id, role: user.role, user, isVerified };
  }
}
