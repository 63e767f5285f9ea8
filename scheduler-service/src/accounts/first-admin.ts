import type { UserDocument } from '@punctual/engine/database/documents';
import { isDuplicateKey } from '@punctual/engine/database/driver-errors';
import type { Clock } from '@punctual/engine/platform/clock';
import type { Logger } from '@punctual/engine/platform/logger';
import type { OwnerSuspension } from './owner-suspension.ts';
import type { Passwords } from './passwords/passwords.ts';
import type { UserStore } from './user-store.ts';

export interface FirstAdminSettings {
  email: string | undefined;
  password: string | undefined;
}

/** Sees to it at each start that there is an administrator, as far as the settings name one. */
export class FirstAdmin {
  readonly #settings: FirstAdminSettings;
  readonly #users: UserStore;
  readonly #passwords: Passwords;
  readonly #suspension: OwnerSuspension;
  readonly #clock: Clock;
  readonly #logger: Logger;

  constructor(
    settings: FirstAdminSettings,
    users: UserStore,
    passwords: Passwords,
    suspension: OwnerSuspension,
    clock: Clock,
    logger: Logger,
  ) {
    this.#settings = settings;
    this.#users = users;
    this.#passwords = passwords;
    this.#suspension = suspension;
    this.#clock = clock;
    this.#logger = logger;
  }

  /**
   * Repairs the roster, and where no administrator is left makes the account of the settings one, which is created if
   * there is none. There is no default password: without settings there is no administrator.
   */
  async ensure(): Promise<void> {
    if (await this.#users.repairRoster())
      this.#logger.warn({}, 'The roster of administrators was wrong: it was made from the accounts again');
    const { email, password } = this.#settings;
    if (!email || (await this.#users.hasAdmin())) return;
    const found = await this.#users.byEmail(email);
    if (!found && password) await this.#create(email, password);
    // Looked for once more: another copy may have created it, and not appointed it yet.
    const account = found ?? (await this.#users.byEmail(email));
    if (account) await this.#appoint(account);
  }

  async #create(email: string, password: string): Promise<void> {
    const passwordHash = await this.#passwords.hash(password);
    const profile = { name: 'Administrator', timezone: 'UTC', emailVerifiedAt: this.#clock.now() };
    try {
      await this.#users.create({ email, passwordHash, ...profile });
    } catch (error) {
      // Another copy was first.
      if (!isDuplicateKey(error)) throw error;
    }
  }

  /** Makes an account an administrator and leaves its password, unless a stranger may have taken its address. */
  async #appoint(account: UserDocument): Promise<void> {
    const { email, _id } = account;
    if (!(await this.#isTheirs(account))) {
      this.#logger.warn(
        { email },
        'There is no administrator. ADMIN_EMAIL has an account that may be a stranger’s: it was left as it is. Reset its password by mail, or set ADMIN_PASSWORD to it, and start again',
      );
      return;
    }
    await this.#users.appoint(_id);
    await this.#suspension.sync(_id, this.#clock.now());
    this.#logger.warn({ email }, 'There was no administrator: the account of ADMIN_EMAIL is one now');
  }

  /** Tells an account whose address was verified, or that has the password of the settings, from one that anybody made. */
  async #isTheirs({ emailVerifiedAt, passwordHash }: UserDocument): Promise<boolean> {
    const { password = '' } = this.#settings;
    return emailVerifiedAt !== null || (await this.#passwords.verify(password, passwordHash));
  }
}
