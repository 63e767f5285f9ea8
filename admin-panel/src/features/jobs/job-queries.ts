import { call } from '@punctual/shared/api/client';
import { getJob, listJobs } from '@punctual/shared/api/jobs-contract';
import { queryOptions } from '@tanstack/react-query';
import { apiFetch } from '../../lib/api/api-fetch.ts';
import { queryKeys } from '../../lib/api/query-keys.ts';
import type { JobFilters } from './list/job-filters.ts';
import { toQuery } from './list/job-filters.ts';

/** One page of one's own jobs, newest first. */
export const jobsQuery = (filters: JobFilters) =>
  queryOptions({
    queryKey: queryKeys.jobs.list(filters),
    queryFn: ({ signal }) => call(apiFetch, listJobs, { query: toQuery(filters) }, { signal }),
  });

export const jobQuery = (id: string) =>
  queryOptions({
    queryKey: queryKeys.jobs.one(id),
    queryFn: ({ signal }) => call(apiFetch, getJob, { params: { id } }, { signal }),
  });
