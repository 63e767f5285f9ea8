import type { Said } from '@punctual/contracts/language';
import { type NetworkRules, parseNetwork } from '@punctual/contracts/tasks/address';
import { z } from 'zod';
import { refusal } from '../platform/error-words.ts';
import { type Recipients, recipientsSetting } from './recipients.ts';

/** The permissions that an operator gives jobs. They are asked for when a job is saved and when it runs: jobs outlive settings. */
export interface TaskRules {
  recipients: Recipients;
  networks: NetworkRules;
  /** Ports that jobs may call beside 80 and 443. */
  ports: readonly Ports[];
}

/** First and last port of a range. */
export type Ports = [number, number];

const NETWORKS_FORM = 'is a list of networks or addresses. Example: 10.0.0.0/8,fd00::/8';

/** Reads a list with commas between its items; nothing is an empty list. */
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

/** `10.0.0.0/8,fd00::/8` */
export const networkList = listOf(parseNetwork, NETWORKS_FORM);

const PORTS_FORM = 'is a list of ports or ranges of them. Example: 8080,9000-9099';
const LAST_PORT = 65_535;

/** `8080,9000-9099` */
export const portList = listOf(parsePorts, PORTS_FORM);

function parsePorts(text: string): Ports | null {
  const [, first, last = first] = /^(\d{1,5})(?:\s*-\s*(\d{1,5}))?$/.exec(text) ?? [];
  const ports: Ports = [Number(first), Number(last)];
  return ports[0] >= 1 && ports[0] <= ports[1] && ports[1] <= LAST_PORT ? ports : null;
}

/** Finds the port of an address if jobs may not call it; null if they may. */
export function findRefusedPort({ port, protocol }: URL, allowed: readonly Ports[]): number | null {
  const number = Number(port || (protocol === 'https:' ? 443 : 80));
  const isAllowed = allowed.some(([first, last]) => first <= number && number <= last);
  return number === 80 || number === 443 || isAllowed ? null : number;
}

/** Says that jobs may not call a port: in the answer to who saves such a job, and in its runs. */
export const describeRefusedPort = (port: number): Said => refusal((words) => words.closedPort(port));

/** Settings of both services, so that what may be saved may be run. */
export const taskRuleSettings = {
  RECIPIENTS: recipientsSetting,
  HTTP_ALLOWED_NETWORKS: networkList,
  HTTP_DENIED_NETWORKS: networkList,
  HTTP_ALLOWED_PORTS: portList,
};

type Given = z.infer<z.ZodObject<typeof taskRuleSettings>>;

export const readTaskRules = (given: Given): TaskRules => ({
  recipients: given.RECIPIENTS,
  networks: { allowed: given.HTTP_ALLOWED_NETWORKS, denied: given.HTTP_DENIED_NETWORKS },
  ports: given.HTTP_ALLOWED_PORTS,
});
