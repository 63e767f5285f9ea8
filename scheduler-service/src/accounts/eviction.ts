import type { Id, SessionDocument } from '@punctual/engine/database/documents';
import type { Clock } from '@punctual/engine/platform/clock';
import type { ApiKeyStore } from './api-keys/api-key-store.ts';
import type { OneTimeTokenStore } from './emails/one-time-token-store.ts';
import type { SessionStore } from './sessions/session-store.ts';

export interface Kept {
  /** A login that goes on; none unless it is given. */
  session?: SessionDocument;
  /** The API keys go on; they are revoked otherwise. */
  apiKeys?: boolean;
}

/** Ends what lets somebody into an account: whoever held a login for a moment may have made a key. */
export class Eviction {
  readonly #sessions: SessionStore;
  readonly #tokens: OneTimeTokenStore;
  readonly #apiKeys: ApiKeyStore;
  readonly #clock: Clock;

  constructor(sessions: SessionStore, tokens: OneTimeTokenStore, apiKeys: ApiKeyStore, clock: Clock) {
    this.#sessions = sessions;
    this.#tokens = tokens;
    this.#apiKeys = apiKeys;
    this.#clock = clock;
  }

  /**
   * Ends all logins, those that wait for their second step too, and revokes all keys, but for those that are kept;
   * returns how many keys were revoked. The logins end first: a key that is made meanwhile is either found here, or its
   * maker finds the login ended and revokes it.
   */
  async evict(userId: Id, { session, apiKeys = false }: Kept = {}): Promise<number> {
    await this.#tokens.endAll(userId, 'login');
    await this.#sessions.endAll(userId, session?._id);
    return apiKeys ? 0 : this.#apiKeys.revokeAll(userId, this.#clock.now());
  }
}
