import { call } from '@punctual/contracts/api/client';
import type { adminJobStrips, jobStrips } from '@punctual/contracts/api/run-figures-contract';
import { queryOptions } from '@tanstack/react-query';
import { apiFetch } from '../../../lib/api/api-fetch.ts';
import { queryKeys } from '../../../lib/api/query-keys.ts';
import type { Scope } from '../../../lib/api/source.ts';

/** Queries for the last runs of each of these jobs. */
export const recentRunsQuery = (scope: Scope, jobIds: readonly string[]) =>
  queryOptions({
    queryKey: queryKeys.runs.recent(scope, jobIds),
    queryFn: ({ signal }) =>
      call<typeof jobStrips | typeof adminJobStrips>(
        apiFetch,
        scope === 'own' ? 'GET /users/jobs/strips' : 'GET /admin/jobs/strips',
        { query: { ids: jobIds.join(',') } },
        { signal },
      ),
    enabled: jobIds.length > 0,
  });
