import type { setRole } from '@punctual/contracts/api/admin-contract';
import { call } from '@punctual/contracts/api/client';
import type { UserView } from '@punctual/contracts/users/user';
import { apiFetch } from '../../../lib/api/api-fetch.ts';
import { queryClient } from '../../../lib/api/query-client.ts';
import { queryKeys } from '../../../lib/api/query-keys.ts';

export async function changeRole(userId: string, role: UserView['role']): Promise<void> {
  await call<typeof setRole>(apiFetch, 'PATCH /admin/users/:userId/role', {
    params: { userId },
    body: { role },
  });
  await queryClient.invalidateQueries({ queryKey: queryKeys.users.all });
}
