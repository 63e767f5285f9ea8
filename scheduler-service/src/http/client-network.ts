import ipaddr from 'ipaddr.js';

/** Parts of 16 bits of an address of IPv6: of the network of a client, and of those from which providers give many. */
const CLIENT_PARTS = 4;
const PART_BITS = 16;
const BYTE_BITS = 8;
const WIDER_BITS = [56, 48] as const;

/** The networks of a client: its own first, and those around it, from which one subscriber may have many. */
export type ClientNetworks = [own: string, ...wider: string[]];

/**
 * Returns the part of an address that identifies one client: of IPv6 the network (/64), because a client has all
 * the addresses of it to choose from.
 */
export function clientNetwork(ip: string): string {
  const address = parse(ip);
  if (!address) return 'unknown';
  return address instanceof ipaddr.IPv4
    ? address.toString()
    : networkOf(address.parts, CLIENT_PARTS * PART_BITS);
}

/** Returns all networks of a client, its own first: of IPv6 the /64, the /56 and the /48. */
export function clientNetworks(ip: string): ClientNetworks {
  const address = parse(ip);
  if (!(address instanceof ipaddr.IPv6)) return [clientNetwork(ip)];
  return [clientNetwork(ip), ...WIDER_BITS.map((bits) => networkOf(address.parts, bits))];
}

const parse = (ip: string) => (ipaddr.isValid(ip) ? ipaddr.process(ip) : null);

/** Writes a network of IPv6, of 48 to 64 bits. */
function networkOf(parts: number[], bits: number): string {
  const whole = parts.slice(0, Math.floor(bits / PART_BITS));
  const rest = bits % PART_BITS === 0 ? [] : [(parts[whole.length] ?? 0) & ~((1 << BYTE_BITS) - 1)];
  return `${[...whole, ...rest].map((part) => part.toString(16)).join(':')}::/${bits}`;
}
