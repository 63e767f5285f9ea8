import type { SessionDocument, UserDocument } from '@punctual/engine/database/documents';
import { accountTag } from '@punctual/engine/events/cache-tags';
import type { Clock } from '@punctual/engine/platform/clock';
import { Types } from 'mongoose';
import type { SessionStore } from '../accounts/sessions/session-store.ts';
import type { UserStore } from '../accounts/user-store.ts';
import type { CountLookup } from '../cache/cache-metrics.ts';
import { CachedLoader } from '../cache/cached-loader.ts';
import type { CacheStamps } from '../http/request-context.ts';
import type { AccessClaims } from './access-tokens.ts';

export interface CachedSession {
  user: UserDocument;
  session: SessionDocument;
}

/** Caches the accounts and logins of access tokens in this process until they change. */
export class SessionCache {
  readonly #users: UserStore;
  readonly #sessions: SessionStore;
  readonly #clock: Clock;
  readonly #loader: CachedLoader<CachedSession>;

  constructor(users: UserStore, sessions: SessionStore, clock: Clock, count: CountLookup) {
    this.#users = users;
    this.#sessions = sessions;
    this.#clock = clock;
    this.#loader = new CachedLoader('login', count);
  }

  /**
   * Finds the login of a token if it is valid: it has not ended, it belongs to this account, and the account is
   * neither disabled nor has it ended its tokens since.
   */
  async findValid(
    claims: Pick<AccessClaims, 'sub' | 'sid' | 'ver'>,
    seen: CacheStamps | null,
  ): Promise<CachedSession | null> {
    const found = await this.#load(claims, seen);
    if (!found) return null;
    const { user, session } = found;
    const isTheirs = session.userId.equals(user._id);
    return isTheirs && !user.disabledAt && user.tokenVersion === claims.ver ? found : null;
  }

  /** Tells whether the account of a token is disabled: whoever holds the token is told why it is not valid. */
  isOfDisabled({ sub }: Pick<AccessClaims, 'sub'>): Promise<boolean> {
    return this.#users.isDisabled(new Types.ObjectId(sub));
  }

  #load(
    { sub, sid }: Pick<AccessClaims, 'sub' | 'sid'>,
    seen: CacheStamps | null,
  ): Promise<CachedSession | null> {
    const now = this.#clock.now();
    const isAlive = ({ session }: CachedSession) => session.expiresAt > now;
    return this.#loader.find(sid, [accountTag(sub)], seen, () => this.#read(sub, sid, now), isAlive);
  }

  async #read(sub: string, sid: string, now: Date): Promise<CachedSession | null> {
    const [session, user] = await Promise.all([this.#sessions.alive(sid, now), this.#users.byId(sub)]);
    return session && user ? { user, session } : null;
  }
}
