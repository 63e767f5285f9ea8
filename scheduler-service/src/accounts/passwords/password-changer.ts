import { validationFailed } from '@punctual/engine/platform/errors';
import type { LoggedIn } from '../../http/caller.ts';
import type { SessionStore } from '../sessions/session-store.ts';
import type { UserStore } from '../user-store.ts';
import { refuseCommonPassword } from './common-passwords.ts';
import type { LoginThrottle } from './login-throttle.ts';
import type { Passwords } from './passwords.ts';

const wrongPassword = () =>
  validationFailed([{ path: 'current', message: 'This is not your current password.' }]);

export interface PasswordChange {
  current: string;
  next: string;
}

/** Changes passwords for users who know the current one. */
export class PasswordChanger {
  readonly #users: UserStore;
  readonly #sessions: SessionStore;
  readonly #passwords: Passwords;
  readonly #throttle: LoginThrottle;

  constructor(users: UserStore, sessions: SessionStore, passwords: Passwords, throttle: LoginThrottle) {
    this.#users = users;
    this.#sessions = sessions;
    this.#passwords = passwords;
    this.#throttle = throttle;
  }

  /**
   * Changes the password first and ends the other logins second: a login that begins with the old password in
   * between looks at the account once more, and ends.
   * @throws AppError 422 if the current password is wrong, be it because it was changed a moment ago; 429 after
   * too many wrong ones: a stolen token is no way to guess it
   */
  async change(
    { user, session }: LoggedIn,
    { current, next }: PasswordChange,
    ip: string | null,
  ): Promise<void> {
    refuseCommonPassword(next, 'next');
    const check = async () => (await this.#passwords.verify(current, user.passwordHash)) || null;
    if (!(await this.#throttle.checkPassword(user.email, ip, check))) throw wrongPassword();
    const hash = await this.#passwords.hash(next);
    if (!(await this.#users.changePassword(user._id, user.passwordHash, hash))) throw wrongPassword();
    await this.#sessions.endAll(user._id, session._id);
  }
}
