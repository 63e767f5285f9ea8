import { isInNetwork, isPublicAddress, type Network, parseNetwork } from '@punctual/contracts/tasks/address';
import { z } from 'zod';

/** First and last port of a range. */
type Ports = [number, number];

export interface HttpSettings {
  /** Beside 80 and 443. */
  allowedPorts: readonly Ports[];
  /** Networks that are not public and may be called all the same: the operator's own. */
  allowedNetworks: readonly Network[];
  /** Lookups of names under way in this process. */
  lookupsAtOnce: number;
  /** Requests under way to one host at a time, in this process. */
  perHost: number;
  /** The number of failures in a row after which a host is left alone, and for how long. */
  circuitFailures: number;
  circuitCoolingMs: number;
}

const PORTS_FORM = 'is a list of ports or ranges of them. Example: 8080,9000-9099';
const NETWORKS_FORM = 'is a list of networks or addresses. Example: 10.0.0.0/8,fd00::/8';

/** `8080,9000-9099` */
export const portList = listOf(portsOf, PORTS_FORM);
/** `10.0.0.0/8,fd00::/8` */
export const networkList = listOf(parseNetwork, NETWORKS_FORM);

export const mayUsePort = ({ allowedPorts }: HttpSettings, port: number): boolean =>
  port === 80 || port === 443 || allowedPorts.some(([first, last]) => first <= port && port <= last);

export const mayUseAddress = ({ allowedNetworks }: HttpSettings, address: string): boolean =>
  isPublicAddress(address) || allowedNetworks.some((network) => isInNetwork(address, network));

function listOf<T>(read: (text: string) => T | null, form: string) {
  return z
    .string()
    .default('')
    .transform((text, context) => {
      const items = text.split(',').map((item) => item.trim());
      const values = items.filter(Boolean).map(read);
      if (values.includes(null)) context.addIssue({ code: 'custom', message: form });
      return values.filter((value) => value !== null);
    });
}

function portsOf(text: string): Ports | null {
  const [, first, last = first] = /^(\d{1,5})(?:\s*-\s*(\d{1,5}))?$/.exec(text) ?? [];
  const ports: Ports = [Number(first), Number(last)];
  return ports[0] >= 1 && ports[0] <= ports[1] && ports[1] <= 65_535 ? ports : null;
}
