import { call } from '@punctual/contracts/api/client';
import type { Answer } from '@punctual/contracts/api/endpoint';
import type { countJobs } from '@punctual/contracts/api/jobs-contract';
import { queryOptions } from '@tanstack/react-query';
import { apiFetch } from '../../../lib/api/api-fetch.ts';
import { queryClient } from '../../../lib/api/query-client.ts';
import { queryKeys } from '../../../lib/api/query-keys.ts';

export type JobCounts = Answer<typeof countJobs>;

/** The choice of the first page asks for the counts, and the page itself shows them a moment later. */
const FRESH_MS = 10_000;

/** Queries for the number of the user's jobs of each kind. */
export const jobCountsQuery = queryOptions({
  staleTime: FRESH_MS,
  queryKey: queryKeys.jobs.counts,
  queryFn: ({ signal }) => call<typeof countJobs>(apiFetch, 'GET /users/jobs/counts', {}, { signal }),
});

/** Tells whether the user has any job, by the counts that every page shows; no, where that cannot be known. */
export async function fetchHasJobs(): Promise<boolean> {
  const counts = await queryClient.fetchQuery(jobCountsQuery).catch(() => null);
  return counts !== null && counts.total > 0;
}
