import type { listApiKeyCalls } from '@punctual/contracts/api/api-keys-contract';
import { call } from '@punctual/contracts/api/client';
import { queryOptions } from '@tanstack/react-query';
import { apiFetch } from '../../../lib/api/api-fetch.ts';
import { queryKeys } from '../../../lib/api/query-keys.ts';

/** Queries for the last calls of a key, newest first. */
export const apiKeyCallsQuery = (id: string) =>
  queryOptions({
    queryKey: queryKeys.account.apiKeyCalls(id),
    queryFn: ({ signal }) =>
      call<typeof listApiKeyCalls>(apiFetch, 'GET /users/api-keys/:id/calls', { params: { id } }, { signal }),
  });
