import { call } from '@punctual/contracts/api/client';
import type { adminRemoveSecondFactor } from '@punctual/contracts/api/second-factor-contract';
import { apiFetch } from '../../../lib/api/api-fetch.ts';
import { queryClient } from '../../../lib/api/query-client.ts';
import { queryKeys } from '../../../lib/api/query-keys.ts';

/** Removes the second factor of somebody who has lost it. */
export async function removeSecondFactorOf(userId: string): Promise<void> {
  const path = 'DELETE /admin/users/:userId/second-factor';
  await call<typeof adminRemoveSecondFactor>(apiFetch, path, { params: { userId } });
  await queryClient.invalidateQueries({ queryKey: queryKeys.users.all });
}
