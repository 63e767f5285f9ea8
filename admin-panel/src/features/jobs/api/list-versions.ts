import type { adminListVersions } from '@punctual/contracts/api/admin-inspection-contract';
import { call } from '@punctual/contracts/api/client';
import type { listVersions } from '@punctual/contracts/api/job-versions-contract';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { apiFetch } from '../../../lib/api/api-fetch.ts';
import { queryKeys } from '../../../lib/api/query-keys.ts';
import type { Scope } from '../../../lib/api/source.ts';
import { fetchJob } from './get-job.ts';

const PAGE_SIZE = 50;

/** Queries for the versions of a job, the newest first; a new revision begins them anew. */
export const versionsQuery = (scope: Scope, id: string, revision: number) =>
  infiniteQueryOptions({
    queryKey: queryKeys.jobs.versions(scope, id, revision),
    queryFn: ({ signal, pageParam }) => {
      const query = { limit: PAGE_SIZE, cursor: pageParam };
      return call<typeof listVersions | typeof adminListVersions>(
        apiFetch,
        scope === 'own' ? 'GET /users/jobs/:id/history' : 'GET /admin/jobs/:id/history',
        { params: { id }, query },
        { signal },
      );
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor,
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Queries for the job as it is now, and for its versions since a revision. */
export const versionsSinceQuery = (id: string, revision: number) =>
  queryOptions({
    queryKey: queryKeys.jobs.versionsSince(id, revision),
    queryFn: async () => {
      const versions = call<typeof listVersions>(apiFetch, 'GET /users/jobs/:id/history', { params: { id } });
      const [job, { data }] = await Promise.all([fetchJob(id), versions]);
      return { job, versions: data.filter((version) => version.revision > revision) };
    },
    gcTime: 0,
  });
