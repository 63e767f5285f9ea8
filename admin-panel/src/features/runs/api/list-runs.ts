import { call } from '@punctual/contracts/api/client';
import type { adminListRuns, listRuns, OwnedRunView } from '@punctual/contracts/api/runs-contract';
import type { RunView } from '@punctual/contracts/runs/run';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { apiFetch } from '../../../lib/api/api-fetch.ts';
import type { PageOf } from '../../../lib/api/page-of.ts';
import { queryKeys } from '../../../lib/api/query-keys.ts';
import type { QueryOf } from '../../../lib/api/query-of.ts';
import type { Scope, Source } from '../../../lib/api/source.ts';
import { type RunFilters, toRunQuery } from '../run-filters.ts';

export interface RunOf {
  own: RunView;
  all: OwnedRunView;
}

type Query = QueryOf<typeof adminListRuns>;
type Read = { [S in Scope]: (query: Query, signal: AbortSignal) => Promise<PageOf<RunOf[S]>> };

const read: Read = {
  own: (query, signal) => call<typeof listRuns>(apiFetch, 'GET /users/runs', { query }, { signal }),
  all: (query, signal) => call<typeof adminListRuns>(apiFetch, 'GET /admin/runs', { query }, { signal }),
};

/** Runs of one page: as many as are drawn of a job at a glance. */
const PAGE_SIZE = 60;

function readPage<S extends Scope>(
  { scope, owner }: Source<S>,
  filters: RunFilters,
  signal: AbortSignal,
  cursor?: string,
): Promise<PageOf<RunOf[S]>> {
  const query = { ...toRunQuery(filters, Date.now()), limit: PAGE_SIZE, cursor };
  return read[scope](owner === undefined ? query : { ...query, owner }, signal);
}

/** Queries for the newest of these runs: the page that is kept up to date. */
export const newestRunsQuery = <S extends Scope>(source: Source<S>, filters: RunFilters) =>
  queryOptions({
    queryKey: queryKeys.runs.newest(source, filters),
    queryFn: ({ signal }) => readPage(source, filters, signal),
  });

/** Queries for all pages that were loaded, each once: asking again would ask for every one of them. */
export const loadedRunsQuery = <S extends Scope>(source: Source<S>, filters: RunFilters) =>
  infiniteQueryOptions({
    queryKey: queryKeys.runs.loaded(source, filters),
    queryFn: ({ signal, pageParam }) => readPage(source, filters, signal, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor,
    staleTime: Number.POSITIVE_INFINITY,
  });
