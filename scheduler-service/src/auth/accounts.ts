import type { Clock } from '@punctual/shared/platform/clock';
import {
  conflict,
  unauthenticated,
  validationFailed,
  wrongCredentials,
} from '@punctual/shared/platform/errors';
import { isTimezone } from '@punctual/shared/schedules/zones';
import type { SessionDocument, UserDocument } from '@punctual/shared/store/documents';
import { isDuplicateKey } from '@punctual/shared/store/errors';
import type { SessionStore } from '@punctual/shared/store/session-store';
import type { UserStore } from '@punctual/shared/store/user-store';
import type { Passwords } from './passwords.ts';
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

/** Makes accounts, and begins, renews and ends logins. */
export class Accounts {
  readonly #users: UserStore;
  readonly #sessions: SessionStore;
  readonly #passwords: Passwords;
  readonly #refreshTokens: RefreshTokens;
  readonly #clock: Clock;

  constructor(
    users: UserStore,
    sessions: SessionStore,
    passwords: Passwords,
    refreshTokens: RefreshTokens,
    clock: Clock,
  ) {
    this.#users = users;
    this.#sessions = sessions;
    this.#passwords = passwords;
    this.#refreshTokens = refreshTokens;
    this.#clock = clock;
  }

  async register({ email, password, name, timezone = 'UTC' }: Registration, origin: Origin): Promise<Login> {
    if (!isTimezone(timezone)) {
      throw validationFailed([
        { path: 'timezone', message: `“${timezone}” is not a time zone. Search for a city.` },
      ]);
    }
    const passwordHash = await this.#passwords.hash(password);
    const user = await this.#create({ email, passwordHash, name: name || null, timezone });
    return this.#begin(user, origin);
  }

  async login(email: string, password: string, origin: Origin): Promise<Login> {
    const user = await this.#users.byEmail(email);
    const fits = await this.#passwords.verify(password, user?.passwordHash ?? null);
    if (!user || !fits || user.disabledAt) throw wrongCredentials();
    return this.#begin(user, origin);
  }

  /** Spends a refresh token. A disabled account's logins end here too. */
  async refresh(token: string | null): Promise<Login> {
    const session = token ? await this.#refreshTokens.spend(token, this.#clock.now()) : null;
    const user = session ? await this.#users.byId(session.userId.toHexString()) : null;
    if (!session || !user || user.disabledAt) throw unauthenticated('Your session ended. Log in to go on.');
    return { user, session };
  }

  logout(session: SessionDocument): Promise<void> {
    return this.#sessions.end(session._id);
  }

  async #create(user: Parameters<UserStore['create']>[0]): Promise<UserDocument> {
    try {
      return await this.#users.create(user);
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      throw conflict('EMAIL_TAKEN', 'This email already has an account. Log in instead?');
    }
  }

  async #begin(user: UserDocument, origin: Origin): Promise<Login> {
    const session = await this.#sessions.create(
      { userId: user._id, seed: newSeed(), ...origin },
      this.#clock.now(),
    );
    return { user, session };
  }
}
