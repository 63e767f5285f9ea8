import { MINUTE_MS, SECOND_MS } from '@punctual/contracts/time';
import type { OneTimeTokenDocument, UserDocument } from '@punctual/engine/database/documents';
import type { Clock } from '@punctual/engine/platform/clock';
import type { OneTimeTokenStore } from '../accounts/emails/one-time-token-store.ts';
import { secretHash } from '../accounts/secret-hash.ts';
import type { UserStore } from '../accounts/user-store.ts';

const PENDING_MS = 5 * MINUTE_MS;
/** Logins of an account that may wait at once. */
const MAX_PENDING = 10;

/** Seconds within which the second step must follow the first. */
export const PENDING_SECONDS = PENDING_MS / SECOND_MS;

/** A login that has passed its first step. It lets its holder do nothing but try the second one. */
export interface PendingLogin {
  user: UserDocument;
  document: OneTimeTokenDocument;
}

const markOf = ({ passwordHash }: UserDocument): string => secretHash(passwordHash ?? '');

/** Keeps logins that wait for their second step. */
export class PendingLogins {
  readonly #tokens: OneTimeTokenStore;
  readonly #users: UserStore;
  readonly #clock: Clock;

  constructor(tokens: OneTimeTokenStore, users: UserStore, clock: Clock) {
    this.#tokens = tokens;
    this.#users = users;
    this.#clock = clock;
  }

  /**
   * Begins the wait of a user whose password was right, or whom a provider has named, and returns the token that
   * continues the login. One more than may wait ends the oldest.
   */
  async begin(user: UserDocument, by: 'password' | 'provider'): Promise<string> {
    const until = new Date(this.#clock.now().getTime() + PENDING_MS);
    const mark = by === 'password' ? markOf(user) : undefined;
    const token = await this.#tokens.create(user._id, 'login', until, mark);
    await this.#tokens.keepNewest(user._id, 'login', MAX_PENDING);
    return token;
  }

  /** Finds the login of a token, with its account as it is now; null if it is over. */
  async find(token: string): Promise<PendingLogin | null> {
    const document = await this.#tokens.find(token, 'login', this.#clock.now());
    const user = document && (await this.#users.byId(document.userId.toHexString()));
    return user ? { user, document } : null;
  }

  /** Ends the wait; returns if it had not ended: of several that try, one succeeds. */
  async end({ document }: PendingLogin): Promise<boolean> {
    return this.#tokens.remove(document);
  }

  /** Says if an account, as it is now, still has the password that passed the first step, if it was one. */
  isFor({ document }: PendingLogin, user: UserDocument): boolean {
    return document.passwordMark === undefined || document.passwordMark === markOf(user);
  }
}
