import { type NetworkRules, parseNetwork } from '@punctual/contracts/tasks/address';
import { z } from 'zod';
import { type Recipients, recipientsSetting } from './recipients.ts';

/** The permissions that an operator gives jobs. They are asked for when a job is saved and when it runs: jobs outlive settings. */
export interface TaskRules {
  recipients: Recipients;
  networks: NetworkRules;
}

const NETWORKS_FORM = 'is a list of networks or addresses. Example: 10.0.0.0/8,fd00::/8';

/** Reads a list with commas between its items; nothing is an empty list. */
export function listOf<T>(read: (text: string) => T | null, form: string) {
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

/** Settings of both services, so that what may be saved may be run. */
export const taskRuleSettings = {
  RECIPIENTS: recipientsSetting,
  HTTP_ALLOWED_NETWORKS: networkList,
  HTTP_DENIED_NETWORKS: networkList,
};

type Given = z.infer<z.ZodObject<typeof taskRuleSettings>>;

export const readTaskRules = (given: Given): TaskRules => ({
  recipients: given.RECIPIENTS,
  networks: { allowed: given.HTTP_ALLOWED_NETWORKS, denied: given.HTTP_DENIED_NETWORKS },
});
