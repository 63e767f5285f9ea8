import { createHash } from 'node:crypto';
import { SECOND_MS } from '@punctual/contracts/time';
import { mailboxOf } from '@punctual/contracts/users/email-address';
import type { Clock } from '@punctual/engine/platform/clock';
import { tooManyRequests } from '@punctual/engine/platform/errors';
import { clientNetwork } from '../../http/client-network.ts';
import type { ThrottleLimits } from './throttle-limits.ts';
import type { ThrottleLimit, ThrottleStore } from './throttle-store.ts';

interface Counter {
  key: string;
  limit: ThrottleLimit;
}

/** Hashes a key: the text that is typed into a login is sometimes a password, and of any length. */
const hashKey = (...parts: string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url');

/**
 * Makes guessing slow: by account and client network, by network, and over all. Tries are counted in MongoDB, so
 * that limits hold if Redis is lost. An account has a counter per network, so that its owner cannot be locked out
 * by others.
 */
export class LoginThrottle {
  readonly #store: ThrottleStore;
  readonly #limits: ThrottleLimits;
  readonly #clock: Clock;

  constructor(store: ThrottleStore, limits: ThrottleLimits, clock: Clock) {
    this.#store = store;
    this.#limits = limits;
    this.#clock = clock;
  }

  /**
   * Tries a password: the check returns null if it was wrong, and only then the try counts. If many are tried at
   * once, no more get a result than there are free tries: the others are refused, even one that was right.
   * @returns the result of the check
   * @throws AppError 429 while too many were wrong
   */
  async checkPassword<T>(
    email: string,
    ip: string | null,
    check: () => Promise<T | null>,
  ): Promise<T | null> {
    const network = clientNetwork(ip ?? '');
    const limits = this.#limits.login;
    const own = { key: hashKey('login', mailboxOf(email), network), limit: limits.account };
    const counters = [
      own,
      { key: hashKey('login', network), limit: limits.network },
      { key: hashKey('login'), limit: limits.everybody },
    ];
    await this.#refuseBlocked(counters);
    const result = await check();
    if (result === null) await this.#consume(counters);
    else {
      await this.#refuseBlocked(counters);
      await this.#store.clear(own.key);
    }
    return result;
  }

  /**
   * Tries a code of a second factor, which costs no time: it is counted before it is checked, so that many at once are
   * no more than one after the other. A code of an app has a million values, so the tries of an account are counted
   * over all networks: those who come so far know its password. A recovery code cannot be guessed, and an account has
   * a counter per network for it, so that its owner gets in although somebody tries codes of the app.
   * @returns the result of the check
   * @throws AppError 429 while too many were wrong
   */
  async checkCode(
    kind: 'app' | 'recovery',
    userId: string,
    ip: string | null,
    check: () => Promise<boolean>,
  ): Promise<boolean> {
    const network = clientNetwork(ip ?? '');
    const limits = this.#limits.login;
    const own = kind === 'app' ? hashKey('app code', userId) : hashKey('recovery code', userId, network);
    const shared = [
      { key: hashKey('login', network), limit: limits.network },
      { key: hashKey('login'), limit: limits.everybody },
    ];
    await this.#refuseBlocked(shared);
    await this.#consume([{ key: own, limit: limits.account }]);
    const isRight = await check();
    await (isRight ? this.#store.clear(own) : this.#consume(shared));
    return isRight;
  }

  /**
   * Counts a registration.
   * @throws AppError 429 after too many, from this network or over all
   */
  register(ip: string | null): Promise<void> {
    return this.#count('registration', ip);
  }

  /**
   * Counts a request for a mail.
   * @throws AppError 429 after too many, from this network or over all
   */
  askForMail(ip: string | null): Promise<void> {
    return this.#count('mail', ip);
  }

  /** Says if one more mail may go to a mailbox now, whichever accounts it has, and counts it. */
  async allowMail(email: string): Promise<boolean> {
    const key = hashKey('mail to', mailboxOf(email));
    const until = await this.#store.consume(key, this.#limits.mail, this.#clock.now());
    return until === null;
  }

  async #count(action: string, ip: string | null): Promise<void> {
    const { network, everybody } = this.#limits.registration;
    const counters = [
      { key: hashKey(action, clientNetwork(ip ?? '')), limit: network },
      { key: hashKey(action), limit: everybody },
    ];
    // Checked first, so that a request that is refused for its network does not count against all.
    await this.#refuseBlocked(counters);
    await this.#consume(counters);
  }

  async #refuseBlocked(counters: Counter[]): Promise<void> {
    const now = this.#clock.now();
    const keys = counters.map(({ key }) => key);
    refuse(await this.#store.findWaits(keys, now), now);
  }

  async #consume(counters: Counter[]): Promise<void> {
    const now = this.#clock.now();
    const taken = await Promise.all(counters.map(({ key, limit }) => this.#store.consume(key, limit, now)));
    refuse(
      taken.filter((until) => until !== null),
      now,
    );
  }
}

function refuse(ends: Date[], now: Date): void {
  if (ends.length === 0) return;
  const waits = ends.map((end) => end.getTime() - now.getTime());
  throw tooManyRequests(Math.ceil(Math.max(...waits) / SECOND_MS));
}
