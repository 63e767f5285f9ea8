import { call } from '@punctual/contracts/api/client';
import type { getOidc } from '@punctual/contracts/api/oidc-contract';
import { queryOptions } from '@tanstack/react-query';
import { publicFetch } from '../../../lib/api/api-fetch.ts';
import { queryKeys } from '../../../lib/api/query-keys.ts';

/** Queries for the provider through which users may log in too. */
export const oidcQuery = queryOptions({
  queryKey: queryKeys.account.oidc,
  queryFn: ({ signal }) => call<typeof getOidc>(publicFetch, 'GET /auth/oidc', {}, { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});
