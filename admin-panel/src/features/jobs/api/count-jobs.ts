import { call } from '@punctual/contracts/api/client';
import type { Answer } from '@punctual/contracts/api/endpoint';
import type { countJobs } from '@punctual/contracts/api/jobs-contract';
import { queryOptions } from '@tanstack/react-query';
import { apiFetch } from '../../../lib/api/api-fetch.ts';
import { queryKeys } from '../../../lib/api/query-keys.ts';

export type JobCounts = Answer<typeof countJobs>;

/** Queries for the number of the user's jobs of each kind. */
export const jobCountsQuery = queryOptions({
  queryKey: queryKeys.jobs.counts,
  queryFn: ({ signal }) => call<typeof countJobs>(apiFetch, 'GET /users/jobs/counts', {}, { signal }),
});
