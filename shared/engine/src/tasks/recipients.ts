import type { Said } from '@punctual/contracts/language';
import type { Task } from '@punctual/contracts/tasks/task';
import { canonicalDomain, mailboxOf } from '@punctual/contracts/users/email-address';
import { z } from 'zod';
import { refusal } from '../platform/error-words.ts';

/** Addresses that jobs may write to: any, that of their owner alone, or those of these domains. */
export type Recipients = 'any' | 'own' | readonly string[];

const FIELDS = ['to', 'cc', 'bcc'] as const;

const isAnyOrOwn = ([first, ...more]: string[]): boolean =>
  more.length === 0 && (first === 'any' || first === 'own');

/** `any`, `own`, or `example.com,example.org` */
export const recipientsSetting = z
  .string()
  .default('any')
  .transform((text) => text.split(',').map((part) => canonicalDomain(part.trim()) ?? ''))
  .refine((parts) => isAnyOrOwn(parts) || parts.every((part) => part.includes('.')), {
    error: 'must be any, own, or domains such as example.com,example.org.',
  })
  .transform((parts): Recipients => (isAnyOrOwn(parts) ? (parts[0] as 'any' | 'own') : parts));

/** An address that a job may not write to, and where it is in the task. */
export interface RefusedRecipient {
  path: string;
  address: string;
}

/**
 * Finds the addresses of a task that it may not write to.
 * @param own the address of the job's owner; null where there is none
 */
export function findRefusedRecipients(
  task: Task,
  own: string | null,
  allowed: Recipients,
): RefusedRecipient[] {
  if (task.type !== 'email' || allowed === 'any') return [];
  return FIELDS.flatMap((field) =>
    (task[field] ?? []).flatMap((address, i) =>
      isAllowed(mailboxOf(address), own, allowed) ? [] : [{ path: `${field}.${i}`, address }],
    ),
  );
}

const isAllowed = (address: string, own: string | null, allowed: readonly string[] | 'own'): boolean =>
  allowed === 'own'
    ? own !== null && address === mailboxOf(own)
    : allowed.includes(address.slice(address.lastIndexOf('@') + 1));

/** Says in words whom jobs may write to. */
export const describeRecipients = (own: string | null, allowed: Recipients): Said =>
  refusal((words) =>
    allowed === 'any' || allowed === 'own'
      ? words.ownAddressOnly(own)
      : words.domainsOnly(allowed.join(', ')),
  );
