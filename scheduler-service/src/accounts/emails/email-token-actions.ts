import type { Id, MailedPurpose } from '@punctual/engine/database/documents';
import type { Clock } from '@punctual/engine/platform/clock';
import { validationFailed } from '@punctual/engine/platform/errors';
import { refuse } from '../../http/refusal-words.ts';
import type { Eviction } from '../eviction.ts';
import { refuseCommonPassword } from '../passwords/common-passwords.ts';
import type { Passwords } from '../passwords/passwords.ts';
import type { UserStore } from '../user-store.ts';
import type { OneTimeTokenStore } from './one-time-token-store.ts';

const invalidLink = () => validationFailed([{ path: 'token', message: refuse((words) => words.linkUsed) }]);

/** Acts for users who show, by a link that was mailed to it, that an address is theirs. */
export class EmailTokenActions {
  readonly #users: UserStore;
  readonly #tokens: OneTimeTokenStore;
  readonly #passwords: Passwords;
  readonly #eviction: Eviction;
  readonly #clock: Clock;

  constructor(
    users: UserStore,
    tokens: OneTimeTokenStore,
    passwords: Passwords,
    eviction: Eviction,
    clock: Clock,
  ) {
    this.#users = users;
    this.#tokens = tokens;
    this.#passwords = passwords;
    this.#eviction = eviction;
    this.#clock = clock;
  }

  /**
   * Verifies an address, and returns the account that it belongs to.
   * @throws AppError 422 for a link that is not valid (any more)
   */
  async verify(token: string): Promise<Id> {
    const userId = await this.#spend(token, 'verify');
    await this.#users.verify(userId, this.#clock.now());
    return userId;
  }

  /**
   * Sets another password, ends all logins and revokes all API keys, and returns the account, its address and how many keys
   * that were. That the mail arrived verifies the address too; an identity at a provider from before that goes.
   * @throws AppError 422 for a link that is not valid (any more), and for a common password
   */
  async reset(
    token: string,
    password: string,
  ): Promise<{ userId: Id; email: string | undefined; revokedApiKeys: number }> {
    refuseCommonPassword(password, 'password');
    // Without a valid link nothing is hashed; and a link is not spent for a password that was not stored.
    if (!(await this.#tokens.find(token, 'reset', this.#clock.now()))) throw invalidLink();
    const passwordHash = await this.#passwords.hash(password);
    const userId = await this.#spend(token, 'reset');
    await this.#users.giveToOwner(userId, passwordHash, this.#clock.now());
    const revokedApiKeys = await this.#eviction.evict(userId);
    await this.#tokens.endAll(userId);
    const email = (await this.#users.byId(userId.toHexString()))?.email;
    return { userId, email, revokedApiKeys };
  }

  async #spend(token: string, purpose: MailedPurpose): Promise<Id> {
    const spent = await this.#tokens.spend(token, purpose, this.#clock.now());
    if (!spent) throw invalidLink();
    return spent.userId;
  }
}
