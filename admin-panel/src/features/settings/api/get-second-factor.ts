import { call } from '@punctual/contracts/api/client';
import type { getSecondFactor } from '@punctual/contracts/api/second-factor-contract';
import { queryOptions } from '@tanstack/react-query';
import { apiFetch } from '../../../lib/api/api-fetch.ts';
import { queryClient } from '../../../lib/api/query-client.ts';
import { queryKeys } from '../../../lib/api/query-keys.ts';
import { reloadMe } from '../../../lib/session/me.ts';

/** Queries for the second factor of the user's account. */
export const secondFactorQuery = queryOptions({
  queryKey: queryKeys.account.secondFactor,
  queryFn: ({ signal }) => call<typeof getSecondFactor>(apiFetch, 'GET /auth/second-factor', {}, { signal }),
});

/** Takes a changed second factor into use: other logins have ended with it. */
export async function reloadSecondFactor(): Promise<void> {
  await Promise.all([
    reloadMe(),
    queryClient.invalidateQueries({ queryKey: queryKeys.account.secondFactor }),
    queryClient.invalidateQueries({ queryKey: queryKeys.account.sessions }),
  ]);
}
