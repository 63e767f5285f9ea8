import type { ChangedUser } from '@punctual/shared/api/admin-contract';
import type { AccountJobs } from '@punctual/shared/engine/account-jobs';
import type { Clock } from '@punctual/shared/platform/clock';
import { conflict } from '@punctual/shared/platform/errors';
import type { SessionStore } from '@punctual/shared/store/session-store';
import type { UserStore } from '@punctual/shared/store/user-store';
import type { Caller } from '../auth/caller.ts';
import { presentManagedUser } from '../auth/user-presenter.ts';
import { changedAccount } from './changed-account.ts';

export interface SwitchAccountParts {
  users: UserStore;
  sessions: SessionStore;
  accountJobs: AccountJobs;
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
  const { canceled, running } = await accountJobs.follow(user._id, now);
  const effects = { canceledRuns: canceled, runningRuns: running.map(({ _id }) => _id.toHexString()) };
  return { ...presentManagedUser(user), effects, wasDisabled: before.disabledAt !== null };
}
