import { call } from '@punctual/contracts/api/client';
import type { rateLimitStats } from '@punctual/contracts/api/operations-contract';
import { queryOptions } from '@tanstack/react-query';
import { apiFetch } from '../../../lib/api/api-fetch.ts';
import { queryKeys } from '../../../lib/api/query-keys.ts';

/** Queries for the rate limits, and how much of each is used. */
export const limitsQuery = queryOptions({
  queryKey: queryKeys.system.limits,
  queryFn: ({ signal }) => call<typeof rateLimitStats>(apiFetch, 'GET /rate-limit-stats', {}, { signal }),
});
