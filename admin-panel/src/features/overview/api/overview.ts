import { call } from '@punctual/contracts/api/client';
import type {
  AdminOverviewView,
  adminOverview,
  OverviewView,
  overview,
  WindowName,
} from '@punctual/contracts/api/overview-contract';
import { MINUTE_MS } from '@punctual/contracts/time';
import { queryOptions } from '@tanstack/react-query';
import { apiFetch } from '../../../lib/api/api-fetch.ts';
import { queryKeys } from '../../../lib/api/query-keys.ts';
import type { Scope } from '../../../lib/api/source.ts';

/** A window that is over changes little: by late results of runs. */
const PAST_STALE_MS = 5 * MINUTE_MS;

interface OverviewOf {
  own: OverviewView;
  all: AdminOverviewView;
}

type Query = { window: WindowName; until?: string };
type Read = { [S in Scope]: (query: Query, signal: AbortSignal) => Promise<OverviewOf[S]> };

const read: Read = {
  own: (query, signal) => call<typeof overview>(apiFetch, 'GET /users/overview', { query }, { signal }),
  all: (query, signal) => call<typeof adminOverview>(apiFetch, 'GET /admin/overview', { query }, { signal }),
};

/** Queries for the figures of a window that ends now. */
export const overviewQuery = <S extends Scope>(scope: S, window: WindowName) =>
  queryOptions({
    queryKey: queryKeys.overview.figures(scope, window),
    queryFn: ({ signal }) => read[scope]({ window }, signal),
  });

/** Queries for the window before one that begins at `from`: seldom, though `from` moves on all the time. */
export const windowBeforeQuery = (scope: Scope, window: WindowName, from: string) =>
  queryOptions({
    queryKey: queryKeys.overview.before(scope, window),
    queryFn: async ({ signal }) => {
      const { runs, successRate, lateness } = await read[scope]({ window, until: from }, signal);
      return { runs, successRate, lateness };
    },
    staleTime: PAST_STALE_MS,
    refetchInterval: PAST_STALE_MS,
  });
