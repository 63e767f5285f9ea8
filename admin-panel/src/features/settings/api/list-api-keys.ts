import type { listApiKeys } from '@punctual/contracts/api/api-keys-contract';
import { call } from '@punctual/contracts/api/client';
import { queryOptions } from '@tanstack/react-query';
import { apiFetch } from '../../../lib/api/api-fetch.ts';
import { queryKeys } from '../../../lib/api/query-keys.ts';

const ALL = 100;

/** Queries for the user's API keys, newest first; never whole. */
export const apiKeysQuery = queryOptions({
  queryKey: queryKeys.account.apiKeys,
  queryFn: ({ signal }) =>
    call<typeof listApiKeys>(apiFetch, 'GET /users/api-keys', { query: { limit: ALL } }, { signal }),
});
