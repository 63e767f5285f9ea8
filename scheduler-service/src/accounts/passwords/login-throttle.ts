import { createHash } from 'node:crypto';
import type { Clock } from '@punctual/engine/platform/clock';
import { tooManyRequests } from '@punctual/engine/platform/errors';
import { clientNetwork } from '../../http/client-network.ts';
import type { ThrottleLimits } from './throttle-limits.ts';
import type { ThrottleLimit, ThrottleStore } from './throttle-store.ts';

const SECOND = 1_000;

interface Counter {
  key: string;
  limit: ThrottleLimit;
}

/** Hashed: what is typed into a login is sometimes a password, and of any length. */
const keyOf = (...parts: string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url');

/**
 * Makes guessing slow: by account and address, by address, and over all. Counted in MongoDB, so that it holds
 * whatever becomes of Redis. An account has a counter per address that asks, so that nobody can lock out its owner.
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
   * Lets somebody try a password: null says that it was wrong, and only this counts. Of many tried at once no
   * more are told than are free: what the others would have been told is not said, not even to the one who was
   * right.
   * @throws AppError 429 while too many were wrong
   */
  async checkPassword<T>(
    email: string,
    ip: string | null,
    check: () => Promise<T | null>,
  ): Promise<T | null> {
    const network = clientNetwork(ip ?? '');
    const limits = this.#limits.login;
    const own = { key: keyOf('login', email, network), limit: limits.account };
    const counters = [
      own,
      { key: keyOf('login', network), limit: limits.network },
      { key: keyOf('login'), limit: limits.everybody },
    ];
    await this.#look(counters);
    const result = await check();
    if (result === null) await this.#take(counters);
    else {
      await this.#look(counters);
      await this.#store.clear(own.key);
    }
    return result;
  }

  /** @throws AppError 429 when too many accounts were asked for, from there or over all */
  register(ip: string | null): Promise<void> {
    return this.#ask('registration', ip);
  }

  /** @throws AppError 429 when too many mails were asked for, from there or over all */
  askForMail(ip: string | null): Promise<void> {
    return this.#ask('mail', ip);
  }

  /** Whether one more mail may go to an account now; asking counts. */
  async allowMail(userId: string): Promise<boolean> {
    const until = await this.#store.take(keyOf('mail to', userId), this.#limits.mail, this.#clock.now());
    return until === null;
  }

  async #ask(what: string, ip: string | null): Promise<void> {
    const { network, everybody } = this.#limits.registration;
    const counters = [
      { key: keyOf(what, clientNetwork(ip ?? '')), limit: network },
      { key: keyOf(what), limit: everybody },
    ];
    // What is refused to one is not to count against all.
    await this.#look(counters);
    await this.#take(counters);
  }

  async #look(counters: Counter[]): Promise<void> {
    const now = this.#clock.now();
    const keys = counters.map(({ key }) => key);
    refuse(await this.#store.closed(keys, now), now);
  }

  async #take(counters: Counter[]): Promise<void> {
    const now = this.#clock.now();
    const taken = await Promise.all(counters.map(({ key, limit }) => this.#store.take(key, limit, now)));
    refuse(
      taken.filter((until) => until !== null),
      now,
    );
  }
}

function refuse(ends: Date[], now: Date): void {
  if (ends.length === 0) return;
  const waits = ends.map((end) => end.getTime() - now.getTime());
  throw tooManyRequests(Math.ceil(Math.max(...waits) / SECOND));
}
