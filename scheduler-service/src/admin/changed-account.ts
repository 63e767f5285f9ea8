import { conflict, notFound } from '@punctual/engine/platform/errors';
import type { AccountChange } from '../accounts/user-store.ts';

type Changed = Extract<AccountChange, { kind: 'changed' }>;

/**
 * The account before and after a change.
 * @throws AppError 404 if there is none, 409 if nobody would be left to administer
 */
export function changedAccount(change: AccountChange): Changed {
  if (change.kind === 'unknown') throw notFound('This user');
  if (change.kind === 'changed') return change;
  throw conflict('LAST_ADMIN', 'This is the last administrator. Make somebody else one first.');
}
