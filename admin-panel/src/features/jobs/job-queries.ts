import { call } from '@punctual/contracts/api/client';
import type { getJob, listJobs } from '@punctual/contracts/api/jobs-contract';
import { queryOptions } from '@tanstack/react-query';
import { apiFetch } from '../../lib/api/api-fetch.ts';
import { queryKeys } from '../../lib/api/query-keys.ts';

const CHOICES = 30;

export const jobQuery = (id: string) =>
  queryOptions({
    queryKey: queryKeys.jobs.one(id),
    queryFn: ({ signal }) =>
      call<typeof getJob>(apiFetch, 'GET /users/jobs/:id', { params: { id } }, { signal }),
  });

/** Names to choose a job by: those that hold the text, by the alphabet. */
export const jobNamesQuery = (q: string) =>
  queryOptions({
    queryKey: queryKeys.jobs.names(q),
    queryFn: async ({ signal }) => {
      const query = { q: q.trim() || undefined, sort: 'name' as const, limit: CHOICES };
      const { data } = await call<typeof listJobs>(apiFetch, 'GET /users/jobs', { query }, { signal });
      return data.map(({ id, name }) => ({ id, name }));
    },
  });
