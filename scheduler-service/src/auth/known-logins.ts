import { accountName } from '@punctual/shared/changes/generations';
import type { Clock } from '@punctual/shared/platform/clock';
import type { SessionDocument, UserDocument } from '@punctual/shared/store/documents';
import type { SessionStore } from '@punctual/shared/store/session-store';
import type { UserStore } from '@punctual/shared/store/user-store';
import type { CountLookup } from '../cache/cache-metrics.ts';
import { generationOf, type Seen } from '../cache/generations.ts';
import { Held, leftAfter } from '../cache/held.ts';
import type { AccessClaims } from './access-tokens.ts';

const MOST = 10_000;

export interface KnownLogin {
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
export class KnownLogins {
  readonly #parts: KnownLoginsParts;
  readonly #held = new Held<KnownLogin>(MOST);

  constructor(parts: KnownLoginsParts) {
    this.#parts = parts;
  }

  /**
   * Null unless the login is in force: it lives, it is this account's, and the account is neither disabled nor has
   * it ended its tokens since.
   */
  async inForce(claims: Pick<AccessClaims, 'sub' | 'sid' | 'ver'>, seen: Seen | null) {
    const found = await this.#find(claims, seen);
    if (!found) return null;
    const { user, session } = found;
    const isHis = session.userId.equals(user._id);
    return isHis && !user.disabledAt && user.tokenVersion === claims.ver ? found : null;
  }

  async #find(
    { sub, sid }: Pick<AccessClaims, 'sub' | 'sid'>,
    seen: Seen | null,
  ): Promise<KnownLogin | null> {
    const { users, sessions, clock, count } = this.#parts;
    const now = clock.now();
    const generation = seen && generationOf(seen, [accountName(sub)]);
    const known = generation ? this.#held.get(sid, generation) : undefined;
    const isAlive = known && known.session.expiresAt > now;
    count('login', isAlive ? 'process' : 'miss');
    if (isAlive) return known;
    const [session, user] = await Promise.all([sessions.alive(sid, now), users.byId(sub)]);
    if (!session || !user) return null;
    if (seen && generation) this.#held.keep(sid, generation, { user, session }, leftAfter(seen));
    return { user, session };
  }
}
