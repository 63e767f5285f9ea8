import type { NetworkRules } from '@punctual/contracts/tasks/address';
import { listOf } from '@punctual/engine/tasks/task-rules';

/** First and last port of a range. */
type Ports = [number, number];

export interface HttpSettings {
  /** Beside 80 and 443. */
  allowedPorts: readonly Ports[];
  networks: NetworkRules;
  /** Lookups of names under way in this process. */
  lookupsAtOnce: number;
  /** Requests under way to one host at a time, in this process. */
  perHost: number;
  /** The number of failures in a row after which a host is left alone, and for how long. */
  circuitFailures: number;
  circuitCoolingMs: number;
}

const PORTS_FORM = 'is a list of ports or ranges of them. Example: 8080,9000-9099';

/** `8080,9000-9099` */
export const portList = listOf(portsOf, PORTS_FORM);

export const mayUsePort = ({ allowedPorts }: HttpSettings, port: number): boolean =>
  port === 80 || port === 443 || allowedPorts.some(([first, last]) => first <= port && port <= last);

function portsOf(text: string): Ports | null {
  const [, first, last = first] = /^(\d{1,5})(?:\s*-\s*(\d{1,5}))?$/.exec(text) ?? [];
  const ports: Ports = [Number(first), Number(last)];
  return ports[0] >= 1 && ports[0] <= ports[1] && ports[1] <= 65_535 ? ports : null;
}
