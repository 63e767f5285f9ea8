import { call } from '@punctual/contracts/api/client';
import type { jobPunctuality } from '@punctual/contracts/api/run-figures-contract';
import { queryOptions } from '@tanstack/react-query';
import { apiFetch } from '../../../lib/api/api-fetch.ts';
import { queryKeys } from '../../../lib/api/query-keys.ts';

/** Queries for how punctual a job was in the last thirty days. */
export const punctualityQuery = (id: string) =>
  queryOptions({
    queryKey: queryKeys.jobs.punctuality(id),
    queryFn: ({ signal }) =>
      call<typeof jobPunctuality>(
        apiFetch,
        'GET /users/jobs/:id/punctuality',
        { params: { id } },
        { signal },
      ),
  });
