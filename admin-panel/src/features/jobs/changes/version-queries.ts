import { call } from '@punctual/contracts/api/client';
import type { listVersions, revertJob } from '@punctual/contracts/api/job-versions-contract';
import type { previewImpact } from '@punctual/contracts/api/schedules-contract';
import type { JobEdit } from '@punctual/contracts/jobs/job';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { apiFetch } from '../../../lib/api/api-fetch.ts';
import { queryKeys } from '../../../lib/api/query-keys.ts';

const PAGE_SIZE = 50;

/** The versions of a job, the newest first; a new revision begins them anew. */
export const versionsQuery = (id: string, revision: number) =>
  infiniteQueryOptions({
    queryKey: queryKeys.jobs.versions(id, revision),
    queryFn: ({ signal, pageParam }) =>
      call<typeof listVersions>(
        apiFetch,
        'GET /users/jobs/:id/history',
        { params: { id }, query: { limit: PAGE_SIZE, cursor: pageParam } },
        { signal },
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor,
    staleTime: Number.POSITIVE_INFINITY,
  });

/** What an edit would change over the next 30 days. */
export const impactQuery = (id: string, revision: number, edit: JobEdit) =>
  queryOptions({
    queryKey: [...queryKeys.jobs.versions(id, revision), 'impact', edit],
    queryFn: ({ signal }) =>
      call<typeof previewImpact>(
        apiFetch,
        'POST /users/jobs/:id/impact',
        { params: { id }, body: edit as never },
        { signal },
      ),
    retry: false,
  });

export const revertTo = (id: string, revision: number, current: number) =>
  call<typeof revertJob>(
    apiFetch,
    'POST /users/jobs/:id/revert',
    { params: { id }, body: { revision } },
    { headers: { 'If-Match': `"${current}"` } },
  );
