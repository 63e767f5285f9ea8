import type { adminEndSessions } from '@punctual/contracts/api/account-contract';
import { call } from '@punctual/contracts/api/client';
import { apiFetch } from '../../../lib/api/api-fetch.ts';
import { queryClient } from '../../../lib/api/query-client.ts';
import { queryKeys } from '../../../lib/api/query-keys.ts';

/** Ends all logins of an account. */
export async function endUserSessions(userId: string): Promise<void> {
  await call<typeof adminEndSessions>(apiFetch, 'DELETE /admin/users/:userId/sessions', {
    params: { userId },
  });
  await queryClient.invalidateQueries({ queryKey: queryKeys.users.all });
}
