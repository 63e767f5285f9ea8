import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;
/** A block of addresses: its first one, and how many leading bits are fixed. */
export type Network = [Address, number];

/** The only IPv6 addresses that are assigned for use on the internet (IANA, RFC 4291). */
const GLOBAL_IPV6: Network = ipaddr.parseCIDR('2000::/3');
/** Lies among public addresses and is inside: the agent of every virtual machine of Azure, which hands out its secrets. */
const AZURE_AGENT = '168.63.129.16';
const LOOPBACK = ['127.0.0.1', '::1'] as const;

/** Networks that an operator has opened to jobs though they are not public, and those that are closed in any case. */
export interface NetworkRules {
  allowed: readonly Network[];
  denied: readonly Network[];
}

/**
 * Tells if an address is on the public internet. Everything else is refused: private and
 * local networks, cloud metadata, multicast, documentation, and IPv6 forms that carry an IPv4 address inside
 * (mapped, compatible, 6to4, NAT64, Teredo), because where those lead is for the network to decide.
 * @param text as resolvers and sockets write it: four decimal parts, or IPv6 without brackets
 */
export function isPublicAddress(text: string): boolean {
  const address = parseAddress(text);
  if (address?.range() !== 'unicast' || text === AZURE_AGENT) return false;
  return address.kind() === 'ipv4' || address.match(GLOBAL_IPV6);
}

/** Tells if jobs may call an address. */
export const mayCallAddress = ({ allowed, denied }: NetworkRules, address: string): boolean =>
  !denied.some((network) => isInNetwork(address, network)) &&
  (isPublicAddress(address) || allowed.some((network) => isInNetwork(address, network)));

/** The address that a URL names, normalised; null when it names a host instead. `127.1`, `0x7f.1` and the like are read by `URL`. */
export function literalAddress({ hostname }: URL): string | null {
  const text = hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
  return parseAddress(text) ? text : null;
}

/**
 * Lists the addresses of a URL that take no lookup: the one that it names, or those of this machine for `localhost`,
 * which means it whatever a resolver says (RFC 6761, 6.3). Empty for the name of any other host.
 */
export function knownAddresses(url: URL): readonly string[] {
  const literal = literalAddress(url);
  if (literal) return [literal];
  return /(^|\.)localhost\.?$/.test(url.hostname) ? LOOPBACK : [];
}

/** `10.0.0.0/8`, `fd00::/8`, or a single address; null if it is neither. */
export function parseNetwork(text: string): Network | null {
  if (ipaddr.isValidCIDR(text)) return ipaddr.parseCIDR(text);
  const address = parseAddress(text);
  return address && [address, address.kind() === 'ipv4' ? 32 : 128];
}

export function isInNetwork(text: string, [first, bits]: Network): boolean {
  const address = parseAddress(text);
  return address !== null && address.kind() === first.kind() && address.match(first, bits);
}

function parseAddress(text: string): Address | null {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text);
  return ipaddr.IPv6.isValid(text) ? ipaddr.IPv6.parse(text) : null;
}
