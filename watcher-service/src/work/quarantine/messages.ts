import { type Network, parseNetwork } from '@punctual/contracts/tasks/address';
import type { Task } from '@punctual/contracts/tasks/task';
import type { ExecutionContext, Outcome } from '../../tasks/executor.ts';
import type { SenderSettings } from '../../tasks/sender.ts';

/** Settings in a form that goes from one process to another: networks are text again. */
interface PlainSettings extends Omit<SenderSettings, 'http'> {
  http: Omit<SenderSettings['http'], 'networks'> & { networks: { allowed: string[]; denied: string[] } };
}

/** The one task of a child, its secrets filled in. */
export interface Order {
  task: Task;
  context: Omit<ExecutionContext, 'signal' | 'resources'>;
  /** Longest that the child may live from now on (ms), whatever becomes of the worker. */
  lifeMs: number;
}

/** The messages of a worker to its child: how to send, then what, and at its deadline to come to an end. */
export type ToChild =
  | { kind: 'settings'; settings: PlainSettings }
  | { kind: 'order'; order: Order }
  | { kind: 'timeUp' };

/** The messages of a child: it is ready for its task; how it ended. */
export type FromChild = { kind: 'ready' } | { kind: 'outcome'; outcome: Outcome };

export function toPlain({ mail, http }: SenderSettings): PlainSettings {
  const { allowed, denied } = http.networks;
  return { mail, http: { ...http, networks: { allowed: write(allowed), denied: write(denied) } } };
}

export function fromPlain({ mail, http }: PlainSettings): SenderSettings {
  const { allowed, denied } = http.networks;
  return { mail, http: { ...http, networks: { allowed: read(allowed), denied: read(denied) } } };
}

const write = (networks: readonly Network[]): string[] =>
  networks.map(([address, bits]) => `${address}/${bits}`);

const read = (texts: string[]): Network[] => texts.map(parseNetwork).filter((network) => network !== null);
