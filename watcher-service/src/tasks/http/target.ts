import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { knownAddresses, mayCallAddress } from '@punctual/contracts/tasks/address';
import { type HttpSettings, mayUsePort } from './settings.ts';

/** Where a request goes: the addresses of its host, as they were looked up once, that may be called. */
export interface Target {
  url: URL;
  addresses: LookupAddress[];
}

export type Resolve = (host: string) => Promise<LookupAddress[]>;

/** The operating system's resolver. */
export const resolveBySystem: Resolve = (host) => lookup(host, { all: true });

/** Thrown for an address that may not be called. It says the same in all cases, so that it cannot explore a network. */
export class BlockedError extends Error {
  readonly code = 'BLOCKED';
  constructor() {
    super('Jobs may not call this address: it is inside a private network, or its port is not allowed.');
  }
}

/**
 * Looks up the host once. The request connects to one of these addresses and never asks again: a second
 * answer could be another one (DNS rebinding; OWASP SSRF Prevention Cheat Sheet).
 * @throws BlockedError, or the resolver's error
 */
export async function findTarget(url: URL, settings: HttpSettings, resolve: Resolve): Promise<Target> {
  const isHttp = url.protocol === 'http:' || url.protocol === 'https:';
  if (!isHttp || url.username || url.password || !mayUsePort(settings, portOf(url))) throw new BlockedError();
  const known = knownAddresses(url).map((address) => ({ address, family: isIP(address) }));
  const found = known.length > 0 ? known : await resolve(url.hostname);
  const addresses = found.filter(({ address }) => mayCallAddress(settings.networks, address));
  if (addresses.length === 0) throw new BlockedError();
  return { url, addresses };
}

const portOf = ({ port, protocol }: URL) => Number(port || (protocol === 'https:' ? 443 : 80));
