import type { RunView } from '@punctual/shared/runs/run';
import { type UseInfiniteQueryResult, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { useLiveQuery } from '../../lib/live/live-query.ts';
import { withNewest } from './history-pages.ts';
import { isRunBusy, loadedRunsQuery, newestRunsQuery } from './run-queries.ts';

export interface JobRuns {
  runs: RunView[] | undefined;
  loading: UseInfiniteQueryResult;
}

/** The runs of a job: the newest kept up to date, older ones loaded on demand. */
export function useJobRuns(jobId: string, jobIsBusy: boolean): JobRuns {
  const loading = useInfiniteQuery(loadedRunsQuery(jobId));
  useNewestRuns(jobId, loading.data !== undefined, jobIsBusy);
  const runs = useMemo(() => loading.data?.pages.flatMap((page) => page.data), [loading.data]);
  return { runs, loading };
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
