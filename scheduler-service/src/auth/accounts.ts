import type { SessionDocument, UserDocument } from '@punctual/engine/database/documents';
import { isDuplicateKey } from '@punctual/engine/database/driver-errors';
import type { Clock } from '@punctual/engine/platform/clock';
import {
  accountDisabled,
  conflict,
  unauthenticated,
  wrongCredentials,
} from '@punctual/engine/platform/errors';
import type { AccountEmails } from '../accounts/emails/account-emails.ts';
import { knownTimezone } from '../accounts/known-timezone.ts';
import { refuseCommonPassword } from '../accounts/passwords/common-passwords.ts';
import type { LoginThrottle } from '../accounts/passwords/login-throttle.ts';
import type { Passwords } from '../accounts/passwords/passwords.ts';
import type { SessionStore } from '../accounts/sessions/session-store.ts';
import type { NewUser, UserStore } from '../accounts/user-store.ts';
import { newSeed, type RefreshTokens } from './refresh-tokens.ts';

export interface Registration {
  email: string;
  password: string;
  name?: string | undefined;
  timezone?: string | undefined;
}

/** Where a login comes from. */
export interface Origin {
  ip: string | null;
  userAgent: string | null;
}

export interface Login {
  user: UserDocument;
  session: SessionDocument;
}

export interface AccountsParts {
  users: UserStore;
  sessions: SessionStore;
  passwords: Passwords;
  refreshTokens: RefreshTokens;
  attempts: LoginThrottle;
  /** Where addresses must be verified: tells by mail what became of a registration. */
  verification: AccountEmails | null;
  clock: Clock;
}

/** Makes accounts, and begins, renews and ends logins. */
export class Accounts {
  readonly #parts: AccountsParts;

  constructor(parts: AccountsParts) {
    this.#parts = parts;
  }

  /**
   * Makes an account and logs in; null where the address must be verified first. Then nothing tells whether it
   * had an account already: the mail does.
   */
  async register(registration: Registration, origin: Origin): Promise<Login | null> {
    const { email, password, name, timezone = 'UTC' } = registration;
    const { attempts, passwords, verification } = this.#parts;
    const profile = { email, name: name || null, timezone: knownTimezone(timezone) };
    refuseCommonPassword(password, 'password');
    await attempts.register(origin.ip);
    const passwordHash = await passwords.hash(password);
    const user = await this.#create({ ...profile, passwordHash });
    verification?.confirmRegistration(registration);
    if (verification) return null;
    if (!user) throw conflict('EMAIL_TAKEN', 'This email already has an account. Log in instead?');
    return this.#begin(user, origin);
  }

  /**
   * @throws AppError 401 for a wrong pair, whatever is wrong about it; 403 for a disabled account, told to nobody
   * but who knows its password
   */
  async login(email: string, password: string, origin: Origin): Promise<Login> {
    const check = () => this.#known(email, password);
    const user = await this.#parts.attempts.checkPassword(email, origin.ip, check);
    if (!user) throw wrongCredentials();
    if (user.disabledAt) throw accountDisabled();
    const login = await this.#begin(user, origin);
    // The password may have been changed meanwhile, and all logins ended but this one.
    const now = await this.#parts.users.byEmail(email);
    if (now?.passwordHash === user.passwordHash) return login;
    await this.logout(login.session);
    throw wrongCredentials();
  }

  /** Spends a refresh token. A disabled account's logins end here too. */
  async refresh(token: string | null): Promise<Login> {
    const { refreshTokens, users, clock } = this.#parts;
    const session = token ? await refreshTokens.spend(token, clock.now()) : null;
    const user = session ? await users.byId(session.userId.toHexString()) : null;
    if (!session || !user || user.disabledAt) throw unauthenticated('Your session ended. Log in to go on.');
    return { user, session };
  }

  logout(session: SessionDocument): Promise<void> {
    return this.#parts.sessions.end(session);
  }

  /** The account whose password this is, disabled or not. */
  async #known(email: string, password: string): Promise<UserDocument | null> {
    const user = await this.#parts.users.byEmail(email);
    const fits = await this.#parts.passwords.verify(password, user?.passwordHash ?? null);
    return user && fits ? user : null;
  }

  /** The new account; null if the address has one. */
  async #create(user: NewUser): Promise<UserDocument | null> {
    try {
      return await this.#parts.users.create(user);
    } catch (error) {
      if (isDuplicateKey(error)) return null;
      throw error;
    }
  }

  async #begin(user: UserDocument, origin: Origin): Promise<Login> {
    const { sessions, clock } = this.#parts;
    const session = await sessions.create({ userId: user._id, seed: newSeed(), ...origin }, clock.now());
    return { user, session };
  }
}
