import type { MailedPurpose, UserDocument } from '@punctual/engine/database/documents';
import type { Clock } from '@punctual/engine/platform/clock';
import type { LoginThrottle } from '../passwords/login-throttle.ts';
import type { Passwords } from '../passwords/passwords.ts';
import { secretHash } from '../secret-hash.ts';
import type { UserStore } from '../user-store.ts';
import type { BackgroundTasks } from './background-tasks.ts';
import { alreadyRegisteredMail, resetMail, verificationMail } from './email-texts.ts';
import { newLinkToken } from './link-tokens.ts';
import type { Mail, Mailer } from './mailer.ts';
import type { OneTimeTokenStore } from './one-time-token-store.ts';

const HOUR = 60 * 60 * 1_000;
const LIVES = {
  verify: { page: '/verify', ms: 24 * HOUR },
  reset: { page: '/reset', ms: HOUR },
};

export interface MailedLinksParts {
  users: UserStore;
  tokens: OneTimeTokenStore;
  passwords: Passwords;
  attempts: LoginThrottle;
  mailer: Mailer;
  later: BackgroundTasks;
  publicUrl: URL;
  clock: Clock;
}

/**
 * Mails links that work once. Who asked is answered before anything of an account is looked at: neither the
 * answer nor its time tells whether there is one.
 */
export class AccountEmails {
  readonly #parts: MailedLinksParts;

  constructor(parts: MailedLinksParts) {
    this.#parts = parts;
  }

  /**
   * Whoever registered an address first and has not confirmed it may be somebody else: only who knows the
   * password is asked to confirm. Anybody else is led to choose another one, which takes a mail as well.
   */
  confirmRegistration({ email, password }: { email: string; password: string }): void {
    const { passwords, publicUrl } = this.#parts;
    this.#mail(email, async (user) => {
      const isHis = !user.emailVerifiedAt && (await passwords.verify(password, user.passwordHash));
      if (!isHis) return alreadyRegisteredMail(email, publicUrl);
      return verificationMail(email, await this.#link(user, 'verify'));
    });
  }

  resetPassword(email: string): void {
    this.#mail(email, async (user) => resetMail(email, await this.#link(user, 'reset')));
  }

  #mail(email: string, write: (user: UserDocument) => Promise<Mail>): void {
    const { users, attempts, mailer, later } = this.#parts;
    later.run('Mailing a link', async () => {
      const user = await users.byEmail(email);
      if (!user || user.disabledAt || !(await attempts.allowMail(user._id.toHexString()))) return;
      await mailer.send(await write(user));
    });
  }

  /** The token stands behind `#`, which browsers keep from servers and from other sites. */
  async #link({ _id: userId }: UserDocument, purpose: MailedPurpose): Promise<URL> {
    const { tokens, clock, publicUrl } = this.#parts;
    const token = newLinkToken();
    const { page, ms } = LIVES[purpose];
    const expiresAt = new Date(clock.now().getTime() + ms);
    await tokens.create({ userId, purpose, hash: secretHash(token), expiresAt });
    return new URL(`${page}#token=${token}`, publicUrl);
  }
}
