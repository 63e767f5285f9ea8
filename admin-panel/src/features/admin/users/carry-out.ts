import type { adminEndSessions } from '@punctual/contracts/api/account-contract';
import type { changeUser, setRole } from '@punctual/contracts/api/admin-contract';
import { call } from '@punctual/contracts/api/client';
import type { ListedUserView } from '@punctual/contracts/users/user';
import { apiFetch } from '../../../lib/api/api-fetch.ts';
import { adminWords } from '../../../lib/strings/admin.ts';
import type { UserAct } from './user-acts.ts';

const words = adminWords.users;

/** Does it; answers what to say of it. */
export async function carryOut(act: UserAct, { id: userId, email }: ListedUserView): Promise<string> {
  const params = { userId };
  switch (act) {
    case 'makeAdmin':
      await call<typeof setRole>(apiFetch, 'PATCH /admin/users/:userId/role', {
        params,
        body: { role: 'admin' },
      });
      return words.isAdmin(email);
    case 'makeUser':
      await call<typeof setRole>(apiFetch, 'PATCH /admin/users/:userId/role', {
        params,
        body: { role: 'user' },
      });
      return words.isUser(email);
    case 'disable': {
      const { effects } = await call<typeof changeUser>(apiFetch, 'PATCH /admin/users/:userId', {
        params,
        body: { disabled: true },
      });
      return words.isDisabled(email, effects.canceledRuns);
    }
    case 'enable':
      await call<typeof changeUser>(apiFetch, 'PATCH /admin/users/:userId', {
        params,
        body: { disabled: false },
      });
      return words.isEnabled(email);
    case 'endSessions':
      await call<typeof adminEndSessions>(apiFetch, 'DELETE /admin/users/:userId/sessions', { params });
      return words.loginsEnded(email);
  }
}
