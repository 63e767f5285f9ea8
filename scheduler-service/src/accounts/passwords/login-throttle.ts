import { DAY_MS, SECOND_MS } from '@punctual/contracts/time';
import { mailboxOf } from '@punctual/contracts/users/email-address';
import type { Clock } from '@punctual/engine/platform/clock';
import { tooManyRequests } from '@punctual/engine/platform/errors';
import { OneAtATime } from '@punctual/engine/platform/one-at-a-time';
import { clientNetwork, clientNetworks } from '../../http/client-network.ts';
import type { KnownDevices } from '../sessions/known-devices.ts';
import { type Counter, hashKey, loginTries, networkCounters, type Tries } from './throttle-counters.ts';
import type { ThrottleLimits } from './throttle-limits.ts';
import type { ThrottleStore } from './throttle-store.ts';

/** A network is known to an account for this long after a login. */
const KNOWN_MS = 90 * DAY_MS;

/** The sender of a try, as far as it can be told from others. */
export interface Sender {
  ip: string | null;
  /** The cookie by which a device is recognised. */
  device?: string | null;
  /** The id of the login by which the sender is known already. */
  login?: string;
}

/**
 * Makes guessing slow, in counters in MongoDB, so that limits hold if Redis is lost. Each sender has its own, so that
 * nobody can lock out others: what many senders have used up together makes only those wait whose own tries were wrong.
 * A device or network from which the account was logged in to before is limited by its own tries alone.
 */
export class LoginThrottle {
  readonly #store: ThrottleStore;
  readonly #limits: ThrottleLimits;
  readonly #devices: KnownDevices;
  readonly #clock: Clock;
  readonly #inTurns = new OneAtATime();

  constructor(store: ThrottleStore, limits: ThrottleLimits, devices: KnownDevices, clock: Clock) {
    this.#store = store;
    this.#limits = limits;
    this.#devices = devices;
    this.#clock = clock;
  }

  /**
   * Tries a password: the check returns null if it was wrong, and only then the try counts. If many are tried at
   * once, no more get a result than there are free tries: the others are refused, even one that was right. After a
   * right one the network is known to the account. Of an account that is logged in one is checked at a time: it could
   * keep the threads that check passwords from everybody else, for right ones do not count.
   * @returns the result of the check
   * @throws AppError 429 while too many were wrong
   */
  checkPassword<T>(email: string, sender: Sender, check: () => Promise<T | null>): Promise<T | null> {
    const checkOnce = () => this.#checkOnce(email, sender, check);
    return sender.login ? this.#inTurns.run(mailboxOf(email), checkOnce) : checkOnce();
  }

  async #checkOnce<T>(email: string, sender: Sender, check: () => Promise<T | null>): Promise<T | null> {
    const tries = this.#loginTries(email, sender);
    const counted = await this.#admit(tries);
    const result = await check();
    if (result === null) await this.#consume(counted);
    else {
      await this.#admit(tries);
      const own = tries.own.map(({ key }) => key);
      await Promise.all([
        this.#store.clear(own),
        this.#store.keep(tries.knownNetwork, KNOWN_MS, this.#clock.now()),
      ]);
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
    user: { id: string; email: string },
    sender: Sender,
    check: () => Promise<boolean>,
  ): Promise<boolean> {
    const tries = { ...this.#loginTries(user.email, sender), own: [], account: [] };
    const own =
      kind === 'app'
        ? hashKey('app code', user.id)
        : hashKey('recovery code', user.id, clientNetwork(sender.ip ?? ''));
    const shared = await this.#admit(tries);
    await this.#consume({ holding: [{ key: own, limit: this.#limits.login.account }], shared: [] });
    const isRight = await check();
    await (isRight ? this.#store.clear([own]) : this.#consume(shared));
    return isRight;
  }

  /**
   * Counts a registration.
   * @throws AppError 429 after too many, from this network or over all
   */
  register(sender: Sender): Promise<void> {
    return this.#count('registration', sender);
  }

  /**
   * Counts a request for a mail.
   * @throws AppError 429 after too many, from this network or over all
   */
  askForMail(sender: Sender): Promise<void> {
    return this.#count('mail', sender);
  }

  /** Says if one more mail may go to a mailbox now, whichever accounts it has, and counts it. */
  async allowMail(email: string): Promise<boolean> {
    const key = hashKey('mail to', mailboxOf(email));
    const until = await this.#store.consume(key, this.#limits.mail, this.#clock.now());
    return until === null;
  }

  #loginTries(email: string, { ip, device = null, login }: Sender) {
    const account = mailboxOf(email);
    const known = login ?? this.#devices.find(device, account);
    return loginTries(account, clientNetworks(ip ?? ''), known, this.#limits.login);
  }

  async #count(action: string, { ip }: Sender): Promise<void> {
    const { network, everybody } = this.#limits.registration;
    const counters = networkCounters([action], clientNetworks(ip ?? ''), network);
    const tries = { own: [], networks: counters, account: [], isKnown: false, knownNetwork: null };
    // Checked first, so that a request that is refused for its network does not count against all.
    await this.#consume(
      await this.#admit({ ...tries, everybody: { key: hashKey(action), limit: everybody } }),
    );
  }

  /**
   * Refuses a try for which a counter is full that holds for its sender; returns the counters that it counts in. What
   * all have used up holds only for a sender from whose networks something was counted already.
   */
  async #admit({ own, networks, account, everybody, isKnown, knownNetwork }: Tries): Promise<Counted> {
    const now = this.#clock.now();
    const strangers = [...networks, ...account];
    const keys = [...own, ...strangers, everybody].map(({ key }) => key);
    const found = await this.#store.find(knownNetwork ? [...keys, knownNetwork] : keys, now);
    const isStranger = !isKnown && !(knownNetwork && found.has(knownNetwork));
    const isQuiet = networks.every(({ key }) => !found.has(key));
    // Others share the wider networks.
    const holding = isStranger ? [...own, ...strangers] : own.slice(0, 1);
    const shared = isStranger ? [everybody] : [];
    const waits = [...holding, ...(isQuiet ? [] : shared)].map(({ key }) => found.get(key)?.until ?? now);
    refuse(
      waits.filter((until) => until > now),
      now,
    );
    return { holding, shared };
  }

  async #consume({ holding, shared }: Counted): Promise<void> {
    const now = this.#clock.now();
    const consume = ({ key, limit }: Counter) => this.#store.consume(key, limit, now);
    const [taken] = await Promise.all([Promise.all(holding.map(consume)), Promise.all(shared.map(consume))]);
    refuse(
      taken.filter((until) => until !== null),
      now,
    );
  }
}

/** Counters in which a try counts; those that are shared refuse none that was let in. */
interface Counted {
  holding: Counter[];
  shared: Counter[];
}

function refuse(ends: Date[], now: Date): void {
  if (ends.length === 0) return;
  const waits = ends.map((end) => end.getTime() - now.getTime());
  throw tooManyRequests(Math.ceil(Math.max(...waits) / SECOND_MS));
}
