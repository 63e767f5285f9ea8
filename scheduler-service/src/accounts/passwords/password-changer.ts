import { validationFailed } from '@punctual/engine/platform/errors';
import type { LoggedIn } from '../../http/caller.ts';
import { refuse } from '../../http/refusal-words.ts';
import type { Eviction } from '../eviction.ts';
import type { UserStore } from '../user-store.ts';
import { refuseCommonPassword } from './common-passwords.ts';
import type { LoginThrottle } from './login-throttle.ts';
import type { Passwords } from './passwords.ts';

const wrongPassword = () =>
  validationFailed([{ path: 'current', message: refuse((words) => words.notThePassword) }]);

const noPassword = () =>
  validationFailed([{ path: 'current', message: refuse((words) => words.noPassword) }]);

export interface PasswordChange {
  current: string;
  next: string;
  revokeApiKeys: boolean;
}

/** Changes passwords for users who know the current one. */
export class PasswordChanger {
  readonly #users: UserStore;
  readonly #eviction: Eviction;
  readonly #passwords: Passwords;
  readonly #throttle: LoginThrottle;

  constructor(users: UserStore, eviction: Eviction, passwords: Passwords, throttle: LoginThrottle) {
    this.#users = users;
    this.#eviction = eviction;
    this.#passwords = passwords;
    this.#throttle = throttle;
  }

  /**
   * Changes the password first and ends the other logins, and revokes the API keys if it shall, second; returns how
   * many keys that were. A login that begins with the old password in
   * between looks at the account once more, and ends.
   * @throws AppError 422 if the current password is wrong, be it because it was changed a moment ago; 429 after
   * too many wrong ones: a stolen token is no way to guess it
   */
  async change(
    { user, session }: LoggedIn,
    { current, next, revokeApiKeys }: PasswordChange,
    ip: string | null,
  ): Promise<number> {
    if (user.passwordHash === null) throw noPassword();
    const from = user.passwordHash;
    refuseCommonPassword(next, 'next');
    const check = async () => (await this.#passwords.verify(current, from)) || null;
    if (!(await this.#throttle.checkPassword(user.email, { ip, login: session._id.toHexString() }, check)))
      throw wrongPassword();
    const hash = await this.#passwords.hash(next);
    if (!(await this.#users.changePassword(user._id, from, hash))) throw wrongPassword();
    return this.#eviction.evict(user._id, { session, apiKeys: !revokeApiKeys });
  }
}
