import type { NetworkRules } from '@punctual/contracts/tasks/address';
import type { Ports } from '@punctual/engine/tasks/task-rules';

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
