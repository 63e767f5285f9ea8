import { createApiKey, listApiKeys, revokeApiKey } from '@punctual/contracts/api/api-keys-contract';
import { call } from '@punctual/contracts/api/client';
import type { Scope } from '@punctual/contracts/users/api-key';
import { queryOptions } from '@tanstack/react-query';
import { apiFetch } from '../../../lib/api/api-fetch.ts';
import { queryClient } from '../../../lib/api/query-client.ts';
import { queryKeys } from '../../../lib/api/query-keys.ts';

const ALL = 100;

/** One's API keys, newest first; never whole. */
export const keysQuery = queryOptions({
  queryKey: queryKeys.apiKeys,
  queryFn: ({ signal }) => call(apiFetch, listApiKeys, { query: { limit: ALL } }, { signal }),
});

export interface NewKey {
  service: string;
  scopes: Scope[];
  ratePerSecond: number;
}

/** Makes a key and answers it whole: the only time that it can be seen. */
export async function createKey(body: NewKey): Promise<string> {
  const { key } = await call(apiFetch, createApiKey, { body });
  await queryClient.invalidateQueries(keysQuery);
  return key;
}

export async function revokeKey(id: string): Promise<void> {
  await call(apiFetch, revokeApiKey, { params: { id } });
  await queryClient.invalidateQueries(keysQuery);
}
