import { call, type Fetch } from '@punctual/contracts/api/client';
import type { rateLimitStats } from '@punctual/contracts/api/operations-contract';
import type { adminOverview, overview, WindowName } from '@punctual/contracts/api/overview-contract';
import { MINUTE_MS } from '@punctual/contracts/time';
import { queryOptions } from '@tanstack/react-query';
import { apiFetch } from '../../lib/api/api-fetch.ts';
import { queryKeys } from '../../lib/api/query-keys.ts';

/** What is over changes little: late results of runs. */
const PAST_STALE_MS = 5 * MINUTE_MS;

type Query = { window: WindowName; until?: string };

const own = (fetch: Fetch, query: Query, signal: AbortSignal) =>
  call<typeof overview>(fetch, 'GET /users/overview', { query }, { signal });
const everybodys = (fetch: Fetch, query: Query, signal: AbortSignal) =>
  call<typeof adminOverview>(fetch, 'GET /admin/overview', { query }, { signal });

export const overviewQuery = (window: WindowName) =>
  queryOptions({
    queryKey: queryKeys.overview(window),
    queryFn: ({ signal }) => own(apiFetch, { window }, signal),
  });

export const systemOverviewQuery = (window: WindowName) =>
  queryOptions({
    queryKey: queryKeys.admin.overview(window),
    queryFn: ({ signal }) => everybodys(apiFetch, { window }, signal),
  });

/** The window before one that begins at `from`; asked for once in a while, though `from` moves on all the time. */
export const windowBeforeQuery = (scope: 'own' | 'all', window: WindowName, from: string) =>
  queryOptions({
    queryKey: scope === 'own' ? queryKeys.overviewBefore(window) : queryKeys.admin.overviewBefore(window),
    queryFn: async ({ signal }) => {
      const read = scope === 'own' ? own : everybodys;
      const { runs, successRate, lateness } = await read(apiFetch, { window, until: from }, signal);
      return { runs, successRate, lateness };
    },
    staleTime: PAST_STALE_MS,
    refetchInterval: PAST_STALE_MS,
  });

export const limitsQuery = queryOptions({
  queryKey: queryKeys.admin.limits,
  queryFn: ({ signal }) => call<typeof rateLimitStats>(apiFetch, 'GET /rate-limit-stats', {}, { signal }),
});
