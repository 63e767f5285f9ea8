import type { Id } from '@punctual/engine/database/documents';
import type { ApiKeyStore } from '../accounts/api-keys/api-key-store.ts';
import type { SessionStore } from '../accounts/sessions/session-store.ts';
import type { Permitting, UserStore } from '../accounts/user-store.ts';
import type { Caller } from '../http/caller.ts';

/** Looks up, for many callers at once, whether the credentials that let them in still do. */
export class Standing {
  readonly #users: UserStore;
  readonly #sessions: SessionStore;
  readonly #apiKeys: ApiKeyStore;

  constructor(users: UserStore, sessions: SessionStore, apiKeys: ApiKeyStore) {
    this.#users = users;
    this.#sessions = sessions;
    this.#apiKeys = apiKeys;
  }

  /** Finds the callers whose login or key has not ended and whose account is as it was: three reads, however many. */
  async findValid(callers: Caller[], now: Date): Promise<Set<Caller>> {
    const idsOf = (select: (caller: Caller) => Id | undefined) => {
      const ids = callers.flatMap((caller) => select(caller) ?? []);
      return [...new Map(ids.map((id) => [id.toHexString(), id])).values()];
    };
    const [users, sessions, apiKeys] = await Promise.all([
      this.#users.findStanding(idsOf(({ userId }) => userId)),
      this.#sessions.findAlive(
        idsOf(({ session }) => session?._id),
        now,
      ),
      this.#apiKeys.findInForce(
        idsOf(({ apiKey }) => apiKey?._id),
        now,
      ),
    ]);
    const credentials = new Set([...sessions, ...apiKeys].map((id) => id.toHexString()));
    return new Set(
      callers.filter((caller) => {
        const credential = caller.session ?? caller.apiKey;
        return (
          isSame(caller, users.get(caller.userId.toHexString())) &&
          credential !== null &&
          credentials.has(credential._id.toHexString())
        );
      }),
    );
  }
}

/**
 * Tells an account that would let its caller in as the same: enabled, with the same role, its tokens not ended, and
 * with a second factor if it had one, since the settings may demand it.
 */
const isSame = ({ role, user }: Caller, now: Permitting | undefined): boolean =>
  now !== undefined &&
  !now.disabledAt &&
  now.role === role &&
  now.tokenVersion === user.tokenVersion &&
  Boolean(now.secondFactor) === Boolean(user.secondFactor);
