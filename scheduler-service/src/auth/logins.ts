import type { Language } from '@punctual/contracts/language';
import type { OidcIdentity, SessionDocument, UserDocument } from '@punctual/engine/database/documents';
import { isDuplicateKey } from '@punctual/engine/database/driver-errors';
import type { Clock } from '@punctual/engine/platform/clock';
import {
  accountDisabled,
  conflict,
  unauthenticated,
  wrongCode,
  wrongCredentials,
} from '@punctual/engine/platform/errors';
import type { AccountEmails } from '../accounts/emails/account-emails.ts';
import { parseTimezone } from '../accounts/parse-timezone.ts';
import { refuseCommonPassword } from '../accounts/passwords/common-passwords.ts';
import type { LoginThrottle, Sender } from '../accounts/passwords/login-throttle.ts';
import type { Passwords } from '../accounts/passwords/passwords.ts';
import type { CodeCheck, CodeKind } from '../accounts/second-factor/code-check.ts';
import type { SessionStore } from '../accounts/sessions/session-store.ts';
import type { NewUser, UserStore } from '../accounts/user-store.ts';
import { refuse } from '../http/refusal-words.ts';
import type { PendingLogin, PendingLogins } from './pending-logins.ts';
import { createSeed, type RefreshTokens } from './refresh-tokens.ts';

export interface Registration {
  email: string;
  password: string;
  name?: string | undefined;
  timezone?: string | undefined;
}

/** The place that a login comes from. */
export interface Origin extends Pick<Sender, 'ip' | 'device'> {
  userAgent: string | null;
  /** The language that the program accepts. */
  language: Language;
}

export interface Login {
  user: UserDocument;
  session: SessionDocument;
}

/** A login whose password was right, and whose second step is due: not a login yet. */
export interface HalfLogin {
  user: UserDocument;
  pendingLogin: string;
}

const loginOver = () => unauthenticated(refuse((words) => words.loginOver));

const isSameIdentity = (one: OidcIdentity | undefined, other: OidcIdentity | undefined): boolean =>
  one?.issuer === other?.issuer && one?.subject === other?.subject;

/** Registers accounts, and begins, renews and ends their logins. */
export class Logins {
  readonly #users: UserStore;
  readonly #sessions: SessionStore;
  readonly #passwords: Passwords;
  readonly #refreshTokens: RefreshTokens;
  readonly #throttle: LoginThrottle;
  readonly #pending: PendingLogins;
  readonly #codes: CodeCheck;
  readonly #verification: AccountEmails | null;
  readonly #clock: Clock;

  /** @param verification null unless addresses must be verified: mails what became of a registration */
  constructor(
    users: UserStore,
    sessions: SessionStore,
    passwords: Passwords,
    refreshTokens: RefreshTokens,
    throttle: LoginThrottle,
    pending: PendingLogins,
    codes: CodeCheck,
    verification: AccountEmails | null,
    clock: Clock,
  ) {
    this.#users = users;
    this.#sessions = sessions;
    this.#passwords = passwords;
    this.#refreshTokens = refreshTokens;
    this.#throttle = throttle;
    this.#pending = pending;
    this.#codes = codes;
    this.#verification = verification;
    this.#clock = clock;
  }

