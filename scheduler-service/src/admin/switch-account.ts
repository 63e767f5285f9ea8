import type { ChangedUser } from '@punctual/contracts/api/admin-contract';
import type { Clock } from '@punctual/engine/platform/clock';
import { conflict } from '@punctual/engine/platform/errors';
import type { OwnerSuspension } from '../accounts/owner-suspension.ts';
import type { SessionStore } from '../accounts/sessions/session-store.ts';
import { presentManagedUser } from '../accounts/user-presenter.ts';
import type { UserStore } from '../accounts/user-store.ts';
import type { Caller } from '../http/caller.ts';
import { changedAccount } from './changed-account.ts';

export interface SwitchAccountParts {
  users: UserStore;
  sessions: SessionStore;
  accountJobs: OwnerSuspension;
  clock: Clock;
}

/**
 * Disables or enables an account. Each step may be repeated, and saying it again finishes what was left
 * half-way: the account first, for it says what holds, then its logins, then its jobs and runs.
 * @throws AppError 404, or 409 for the last administrator and for the caller himself
 */
export async function switchAccount(
  userId: string,
  disabled: boolean,
  caller: Caller,
  { users, sessions, accountJobs, clock }: SwitchAccountParts,
): Promise<ChangedUser & { wasDisabled: boolean }> {
  const now = clock.now();
  if (disabled && caller.userId.toHexString() === userId)
    throw conflict('OWN_ACCOUNT', 'This is your own account. Let another administrator disable it.');
  const { user, before } = changedAccount(await users.setDisabled(userId, disabled ? now : null));
  if (disabled) await sessions.endAll(user._id);
  const { canceled, running } = await accountJobs.sync(user._id, now);
  const effects = { canceledRuns: canceled, runningRuns: running.map(({ _id }) => _id.toHexString()) };
  return { ...presentManagedUser(user), effects, wasDisabled: before.disabledAt !== null };
}
