import type { RunStatus } from '@punctual/contracts/runs/run-status';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { useLiveQuery } from '../../lib/live/live-query.ts';
import { withNewest } from '../runs/history-pages.ts';
import { isRunBusy } from '../runs/run-queries.ts';
import { loadedRunsOfAllQuery, newestRunsOfAllQuery } from './runs-queries.ts';

export interface RunsOfAllQuery {
  status?: RunStatus;
  owner?: string;
  jobId?: string;
}

/** Everybody's runs: the newest kept up to date, older ones loaded on demand. */
export function useRunsOfAll(query: RunsOfAllQuery) {
  const queryClient = useQueryClient();
  const loading = useInfiniteQuery(loadedRunsOfAllQuery(query));
  const enabled = loading.data !== undefined;
  const newest = useLiveQuery({ ...newestRunsOfAllQuery(query), enabled }, ({ data }) =>
    data.some(isRunBusy),
  );
  const page = newest.data;
  const { queryKey } = loadedRunsOfAllQuery(query);
  const key = JSON.stringify(queryKey);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key is a new array each time; what it says counts
  useEffect(() => {
    if (page !== undefined)
      queryClient.setQueryData(queryKey, (loaded) => loaded && withNewest(loaded, page));
  }, [page, key, queryClient]);
  const runs = useMemo(() => loading.data?.pages.flatMap(({ data }) => data), [loading.data]);
  return { runs, loading };
}
