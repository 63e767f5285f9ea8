import type { Id, MailedPurpose, OneTimeTokenDocument } from '@punctual/engine/database/documents';
import type { Clock } from '@punctual/engine/platform/clock';
import { validationFailed } from '@punctual/engine/platform/errors';
import { refuseCommonPassword } from '../passwords/common-passwords.ts';
import type { Passwords } from '../passwords/passwords.ts';
import { secretHash } from '../secret-hash.ts';
import type { SessionStore } from '../sessions/session-store.ts';
import type { UserStore } from '../user-store.ts';
import type { OneTimeTokenStore } from './one-time-token-store.ts';

export interface ProvenAddressParts {
  users: UserStore;
  sessions: SessionStore;
  tokens: OneTimeTokenStore;
  passwords: Passwords;
  clock: Clock;
}

const spent = () =>
  validationFailed([
    { path: 'token', message: 'This link has been used, or it has ended. Ask for a new one.' },
  ]);

/** What somebody may do who has shown, by a link that was mailed to it, that an address is his. */
export class EmailTokenActions {
  readonly #parts: ProvenAddressParts;

  constructor(parts: ProvenAddressParts) {
    this.#parts = parts;
  }

  /**
   * Answers whose address it is.
   * @throws AppError 422 for a link that is not good (any more)
   */
  async verify(token: string): Promise<Id> {
    const { userId } = await this.#spend(token, 'verify');
    await this.#parts.users.verify(userId, this.#parts.clock.now());
    return userId;
  }

  /**
   * Sets another password and ends all logins, and answers whose. That the mail arrived verifies the address too.
   * @throws AppError 422 for a link that is not good (any more), and for a common password
   */
  async reset(token: string, password: string): Promise<Id> {
    const { users, sessions, tokens, passwords, clock } = this.#parts;
    refuseCommonPassword(password, 'password');
    // Nobody without a good link makes us hash; and a link is not spent for a password that was not stored.
    if (!(await tokens.isGood(secretHash(token), 'reset', clock.now()))) throw spent();
    const passwordHash = await passwords.hash(password);
    const { userId } = await this.#spend(token, 'reset');
    await users.setPassword(userId, passwordHash);
    await users.verify(userId, clock.now());
    await sessions.endAll(userId);
    await tokens.endAll(userId);
    return userId;
  }

  async #spend(token: string, purpose: MailedPurpose): Promise<OneTimeTokenDocument> {
    const found = await this.#parts.tokens.spend(secretHash(token), purpose, this.#parts.clock.now());
    if (!found) throw spent();
    return found;
  }
}
