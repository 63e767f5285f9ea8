import { call } from '@punctual/shared/api/client';
import { listOccurrences } from '@punctual/shared/api/schedules-contract';
import { queryOptions } from '@tanstack/react-query';
import { apiFetch } from '../../lib/api/api-fetch.ts';
import { queryKeys } from '../../lib/api/query-keys.ts';

const FRESH_MS = 60_000;

/** What should have been since `from`, until now. */
export const occurrencesQuery = (id: string, from: string) =>
  queryOptions({
    queryKey: queryKeys.jobs.occurrences(id),
    queryFn: ({ signal }) =>
      call(
        apiFetch,
        listOccurrences,
        { params: { id }, query: { from, to: new Date().toISOString() } },
        { signal },
      ),
    staleTime: FRESH_MS,
  });
