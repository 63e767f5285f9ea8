import { DEFAULT_LANGUAGE, type Language } from '@punctual/contracts/language';
import { HOUR_MS } from '@punctual/contracts/time';
import type { MailedPurpose, UserDocument } from '@punctual/engine/database/documents';
import type { Clock } from '@punctual/engine/platform/clock';
import type { LoginThrottle } from '../passwords/login-throttle.ts';
import type { Passwords } from '../passwords/passwords.ts';
import type { UserStore } from '../user-store.ts';
import type { BackgroundTasks } from './background-tasks.ts';
import { alreadyRegisteredMail, resetMail, secondFactorMail, verificationMail } from './email-texts.ts';
import { MAIL_WORDS, type MailWords } from './mail-words.ts';
import type { Mail, Mailer } from './mailer.ts';
import type { OneTimeTokenStore } from './one-time-token-store.ts';

const LINKS = {
  verify: { page: '/verify', validMs: 24 * HOUR_MS },
  reset: { page: '/reset', validMs: HOUR_MS },
};

/**
 * Mails links that work once, and notices. The request for a link is answered before anything of an account is looked
 * at, so that neither the answer nor its time shows if there is one. A mail is in the language of its account, or else
 * in that of the request.
 */
export class AccountEmails {
  readonly #users: UserStore;
  readonly #tokens: OneTimeTokenStore;
  readonly #passwords: Passwords;
  readonly #throttle: LoginThrottle;
  readonly #mailer: Mailer;
  readonly #background: BackgroundTasks;
  readonly #publicUrl: URL;
  readonly #clock: Clock;

  constructor(
    users: UserStore,
    tokens: OneTimeTokenStore,
    passwords: Passwords,
    throttle: LoginThrottle,
    mailer: Mailer,
    background: BackgroundTasks,
    publicUrl: URL,
    clock: Clock,
  ) {
    this.#users = users;
    this.#tokens = tokens;
    this.#passwords = passwords;
    this.#throttle = throttle;
    this.#mailer = mailer;
    this.#background = background;
    this.#publicUrl = publicUrl;
    this.#clock = clock;
  }

  /**
   * Asks to confirm a registration. An unconfirmed account may be that of another person who registered the
   * address first: only with its password is the mail a link to confirm it. Without it, the mail leads to
   * choosing another password, which takes a mail as well.
   */
  confirmRegistration({ email, password }: { email: string; password: string }, language: Language): void {
    this.#mail(email, language, async (user, words) => {
      const isTheirs = !user.emailVerifiedAt && (await this.#passwords.verify(password, user.passwordHash));
      if (!isTheirs) return alreadyRegisteredMail(email, this.#publicUrl, words);
      return verificationMail(email, await this.#createLink(user, 'verify'), words);
    });
  }

  /** Asks to confirm the address that a provider stated, and has not verified itself. */
  confirmStated(email: string, language: Language): void {
    this.#mail(email, language, async (user, words) =>
      verificationMail(user.email, await this.#createLink(user, 'verify'), words),
    );
  }

  resetPassword(email: string, language: Language): void {
    this.#mail(email, language, async (user, words) =>
      resetMail(user.email, await this.#createLink(user, 'reset'), words),
    );
  }

  /** Tells the owner of an account that its second factor was switched on or off: it may not have been them. */
  tellSecondFactor({ email, language }: UserDocument, state: 'on' | 'off', requested?: Language): void {
    const words = MAIL_WORDS[language ?? requested ?? DEFAULT_LANGUAGE];
    const mail = secondFactorMail(email, state, this.#publicUrl, words);
    this.#background.run('Mailing a notice', () => this.#mailer.send(mail));
  }

  #mail(
    email: string,
    language: Language,
    write: (user: UserDocument, words: MailWords) => Promise<Mail>,
  ): void {
    this.#background.run('Mailing a link', async () => {
      const user = await this.#users.byTypedEmail(email);
      if (!user || user.disabledAt || !(await this.#throttle.allowMail(user.email))) return;
      await this.#mailer.send(await write(user, MAIL_WORDS[user.language ?? language]));
    });
  }

  /** Creates a link with its token behind `#`, which browsers keep from servers and from other sites. */
  async #createLink({ _id: userId }: UserDocument, purpose: MailedPurpose): Promise<URL> {
    const { page, validMs } = LINKS[purpose];
    const expiresAt = new Date(this.#clock.now().getTime() + validMs);
    const token = await this.#tokens.create(userId, purpose, expiresAt);
    return new URL(`${page}#token=${token}`, this.#publicUrl);
  }
}
