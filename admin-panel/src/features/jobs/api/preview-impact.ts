import { call } from '@punctual/contracts/api/client';
import type { previewImpact } from '@punctual/contracts/api/schedules-contract';
import type { JobEdit } from '@punctual/contracts/jobs/job';
import { queryOptions } from '@tanstack/react-query';
import { apiFetch } from '../../../lib/api/api-fetch.ts';
import { queryKeys } from '../../../lib/api/query-keys.ts';

/**
 * Queries for what an edit would change over the next 30 days; null: there is none yet.
 * @param revision of the job that it changes, where the edit was made for that one alone
 */
export const impactQuery = (id: string, edit: JobEdit | null, revision?: number) =>
  queryOptions({
    queryKey: queryKeys.jobs.impact(id, edit, revision),
    queryFn: ({ signal }) =>
      call<typeof previewImpact>(
        apiFetch,
        'POST /users/jobs/:id/impact',
        { params: { id }, body: edit ?? {} },
        { signal },
      ),
    enabled: edit !== null,
    retry: false,
  });
