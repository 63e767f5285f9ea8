import type { adminGetRun } from '@punctual/contracts/api/admin-jobs-contract';
import { call } from '@punctual/contracts/api/client';
import type { adminListRuns } from '@punctual/contracts/api/runs-contract';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { apiFetch } from '../../lib/api/api-fetch.ts';
import { queryKeys } from '../../lib/api/query-keys.ts';
import type { QueryOf } from './query-of.ts';

const RUNS_PAGE = 25;

export const anyRunQuery = (id: string) =>
  queryOptions({
    queryKey: queryKeys.admin.run(id),
    queryFn: ({ signal }) =>
      call<typeof adminGetRun>(apiFetch, 'GET /admin/runs/:id', { params: { id } }, { signal }),
  });

type RunsQuery = Omit<QueryOf<typeof adminListRuns>, 'limit' | 'cursor'>;

const runsFrom = (query: RunsQuery, signal: AbortSignal, cursor?: string) =>
  call<typeof adminListRuns>(
    apiFetch,
    'GET /admin/runs',
    { query: { ...query, limit: RUNS_PAGE, cursor } },
    { signal },
  );

/** The newest of everybody's runs: the page that is kept up to date. */
export const newestRunsOfAllQuery = (query: RunsQuery) =>
  queryOptions({
    queryKey: queryKeys.admin.runs({ ...query, newest: true }),
    queryFn: ({ signal }) => runsFrom(query, signal),
  });

/** All pages that were loaded, each once. */
export const loadedRunsOfAllQuery = (query: RunsQuery) =>
  infiniteQueryOptions({
    queryKey: queryKeys.admin.runs({ ...query, loaded: true }),
    queryFn: ({ signal, pageParam }) => runsFrom(query, signal, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor,
    staleTime: Number.POSITIVE_INFINITY,
  });
