import { ApiError, call } from '@punctual/contracts/api/client';
import type { Readiness, ready } from '@punctual/contracts/api/health-contract';
import { queryOptions } from '@tanstack/react-query';
import { apiFetch } from '../../../lib/api/api-fetch.ts';
import { queryKeys } from '../../../lib/api/query-keys.ts';

/** Queries for what the API needs and whether it answers; 503 is an answer, too. */
export const readyQuery = queryOptions({
  queryKey: queryKeys.system.ready,
  queryFn: async ({ signal }): Promise<Readiness> => {
    const response = await apiFetch('/health/ready' satisfies typeof ready.path, { signal });
    if (response.ok || response.status === 503) return (await response.json()) as Readiness;
    return call<typeof ready>(apiFetch, 'GET /health/ready', {}, { signal });
  },
  retry: (count, error) => count < 1 && !(error instanceof ApiError),
});
