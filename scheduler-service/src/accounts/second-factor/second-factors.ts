import type { Said } from '@punctual/contracts/language';
import { MINUTE_MS } from '@punctual/contracts/time';
import type { Id, UserDocument } from '@punctual/engine/database/documents';
import type { Clock } from '@punctual/engine/platform/clock';
import {
  conflict,
  notAvailable,
  notFound,
  validationFailed,
  wrongCode,
} from '@punctual/engine/platform/errors';
import type { SecretCipher } from '@punctual/engine/platform/secret-cipher';
import type { LoggedIn } from '../../http/caller.ts';
import { refuse } from '../../http/refusal-words.ts';
import type { AccountEmails } from '../emails/account-emails.ts';
import type { Eviction } from '../eviction.ts';
import type { LoginThrottle, Sender } from '../passwords/login-throttle.ts';
import type { Passwords } from '../passwords/passwords.ts';
import type { UserStore } from '../user-store.ts';
import { type CodeCheck, sealedFor } from './code-check.ts';
import { createRecoveryCodes } from './recovery-codes.ts';
import type { SecondFactorStore } from './second-factor-store.ts';
import { buildUri, createSecret, findStep } from './totp.ts';

/** A secret that was offered may be confirmed for this long. */
const OFFER_MS = 10 * MINUTE_MS;

const noKey = () => notAvailable([{ path: '', message: refuse((words) => words.noSecondFactorHere) }]);
const hasOne = () =>
  conflict(
    'SECOND_FACTOR_ON',
    refuse((words) => words.hasSecondFactor),
  );
const hasNone = () =>
  conflict(
    'SECOND_FACTOR_OFF',
    refuse((words) => words.noSecondFactor),
  );
const noOffer = () =>
  conflict(
    'SETUP_OVER',
    refuse((words) => words.setupOver),
  );
const wrong = (path: 'password' | 'code', message: Said) => validationFailed([{ path, message }]);

/** Proves that a change is made by the owner of an account, and not by whoever holds a login of theirs. */
export interface Proof {
  /** None for an account that has none. */
  password?: string | undefined;
  code: string;
}

/** Sets up second factors, and removes them. API keys stay: a change of the second factor is no theft of one. */
export class SecondFactors {
  readonly #store: SecondFactorStore;
  readonly #users: UserStore;
  readonly #cipher: SecretCipher | null;
  readonly #codes: CodeCheck;
  readonly #passwords: Passwords;
  readonly #throttle: LoginThrottle;
  readonly #eviction: Eviction;
  readonly #emails: AccountEmails | null;
  readonly #clock: Clock;

  constructor(
    store: SecondFactorStore,
    users: UserStore,
    cipher: SecretCipher | null,
    codes: CodeCheck,
    passwords: Passwords,
    throttle: LoginThrottle,
    eviction: Eviction,
    emails: AccountEmails | null,
    clock: Clock,
  ) {
    this.#store = store;
    this.#users = users;
    this.#cipher = cipher;
    this.#codes = codes;
    this.#passwords = passwords;
    this.#throttle = throttle;
    this.#eviction = eviction;
    this.#emails = emails;
    this.#clock = clock;
  }

  get isAvailable(): boolean {
    return this.#cipher !== null;
  }

