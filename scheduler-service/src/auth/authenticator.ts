import type { UserDocument } from '@punctual/engine/database/documents';
import { accountTag } from '@punctual/engine/events/cache-tags';
import { parseBearer } from '@punctual/engine/platform/bearer';
import type { Clock } from '@punctual/engine/platform/clock';
import { loginOfDisabled, unauthenticated } from '@punctual/engine/platform/errors';
import type { Request } from 'express';
import type { ApiKeyCache } from '../accounts/api-keys/api-key-cache.ts';
import { looksLikeApiKey } from '../accounts/api-keys/api-keys.ts';
import type { SecondFactorStateOf } from '../accounts/second-factor/second-factor-state.ts';
import type { VersionStamps } from '../cache/version-stamps.ts';
import type { Caller } from '../http/caller.ts';
import { refuse } from '../http/refusal-words.ts';
import type { CacheStamps, RequestContext } from '../http/request-context.ts';
import type { AccessTokens } from './access-tokens.ts';
import type { SessionCache } from './session-cache.ts';

/** Whoever asks for `/` does not know the API yet. */
const AT_THE_ROOT = refuse((words) => words.logInOrRead);

/** The sender of a request, and the versions of everything that may be answered to them from a cache. */
export interface Authenticated {
  caller: Caller;
  stamps: CacheStamps | null;
}

/** Resolves the credentials of requests to callers. */
export class Authenticator {
  readonly #tokens: AccessTokens;
  readonly #sessions: SessionCache;
  readonly #apiKeys: ApiKeyCache;
  readonly #stamps: VersionStamps;
  readonly #clock: Clock;
  readonly #verificationRequired: boolean;
  readonly #secondFactorOf: SecondFactorStateOf;

  constructor(
    tokens: AccessTokens,
    sessions: SessionCache,
    apiKeys: ApiKeyCache,
    stamps: VersionStamps,
    clock: Clock,
    verificationRequired: boolean,
    secondFactorOf: SecondFactorStateOf,
  ) {
    this.#tokens = tokens;
    this.#sessions = sessions;
    this.#apiKeys = apiKeys;
    this.#stamps = stamps;
    this.#clock = clock;
    this.#verificationRequired = verificationRequired;
    this.#secondFactorOf = secondFactorOf;
  }

  /**
   * @param checkLookup asked before the database looks for a key that this process does not know
   * @throws AppError 401, or that of `checkLookup`
   */
  authenticate(request: Request, checkLookup: () => Promise<void>): Promise<Authenticated> {
    const bearer = parseBearer(request.get('authorization'));
    const key = request.get('x-api-key') ?? (bearer && looksLikeApiKey(bearer) ? bearer : undefined);
    if (key !== undefined) return this.#byKey(key, request.context, checkLookup);
    if (bearer === undefined) throw unauthenticated(request.path === '/' ? AT_THE_ROOT : undefined);
    return this.#byToken(bearer, request.context);
  }

  async #byToken(token: string, context: RequestContext): Promise<Authenticated> {
    const claims = this.#tokens.read(token, this.#clock.now());
    if (!claims) throw unauthenticated(refuse((words) => words.tokenEnded));
    const stamps = await this.#fetchStamps(claims.sub, context);
    const login = await this.#sessions.findValid(claims, stamps);
    if (!login) {
      const isDisabled = await this.#sessions.isOfDisabled(claims);
      throw isDisabled ? loginOfDisabled() : unauthenticated(refuse((words) => words.loginEnded));
    }
    const tokenEndsAt = new Date(claims.exp * 1_000);
    const owesSecondFactor = this.#secondFactorOf(login.user) === 'due';
    const language = login.user.language ?? context.language;
    const person = { ...this.#describeUser(login.user), owesSecondFactor, language };
    const caller = { ...person, session: login.session, apiKey: null, tokenEndsAt };
    return { caller, stamps };
  }

  async #byKey(
    text: string,
    context: RequestContext,
    checkLookup: () => Promise<void>,
  ): Promise<Authenticated> {
    const fetchStamps = (ownerId: string) => this.#fetchStamps(ownerId, context);
    const found = await this.#apiKeys.findValid(text, fetchStamps, checkLookup);
    if (!found) throw unauthenticated(refuse((words) => words.keyNotValid));
    const { user, apiKey, seen } = found;
    const { language } = context;
    const service = { ...this.#describeUser(user), owesSecondFactor: false, language };
    const caller = { ...service, session: null, apiKey, tokenEndsAt: apiKey.expiresAt ?? null };
    return { caller, stamps: seen };
  }

  /** Fetches the versions of the account and of everything that the answer depends on, in one round trip. */
  #fetchStamps(userId: string, context: RequestContext): Promise<CacheStamps | null> {
    return this.#stamps.fetch([accountTag(userId), ...context.cacheTags(userId)]);
  }

  #describeUser(user: UserDocument) {
    const isVerified = !this.#verificationRequired || Boolean(user.emailVerifiedAt);
    return { userId: user._id, role: user.role, user, isVerified };
  }
}
