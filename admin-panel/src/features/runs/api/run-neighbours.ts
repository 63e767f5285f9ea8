import type { adminRunNeighbours } from '@punctual/contracts/api/admin-inspection-contract';
import { call } from '@punctual/contracts/api/client';
import type { runNeighbours } from '@punctual/contracts/api/run-figures-contract';
import { queryOptions } from '@tanstack/react-query';
import { apiFetch } from '../../../lib/api/api-fetch.ts';
import { queryKeys } from '../../../lib/api/query-keys.ts';
import type { Scope } from '../../../lib/api/source.ts';

const AGAIN_MS = 15_000;

/** Queries for the runs of the same job before and after one; of the newest, the next one is still to come. */
export const neighboursQuery = (scope: Scope, id: string) =>
  queryOptions({
    queryKey: queryKeys.runs.neighbours(scope, id),
    queryFn: ({ signal }) =>
      call<typeof runNeighbours | typeof adminRunNeighbours>(
        apiFetch,
        scope === 'own' ? 'GET /users/runs/:id/neighbours' : 'GET /admin/runs/:id/neighbours',
        { params: { id } },
        { signal },
      ),
    refetchInterval: ({ state }) => state.data?.newer === null && AGAIN_MS,
  });
