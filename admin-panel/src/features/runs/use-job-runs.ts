import type { RunView } from '@punctual/shared/runs/run';
import { type UseInfiniteQueryResult, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { useLiveQuery } from '../../lib/live/live-query.ts';
import { isGap, mergeRuns } from './merge-runs.ts';
import { isRunBusy, loadedRunsQuery, newestRunsQuery } from './run-queries.ts';

export interface JobRuns {
  runs: RunView[] | undefined;
  loading: UseInfiniteQueryResult;
}

const NONE: RunView[] = [];

/** The runs of a job: the newest kept up to date, older ones loaded on demand. */
export function useJobRuns(jobId: string, jobIsBusy: boolean): JobRuns {
  const loading = useInfiniteQuery(loadedRunsQuery(jobId));
  const first = loading.data?.pages[0];
  const newest = useLiveQuery(
    {
      ...newestRunsQuery(jobId),
      enabled: first !== undefined,
      initialData: first,
      initialDataUpdatedAt: loading.dataUpdatedAt,
    },
    ({ data }) => jobIsBusy || data.some(isRunBusy),
  );
  const loaded = useMemo(() => loading.data?.pages.flatMap((page) => page.data), [loading.data]);
  const fresh = newest.data;
  const runs = useMemo(
    () => (loaded === undefined ? undefined : mergeRuns(fresh?.data ?? NONE, loaded)),
    [fresh, loaded],
  );
  useResetAfterGap(
    jobId,
    isGap(fresh?.data ?? NONE, loaded ?? NONE, fresh !== undefined && fresh.nextCursor !== null),
  );
  return { runs, loading };
}

/** After a gap (a tab that slept) begin again with the first page, rather than show a history with a hole. */
function useResetAfterGap(jobId: string, gap: boolean): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    if (gap) void queryClient.resetQueries({ queryKey: loadedRunsQuery(jobId).queryKey });
  }, [gap, jobId, queryClient]);
}
