import type { Id, SecondFactor, UserDocument } from '@punctual/engine/database/documents';
import type { Clock } from '@punctual/engine/platform/clock';
import type { Logger } from '@punctual/engine/platform/logger';
import type { SecretCipher } from '@punctual/engine/platform/secret-cipher';
import type { LoginThrottle, Sender } from '../passwords/login-throttle.ts';
import { hashRecoveryCode } from './recovery-codes.ts';
import type { SecondFactorStore } from './second-factor-store.ts';
import { findStep } from './totp.ts';

/** Seals a secret for its account, and for nothing that a job could be made to send. */
export const sealedFor = (userId: Id) => ({ owner: userId.toHexString(), place: 'second factor' });

const APP_CODE = /^\d{6}$/;

/** The kind of code that was right. */
export type CodeKind = 'app' | 'recovery';

/** Checks the codes of accounts that have a second factor, and uses up those that are right. */
export class CodeCheck {
  readonly #store: SecondFactorStore;
  readonly #cipher: SecretCipher | null;
  readonly #throttle: LoginThrottle;
  readonly #clock: Clock;
  readonly #logger: Logger;

  /** @param cipher null without a key: then only recovery codes are right */
  constructor(
    store: SecondFactorStore,
    cipher: SecretCipher | null,
    throttle: LoginThrottle,
    clock: Clock,
    logger: Logger,
  ) {
    this.#store = store;
    this.#cipher = cipher;
    this.#throttle = throttle;
    this.#clock = clock;
    this.#logger = logger;
  }

  /**
   * Uses up a code, and returns its kind; null if it is wrong, or was used before.
   * @throws AppError 429 after too many wrong ones
   */
  async use(user: UserDocument, typed: string, sender: Sender): Promise<CodeKind | null> {
    const { _id, email, secondFactor } = user;
    if (!secondFactor) return null;
    const code = typed.replace(/[\s-]/g, '');
    const kind = APP_CODE.test(code) ? 'app' : 'recovery';
    const check = () =>
      kind === 'app'
        ? this.#useAppCode(_id, secondFactor, code)
        : this.#store.useRecoveryCode(_id, hashRecoveryCode(code));
    const account = { id: _id.toHexString(), email };
    return (await this.#throttle.checkCode(kind, account, sender, check)) ? kind : null;
  }

  async #useAppCode(userId: Id, factor: SecondFactor, code: string): Promise<boolean> {
    const secret = this.#cipher?.open(factor.secret, sealedFor(userId));
    if (!this.#cipher || !secret) {
      this.#logger.error(
        { userId },
        'A second factor cannot be read: SECRETS_KEY is not the one it was sealed with',
      );
      return false;
    }
    const step = findStep(secret, code, this.#clock.now());
    // Sealed anew, so that a key that was replaced is needed no longer than until the next login.
    const sealed = this.#cipher.seal(secret, sealedFor(userId));
    return step !== null && this.#store.useStep(userId, factor, step, sealed);
  }
}
