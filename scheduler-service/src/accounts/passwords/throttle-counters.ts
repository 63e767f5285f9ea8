import { createHash } from 'node:crypto';
import type { ClientNetworks } from '../../http/client-network.ts';
import type { ThrottleLimits } from './throttle-limits.ts';
import type { ThrottleLimit } from './throttle-store.ts';

export interface Counter {
  key: string;
  limit: ThrottleLimit;
}

/** The counters of a try. */
export interface Tries {
  /** The sender's at this account. */
  own: Counter[];
  /** Those of the sender's networks, for any account: they hold for strangers. */
  networks: Counter[];
  /** Those of the account over all senders: they hold for strangers. */
  account: Counter[];
  /** The one of all senders. */
  everybody: Counter;
  /** The device is known to the account. */
  isKnown: boolean;
  /** The entry which says that the network is. */
  knownNetwork: string | null;
}

/** Hashes a key: the text that is typed into a login is sometimes a password, and of any length. */
export const hashKey = (...parts: string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url');

/**
 * Lists the counters of one try of a password.
 * @param device the id of a device, or of a login, that is known to the account
 */
export function loginTries(
  account: string,
  networks: ClientNetworks,
  device: string | null,
  limits: ThrottleLimits['login'],
): Tries & { knownNetwork: string } {
  return {
    own: device
      ? [{ key: hashKey('login', account, 'device', device), limit: limits.account }]
      : networkCounters(['login', account], networks, limits.account),
    networks: networkCounters(['login'], networks, limits.network),
    account: [{ key: hashKey('login', 'account', account, 'strangers'), limit: limits.accountOverall }],
    everybody: { key: hashKey('login'), limit: limits.everybody },
    isKnown: device !== null,
    knownNetwork: hashKey('known', account, networks[0]),
  };
}

/** Lists a counter for each network of a sender; the wider ones have room for more clients. */
export const networkCounters = (
  name: string[],
  networks: ClientNetworks,
  limit: ThrottleLimit & { widerFactor: number },
): Counter[] =>
  networks.map((network, i) => ({
    key: hashKey(...name, network),
    limit: i === 0 ? limit : { ...limit, free: limit.free * limit.widerFactor },
  }));
