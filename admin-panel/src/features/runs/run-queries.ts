import { call } from '@punctual/contracts/api/client';
import type { cancelRun, getRun, rerunRun } from '@punctual/contracts/api/job-actions-contract';
import type { runNeighbours } from '@punctual/contracts/api/run-figures-contract';
import type { listRuns } from '@punctual/contracts/api/runs-contract';
import type { RunView } from '@punctual/contracts/runs/run';
import { isTerminal } from '@punctual/contracts/runs/run-status';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { apiFetch } from '../../lib/api/api-fetch.ts';
import { queryKeys } from '../../lib/api/query-keys.ts';
import { type RunFilters, toRunQuery } from './run-filters.ts';

/** As many as a strip is long. */
const PAGE_SIZE = 60;
const AGAIN_MS = 15_000;

const runsOf = (filters: RunFilters, signal: AbortSignal, cursor?: string) => {
  const query = { ...toRunQuery(filters, Date.now()), limit: PAGE_SIZE, cursor };
  return call<typeof listRuns>(apiFetch, 'GET /users/runs', { query }, { signal });
};

/** The newest of these runs: the page that is kept up to date. */
export const newestRunsQuery = (filters: RunFilters) =>
  queryOptions({
    queryKey: queryKeys.runs.newest(filters),
    queryFn: ({ signal }) => runsOf(filters, signal),
  });

/** All pages that were loaded, each once: asking again would ask for every one of them. */
export const loadedRunsQuery = (filters: RunFilters) =>
  infiniteQueryOptions({
    queryKey: queryKeys.runs.list(filters),
    queryFn: ({ signal, pageParam }) => runsOf(filters, signal, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor,
    staleTime: Number.POSITIVE_INFINITY,
  });

export const runQuery = (id: string) =>
  queryOptions({
    queryKey: queryKeys.runs.one(id),
    queryFn: ({ signal }) =>
      call<typeof getRun>(apiFetch, 'GET /users/runs/:id', { params: { id } }, { signal }),
  });

/** Of the newest run the next one is still to come: asked for again. */
export const neighboursQuery = (id: string) =>
  queryOptions({
    queryKey: queryKeys.runs.neighbours(id),
    queryFn: ({ signal }) =>
      call<typeof runNeighbours>(apiFetch, 'GET /users/runs/:id/neighbours', { params: { id } }, { signal }),
    refetchInterval: ({ state }) => state.data?.newer === null && AGAIN_MS,
  });

export const askToCancel = (id: string): Promise<RunView> =>
  call<typeof cancelRun>(apiFetch, 'POST /users/runs/:id/cancel', { params: { id } });

export const askToRunAgain = (id: string): Promise<RunView> =>
  call<typeof rerunRun>(
    apiFetch,
    'POST /users/runs/:id/rerun',
    { params: { id } },
    { headers: { 'Idempotency-Key': crypto.randomUUID() } },
  );

export const isRunBusy = (run: RunView): boolean => !isTerminal(run.status);
