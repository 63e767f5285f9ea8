import type { createApiKey, listApiKeys, revokeApiKey } from '@punctual/contracts/api/api-keys-contract';
import { call } from '@punctual/contracts/api/client';
import { MAX_PAGE_SIZE } from '@punctual/contracts/api/limits';
import type { Scope } from '@punctual/contracts/users/api-key-limits';
import { queryOptions } from '@tanstack/react-query';
import { apiFetch } from '../../../lib/api/api-fetch.ts';
import { queryClient } from '../../../lib/api/query-client.ts';
import { queryKeys } from '../../../lib/api/query-keys.ts';

/** One's API keys, newest first; never whole. */
export const keysQuery = queryOptions({
  queryKey: queryKeys.apiKeys,
  queryFn: ({ signal }) =>
    call<typeof listApiKeys>(
      apiFetch,
      'GET /users/api-keys',
      { query: { limit: MAX_PAGE_SIZE } },
      { signal },
    ),
});

export interface NewKey {
  service: string;
  scopes: Scope[];
  ratePerSecond: number;
}

/** Makes a key and answers it whole: the only time that it can be seen. */
export async function createKey(body: NewKey): Promise<string> {
  const { key } = await call<typeof createApiKey>(apiFetch, 'POST /users/api-keys', { body });
  await queryClient.invalidateQueries(keysQuery);
  return key;
}

export async function revokeKey(id: string): Promise<void> {
  await call<typeof revokeApiKey>(apiFetch, 'DELETE /users/api-keys/:id', { params: { id } });
  await queryClient.invalidateQueries(keysQuery);
}