  /**
   * Creates an account and logs in; null where the address must be verified first. Then no answer shows if it
   * had an account already: the mail does.
   */
  async register(registration: Registration, origin: Origin): Promise<Login | null> {
    const { email, password, name, timezone = 'UTC' } = registration;
    const profile = { email, name: name || null, timezone: parseTimezone(timezone) };
    refuseCommonPassword(password, 'password');
    await this.#throttle.register(origin);
    const passwordHash = await this.#passwords.hash(password);
    const user = await this.#create({ ...profile, passwordHash });
    this.#verification?.confirmRegistration(registration, origin.language);
    if (this.#verification) return null;
    if (!user)
      throw conflict(
        'EMAIL_TAKEN',
        refuse((words) => words.emailTaken),
      );
    return this.#begin(user, origin);
  }

  /**
   * Logs in, or takes the first of two steps where the account has a second factor.
   * @throws AppError 401 for a wrong pair, whatever is wrong about it; 403 for a disabled account, but only with
   * its password
   */
  async login(email: string, password: string, origin: Origin): Promise<Login | HalfLogin> {
    const check = () => this.#findByPassword(email, password);
    const user = await this.#throttle.checkPassword(email, origin, check);
    if (!user) throw wrongCredentials();
    if (user.disabledAt) throw accountDisabled();
    if (user.secondFactor) return this.#beginHalf(user, 'password');
    const login = await this.#begin(user, origin);
    // The password may have been changed meanwhile, or a second factor set up, and all logins ended but this one.
    const now = await this.#users.byId(user._id.toHexString());
    if (now?.passwordHash === user.passwordHash && !now.secondFactor) return login;
    await this.logout(login.session);
    throw wrongCredentials();
  }

  /**
   * Logs in somebody whom a provider has named, or takes the first of two steps where the account has a second factor.
   * @throws AppError 403 for a disabled account
   */
  async enter(user: UserDocument, origin: Origin): Promise<Login | HalfLogin> {
    if (user.disabledAt) throw accountDisabled();
    if (!user.emailVerifiedAt) this.#verification?.confirmStated(user.email, origin.language);
    const { secondFactor } = user;
    const begun = secondFactor ? await this.#beginHalf(user, 'provider') : await this.#begin(user, origin);
    // The account may have been given to the owner of its address meanwhile, or a second factor set up.
    const now = await this.#users.byId(user._id.toHexString());
    if (isSameIdentity(now?.oidc, user.oidc) && (secondFactor || !now?.secondFactor)) return begun;
    if ('session' in begun) await this.logout(begun.session);
    throw loginOver();
  }

  /**
   * Finds a login that has passed its first step.
   * @throws AppError 401 if it is over
   */
  async findPending(token: string): Promise<PendingLogin> {
    const pending = await this.#pending.find(token);
    if (!pending) throw loginOver();
    return pending;
  }

  /**
   * Takes the second step of a login.
   * @throws AppError 401 for a wrong code, or if the login is over; 403 for a disabled account; 429 after too many
   * wrong codes
   */
  async complete(pending: PendingLogin, code: string, origin: Origin): Promise<Login & { kind: CodeKind }> {
    const { user } = pending;
    if (user.disabledAt) throw accountDisabled();
    const kind = await this.#codes.use(user, code, origin);
    if (!kind) throw wrongCode();
    if (!(await this.#pending.end(pending))) throw loginOver();
    const login = await this.#begin(user, origin);
    // As at the first step: what it was based on may have changed, and all logins ended but this one.
    const now = await this.#users.byId(user._id.toHexString());
    if (now?.secondFactor && this.#pending.isFor(pending, now)) return { ...login, user: now, kind };
    await this.logout(login.session);
    throw loginOver();
  }

  /** Spends a refresh token. The logins of a disabled account end here too. */
  async refresh(token: string | null): Promise<Login> {
    const session = token ? await this.#refreshTokens.spend(token, this.#clock.now()) : null;
    const user = session ? await this.#users.byId(session.userId.toHexString()) : null;
    if (!session || !user || user.disabledAt) throw unauthenticated(refuse((words) => words.sessionEnded));
    return { user, session };
  }

  logout(session: SessionDocument): Promise<void> {
    return this.#sessions.end(session);
  }

  /** Finds the account that has this password, disabled or not. */
  async #findByPassword(email: string, password: string): Promise<UserDocument | null> {
    const user = await this.#users.byTypedEmail(email);
    const fits = await this.#passwords.verify(password, user?.passwordHash ?? null);
    return user && fits ? user : null;
  }

  /** Creates an account; null if the address has one. */
  async #create(user: NewUser): Promise<UserDocument | null> {
    try {
      return await this.#users.create(user);
    } catch (error) {
      if (isDuplicateKey(error)) return null;
      throw error;
    }
  }

  async #beginHalf(user: UserDocument, by: 'password' | 'provider'): Promise<HalfLogin> {
    return { user, pendingLogin: await this.#pending.begin(user, by) };
  }

  async #begin(user: UserDocument, { ip, userAgent }: Origin): Promise<Login> {
    const seed = createSeed();
    const session = await this.#sessions.create({ userId: user._id, seed, ip, userAgent }, this.#clock.now());
    return { user, session };
  }
}
