import { validationFailed } from '@punctual/engine/platform/errors';
import type { LoggedIn } from '../../http/caller.ts';
import type { SessionStore } from '../sessions/session-store.ts';
import type { UserStore } from '../user-store.ts';
import { refuseCommonPassword } from './common-passwords.ts';
import type { LoginThrottle } from './login-throttle.ts';
import type { Passwords } from './passwords.ts';

const wrongPassword = () =>
  validationFailed([{ path: 'current', message: 'This is not your current password.' }]);

export interface OwnPasswordParts {
  users: UserStore;
  sessions: SessionStore;
  passwords: Passwords;
  attempts: LoginThrottle;
}

export interface PasswordChange {
  current: string;
  next: string;
}

/** Changes the password of whoever knows the current one. */
export class PasswordChanger {
  readonly #parts: OwnPasswordParts;

  constructor(parts: OwnPasswordParts) {
    this.#parts = parts;
  }

  /**
   * The password first, the other logins second: one that begins with the old password in between looks at
   * the account once more, and ends.
   * @throws AppError 422 if the current password is wrong, be it because it was changed a moment ago; 429 after
   * too many wrong ones: a token that was stolen is no way to guess it
   */
  async change({ user, session }: LoggedIn, { current, next }: PasswordChange, ip: string | null) {
    const { users, sessions, passwords, attempts } = this.#parts;
    refuseCommonPassword(next, 'next');
    const check = async () => (await passwords.verify(current, user.passwordHash)) || null;
    if (!(await attempts.checkPassword(user.email, ip, check))) throw wrongPassword();
    const hash = await passwords.hash(next);
    if (!(await users.changePassword(user._id, user.passwordHash, hash))) throw wrongPassword();
    await sessions.endAll(user._id, session._id);
  }
}
