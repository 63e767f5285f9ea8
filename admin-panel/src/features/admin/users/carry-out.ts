import type { ListedUserView } from '@punctual/contracts/users/user';
import { adminWords } from '../../../lib/strings/admin.ts';
import { disableUser } from '../api/change-user.ts';
import { endUserSessions } from '../api/end-user-sessions.ts';
import { removeSecondFactorOf } from '../api/remove-second-factor.ts';
import { changeRole } from '../api/set-role.ts';
import type { UserAct } from './user-acts.ts';

const words = adminWords.users;

/** Does it; returns what to say of it. */
export async function carryOut(act: UserAct, { id, email }: ListedUserView): Promise<string> {
  switch (act) {
    case 'makeAdmin':
      await changeRole(id, 'admin');
      return words.isAdmin(email);
    case 'makeUser':
      await changeRole(id, 'user');
      return words.isUser(email);
    case 'disable':
      return words.isDisabled(email, (await disableUser(id, true)).canceledRuns);
    case 'enable':
      await disableUser(id, false);
      return words.isEnabled(email);
    case 'removeSecondFactor':
      await removeSecondFactorOf(id);
      return words.secondFactorRemoved(email);
    case 'endSessions':
      await endUserSessions(id);
      return words.loginsEnded(email);
  }
}
