import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { knownAddresses, mayCallAddress } from '@punctual/contracts/tasks/address';
import { describeRefusedPort, findRefusedPort } from '@punctual/engine/tasks/task-rules';
import type { HttpSettings } from './settings.ts';

/** Where a request goes: the addresses of its host, as they were looked up once, that may be called. */
export interface Target {
  url: URL;
  addresses: LookupAddress[];
}

export type Resolve = (host: string) => Promise<LookupAddress[]>;

/** The operating system's resolver. */
export const resolveBySystem: Resolve = (host) => lookup(host, { all: true });

const PRIVATE = 'Jobs may not call this address: it is inside a private network.';

/**
 * Thrown for an address that may not be called. Of where a name leads it says the same in all cases, so that it cannot
 * explore a network; a port is refused before anything is looked up.
 */
export class BlockedError extends Error {
  readonly code = 'BLOCKED';
  constructor(message = PRIVATE) {
    super(message);
  }
}

/**
 * Looks up the host once. The request connects to one of these addresses and never asks again: a second
 * answer could be another one (DNS rebinding; OWASP SSRF Prevention Cheat Sheet).
 * @throws BlockedError, or the resolver's error
 */
export async function findTarget(url: URL, settings: HttpSettings, resolve: Resolve): Promise<Target> {
  const isHttp = url.protocol === 'http:' || url.protocol === 'https:';
  if (!isHttp || url.username || url.password) throw new BlockedError();
  const port = findRefusedPort(url, settings.allowedPorts);
  if (port !== null) throw new BlockedError(describeRefusedPort(port).en);
  const known = knownAddresses(url).map((address) => ({ address, family: isIP(address) }));
  const found = known.length > 0 ? known : await resolve(url.hostname);
  const addresses = found.filter(({ address }) => mayCallAddress(settings.networks, address));
  if (addresses.length === 0) throw new BlockedError();
  return { url, addresses };
}
