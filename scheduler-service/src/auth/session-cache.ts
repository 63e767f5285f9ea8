import type { SessionDocument, UserDocument } from '@punctual/engine/database/documents';
import { accountTag } from '@punctual/engine/events/cache-tags';
import type { Clock } from '@punctual/engine/platform/clock';
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

export interface KnownLoginsParts {
  users: UserStore;
  sessions: SessionStore;
  clock: Clock;
  count: CountLookup;
}

/** The account and the login of an access token as they are now, held in this process while nothing changes them. */
export class SessionCache {
  readonly #parts: KnownLoginsParts;
  readonly #known: CachedLoader<CachedSession>;

  constructor(parts: KnownLoginsParts) {
    this.#parts = parts;
    this.#known = new CachedLoader('login', parts.count);
  }

  /**
   * Null unless the login is in force: it lives, it is this account's, and the account is neither disabled nor has
   * it ended its tokens since.
   */
  async inForce(claims: Pick<AccessClaims, 'sub' | 'sid' | 'ver'>, seen: CacheStamps | null) {
    const found = await this.#find(claims, seen);
    if (!found) return null;
    const { user, session } = found;
    const isHis = session.userId.equals(user._id);
    return isHis && !user.disabledAt && user.tokenVersion === claims.ver ? found : null;
  }

  #find(
    { sub, sid }: Pick<AccessClaims, 'sub' | 'sid'>,
    seen: CacheStamps | null,
  ): Promise<CachedSession | null> {
    const now = this.#parts.clock.now();
    const isAlive = ({ session }: CachedSession) => session.expiresAt > now;
    return this.#known.find(sid, [accountTag(sub)], seen, () => this.#read(sub, sid, now), isAlive);
  }

  async #read(sub: string, sid: string, now: Date): Promise<CachedSession | null> {
    const { users, sessions } = this.#parts;
    const [session, user] = await Promise.all([sessions.alive(sid, now), users.byId(sub)]);
    return session && user ? { user, session } : null;
  }
}
