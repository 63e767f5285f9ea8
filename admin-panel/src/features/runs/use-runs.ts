import type { RunView } from '@punctual/contracts/runs/run';
import { type UseInfiniteQueryResult, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import { announce } from '../../lib/announce.ts';
import { useLiveQuery } from '../../lib/live/live-query.ts';
import { finishedText, statusesOf } from './finished-runs.ts';
import { withNewest } from './history-pages.ts';
import type { RunFilters } from './run-filters.ts';
import { isRunBusy, loadedRunsQuery, newestRunsQuery } from './run-queries.ts';

const NONE: readonly RunView[] = [];

export interface Runs {
  runs: RunView[] | undefined;
  loading: UseInfiniteQueryResult;
}

/** These runs: the newest kept up to date, older ones loaded on demand. `isBusy`: more are soon to come. */
export function useRuns(filters: RunFilters, isBusy: boolean): Runs {
  const loading = useInfiniteQuery(loadedRunsQuery(filters));
  useNewestRuns(filters, loading.data !== undefined, isBusy);
  const runs = useMemo(() => loading.data?.pages.flatMap((page) => page.data), [loading.data]);
  useAnnouncements(runs ?? NONE);
  return { runs, loading };
}

/** Says which runs ended while the page was open. */
function useAnnouncements(runs: readonly RunView[]): void {
  const known = useRef(statusesOf(runs));
  useEffect(() => {
    const text = finishedText(known.current, runs);
    known.current = statusesOf(runs);
    if (text !== null) announce(text);
  }, [runs]);
}

/** Works what is new into the pages that were loaded. */
function useNewestRuns(filters: RunFilters, enabled: boolean, isBusy: boolean): void {
  const queryClient = useQueryClient();
  const newest = useLiveQuery(
    { ...newestRunsQuery(filters), enabled },
    ({ data }) => isBusy || data.some(isRunBusy),
  );
  const page = newest.data;
  const key = JSON.stringify(filters);
  useEffect(() => {
    if (page === undefined) return;
    const { queryKey } = loadedRunsQuery(JSON.parse(key) as RunFilters);
    queryClient.setQueryData(queryKey, (loaded) => loaded && withNewest(loaded, page));
  }, [page, key, queryClient]);
}
