import type { ChangedUser, changeUser } from '@punctual/contracts/api/admin-contract';
import { call } from '@punctual/contracts/api/client';
import { apiFetch } from '../../../lib/api/api-fetch.ts';
import { queryClient } from '../../../lib/api/query-client.ts';
import { queryKeys } from '../../../lib/api/query-keys.ts';

/** Disables an account, or lets it in again; answers what that does to its runs. */
export async function disableUser(userId: string, disabled: boolean): Promise<ChangedUser['effects']> {
  const { effects } = await call<typeof changeUser>(apiFetch, 'PATCH /admin/users/:userId', {
    params: { userId },
    body: { disabled },
  });
  await queryClient.invalidateQueries({ queryKey: queryKeys.users.all });
  return effects;
}
