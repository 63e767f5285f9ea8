import type { Task } from '@punctual/contracts/tasks/task';
import { mailboxOf } from '@punctual/contracts/users/email-address';
import { validationFailed } from '@punctual/engine/platform/errors';
import type { Caller } from '../http/caller.ts';

/** Addresses that jobs may write to: any, that of their owner alone, or those of these domains. */
export type Recipients = 'any' | 'own' | readonly string[];

const FIELDS = ['to', 'cc', 'bcc'] as const;

/**
 * Returns the task if it may be stored here.
 * @throws AppError 422 naming each address that jobs here may not write to
 */
export function withAllowedRecipients(task: Task, { user }: Caller, allowed: Recipients): Task {
  if (task.type !== 'email' || allowed === 'any') return task;
  const whom = allowed === 'own' ? `your own address: ${user.email}` : `these domains: ${allowed.join(', ')}`;
  const message = `Jobs may write only to ${whom}.`;
  const refused = FIELDS.flatMap((field) =>
    (task[field] ?? []).flatMap((address, i) =>
      isAllowed(mailboxOf(address), user.email, allowed) ? [] : [{ path: `task.${field}.${i}`, message }],
    ),
  );
  if (refused.length > 0) throw validationFailed(refused);
  return task;
}

const isAllowed = (address: string, own: string, allowed: readonly string[] | 'own'): boolean =>
  allowed === 'own'
    ? address === mailboxOf(own)
    : allowed.includes(address.slice(address.lastIndexOf('@') + 1));
