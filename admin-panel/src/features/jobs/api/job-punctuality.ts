import type { adminJobPunctuality } from '@punctual/contracts/api/admin-inspection-contract';
import { call } from '@punctual/contracts/api/client';
import type { jobPunctuality } from '@punctual/contracts/api/run-figures-contract';
import { queryOptions } from '@tanstack/react-query';
import { apiFetch } from '../../../lib/api/api-fetch.ts';
import { queryKeys } from '../../../lib/api/query-keys.ts';
import type { Scope } from '../../../lib/api/source.ts';

/** Queries for how punctual a job was in the last thirty days. */
export const punctualityQuery = (scope: Scope, id: string) =>
  queryOptions({
    queryKey: queryKeys.jobs.punctuality(scope, id),
    queryFn: ({ signal }) =>
      call<typeof jobPunctuality | typeof adminJobPunctuality>(
        apiFetch,
        scope === 'own' ? 'GET /users/jobs/:id/punctuality' : 'GET /admin/jobs/:id/punctuality',
        { params: { id } },
        { signal },
      ),
  });
