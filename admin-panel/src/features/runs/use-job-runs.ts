import type { RunView } from '@punctual/shared/runs/run';
import { type UseInfiniteQueryResult, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import { announce } from '../../lib/announce.ts';
import { useLiveQuery } from '../../lib/live/live-query.ts';
import { finishedText, statusesOf } from './finished-runs.ts';
import { withNewest } from './history-pages.ts';
import { isRunBusy, loadedRunsQuery, newestRunsQuery } from './run-queries.ts';

const NONE: readonly RunView[] = [];

export interface JobRuns {
  runs: RunView[] | undefined;
  loading: UseInfiniteQueryResult;
}

/** The runs of a job: the newest kept up to date, older ones loaded on demand. */
export function useJobRuns(jobId: string, jobIsBusy: boolean): JobRuns {
  const loading = useInfiniteQuery(loadedRunsQuery(jobId));
  useNewestRuns(jobId, loading.data !== undefined, jobIsBusy);
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
function useNewestRuns(jobId: string, enabled: boolean, jobIsBusy: boolean): void {
  const queryClient = useQueryClient();
  const newest = useLiveQuery(
    { ...newestRunsQuery(jobId), enabled },
    ({ data }) => jobIsBusy || data.some(isRunBusy),
  );
  const page = newest.data;
  useEffect(() => {
    if (page === undefined) return;
    queryClient.setQueryData(loadedRunsQuery(jobId).queryKey, (loaded) => loaded && withNewest(loaded, page));
  }, [page, jobId, queryClient]);
}
