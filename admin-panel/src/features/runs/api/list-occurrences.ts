import type { adminListOccurrences } from '@punctual/contracts/api/admin-inspection-contract';
import { call } from '@punctual/contracts/api/client';
import type { listOccurrences } from '@punctual/contracts/api/schedules-contract';
import { MINUTE_MS } from '@punctual/contracts/time';
import { queryOptions } from '@tanstack/react-query';
import { apiFetch } from '../../../lib/api/api-fetch.ts';
import { queryKeys } from '../../../lib/api/query-keys.ts';
import type { Scope } from '../../../lib/api/source.ts';

/** Queries for the instants that a job's schedule named since `from`, until now. */
export const occurrencesQuery = (scope: Scope, jobId: string, from: string) =>
  queryOptions({
    queryKey: queryKeys.jobs.occurrences(scope, jobId),
    queryFn: ({ signal }) =>
      call<typeof listOccurrences | typeof adminListOccurrences>(
        apiFetch,
        scope === 'own' ? 'GET /users/jobs/:id/occurrences' : 'GET /admin/jobs/:id/occurrences',
        { params: { id: jobId }, query: windowSince(from) },
        { signal },
      ),
    staleTime: MINUTE_MS,
  });

/**
 * Makes the window since `from`. A run may be planned a moment ahead of now, and the server's clock ahead of
 * this one: no window ends before it begins.
 */
function windowSince(from: string): { from: string; to: string } {
  const end = Math.max(Date.now(), Date.parse(from) + 1);
  return { from, to: new Date(end).toISOString() };
}
