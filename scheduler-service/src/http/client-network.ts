import ipaddr from 'ipaddr.js';

const NETWORK_PARTS = 4;

/**
 * Returns the part of an address that identifies one client: of IPv6 the network (/64), because a client has all
 * the addresses of it to choose from.
 */
export function clientNetwork(ip: string): string {
  if (!ipaddr.isValid(ip)) return 'unknown';
  const address = ipaddr.process(ip);
  if (address instanceof ipaddr.IPv4) return address.toString();
  const network = address.parts.slice(0, NETWORK_PARTS).map((part) => part.toString(16));
  return `${network.join(':')}::/64`;
}