  /**
   * Offers a secret for an app; it counts once a code of it is confirmed.
   * @throws AppError 409 if there is a second factor; 422 for a wrong password, or where there is no key to seal with
   */
  async offer(
    { user, session }: LoggedIn,
    password: string | undefined,
    ip: string | null,
  ): Promise<{ secret: string; uri: string }> {
    if (!this.#cipher) throw noKey();
    await this.#requirePassword(user, password, senderOf(session, ip));
    const secret = createSecret();
    const until = new Date(this.#clock.now().getTime() + OFFER_MS);
    const sealed = this.#cipher.seal(secret, sealedFor(user._id));
    if (!(await this.#store.offer(user._id, sealed, until))) throw hasOne();
    return { secret, uri: buildUri(secret, user.email) };
  }

  /**
   * Switches the second factor on by a code of the secret that was offered, ends all other logins, which had none, and
   * returns the recovery codes.
   * @throws AppError 409 if nothing was offered, or too long ago; 422 for a wrong code
   */
  async confirm({ userId, session, language }: LoggedIn, code: string): Promise<string[]> {
    const now = this.#clock.now();
    const user = await this.#users.byId(userId.toHexString());
    const offered = user?.newSecondFactor;
    const secret = offered && offered.until > now && this.#cipher?.open(offered.secret, sealedFor(userId));
    if (!user || !offered || !secret) throw noOffer();
    const lastStep = findStep(secret, code.replace(/\s/g, ''), now);
    if (lastStep === null)
      throw wrong(
        'code',
        refuse((words) => words.notTheCode),
      );
    const { codes, hashes } = createRecoveryCodes();
    const factor = { secret: offered.secret, since: now, lastStep, recoveryCodes: hashes };
    if (!(await this.#store.accept(userId, offered.secret, factor))) throw noOffer();
    await this.#eviction.evict(userId, { session, apiKeys: true });
    this.#emails?.tellSecondFactor(user, 'on', language);
    return codes;
  }

  /**
   * Replaces the recovery codes, and returns the new ones.
   * @throws AppError 409 without a second factor; 422 for a wrong password or code
   */
  async renewRecoveryCodes({ user, session }: LoggedIn, proof: Proof, ip: string | null): Promise<string[]> {
    const factor = await this.#requireProof(user, proof, senderOf(session, ip));
    const { codes, hashes } = createRecoveryCodes();
    if (!(await this.#store.setRecoveryCodes(user._id, factor, hashes))) throw hasNone();
    return codes;
  }

  /**
   * Switches the second factor off, and ends all other logins.
   * @throws AppError 409 without a second factor; 422 for a wrong password or code
   */
  async remove({ user, session, language }: LoggedIn, proof: Proof, ip: string | null): Promise<void> {
    await this.#requireProof(user, proof, senderOf(session, ip));
    await this.#store.remove(user._id);
    await this.#eviction.evict(user._id, { session, apiKeys: true });
    this.#emails?.tellSecondFactor(user, 'off', language);
  }

  /**
   * Removes the second factor of somebody who has lost it, and ends all their logins. A login that has passed its
   * first step has to begin again.
   * @throws AppError 404; 409 for the caller's own account: a stolen login of an administrator must not do without it
   */
  async removeOf(userId: string, callerId: Id): Promise<void> {
    if (callerId.toHexString() === userId)
      throw conflict(
        'OWN_ACCOUNT',
        refuse((words) => words.ownSecondFactor),
      );
    const user = await this.#users.byId(userId);
    if (!user) throw notFound('user');
    await this.#store.remove(user._id);
    await this.#eviction.evict(user._id, { apiKeys: true });
    if (user.secondFactor) this.#emails?.tellSecondFactor(user, 'off');
  }

  async #requireProof(user: UserDocument, { password, code }: Proof, sender: Sender) {
    if (!user.secondFactor) throw hasNone();
    await this.#requirePassword(user, password, sender);
    if (!(await this.#codes.use(user, code, sender))) throw wrong('code', wrongCode().said);
    return user.secondFactor;
  }

  async #requirePassword(
    { email, passwordHash }: UserDocument,
    password: string | undefined,
    sender: Sender,
  ): Promise<void> {
    if (passwordHash === null) return;
    const check = async () => (await this.#passwords.verify(password ?? '', passwordHash)) || null;
    if (!(await this.#throttle.checkPassword(email, sender, check)))
      throw wrong(
        'password',
        refuse((words) => words.notThePassword),
      );
  }
}

/** Describes a sender who is known by a login. */
const senderOf = ({ _id }: LoggedIn['session'], ip: string | null): Sender => ({
  ip,
  login: _id.toHexString(),
});
