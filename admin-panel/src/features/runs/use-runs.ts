import type { RunView } from '@punctual/contracts/runs/run';
import { type UseInfiniteQueryResult, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import { announce } from '../../lib/announce.ts';
import type { Scope, Source } from '../../lib/api/source.ts';
import { useLiveQuery } from '../../lib/live/live-query.ts';
import { loadedRunsQuery, newestRunsQuery, type RunOf } from './api/list-runs.ts';
import { finishedText, statusesOf } from './finished-runs.ts';
import { withNewest } from './history-pages.ts';
import { isRunActive } from './is-active.ts';
import type { RunFilters } from './run-filters.ts';

const NONE: readonly RunView[] = [];

export interface Runs<S extends Scope = 'own'> {
  runs: RunOf[S][] | undefined;
  loading: UseInfiniteQueryResult;
}

/**
 * Loads these runs: the newest are kept up to date, older ones come on demand.
 * @param isExpecting more of them are soon to come
 */
export function useRuns<S extends Scope>(
  source: Source<S>,
  filters: RunFilters,
  isExpecting = false,
): Runs<S> {
  const loading = useInfiniteQuery(loadedRunsQuery(source, filters));
  useNewestRuns(source, filters, { enabled: loading.data !== undefined, isExpecting });
  const runs = useMemo(() => loading.data?.pages.flatMap(({ data }) => data), [loading.data]);
  useAnnouncements(source.scope === 'own' ? (runs ?? NONE) : NONE);
  return { runs, loading };
}

/** Says which of the user's own runs ended while the page was open. */
function useAnnouncements(runs: readonly RunView[]): void {
  const known = useRef(statusesOf(runs));
  useEffect(() => {
    const text = finishedText(known.current, runs);
    known.current = statusesOf(runs);
    if (text !== null) announce(text);
  }, [runs]);
}

/** Merges new runs into the pages that were loaded. */
function useNewestRuns<S extends Scope>(
  source: Source<S>,
  filters: RunFilters,
  { enabled, isExpecting }: { enabled: boolean; isExpecting: boolean },
): void {
  const queryClient = useQueryClient();
  const newest = useLiveQuery(
    { ...newestRunsQuery(source, filters), enabled },
    ({ data }) => isExpecting || data.some(isRunActive),
  );
  const page = newest.data;
  const { queryKey } = loadedRunsQuery(source, filters);
  const key = JSON.stringify(queryKey);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key is a new array each time; its content counts
  useEffect(() => {
    if (page !== undefined)
      queryClient.setQueryData(queryKey, (loaded) => loaded && withNewest(loaded, page));
  }, [page, key, queryClient]);
}
