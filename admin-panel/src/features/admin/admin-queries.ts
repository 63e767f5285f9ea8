import { adminListJobs } from '@punctual/shared/api/admin-jobs-contract';
import { call } from '@punctual/shared/api/client';
import { queryOptions } from '@tanstack/react-query';
import { apiFetch } from '../../lib/api/api-fetch.ts';
import { queryKeys } from '../../lib/api/query-keys.ts';

type Query = Parameters<typeof call<typeof adminListJobs>>[2]['query'];

/** One page of everybody's jobs, newest first, each with its owner. */
export const allJobsQuery = (query: NonNullable<Query>) =>
  queryOptions({
    queryKey: queryKeys.admin.jobs(query),
    queryFn: ({ signal }) => call(apiFetch, adminListJobs, { query }, { signal }),
  });
