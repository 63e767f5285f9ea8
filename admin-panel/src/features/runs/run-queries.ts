import { call } from '@punctual/shared/api/client';
import { listJobRuns } from '@punctual/shared/api/jobs-contract';
import type { RunView } from '@punctual/shared/runs/run';
import { isTerminal } from '@punctual/shared/runs/run-status';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { apiFetch } from '../../lib/api/api-fetch.ts';
import { queryKeys } from '../../lib/api/query-keys.ts';

const PAGE_SIZE = 20;

const runsOf = (id: string, signal: AbortSignal, cursor?: string) =>
  call(apiFetch, listJobRuns, { params: { id }, query: { limit: PAGE_SIZE, cursor } }, { signal });

/** The newest runs of a job: the page that is kept up to date. */
export const newestRunsQuery = (jobId: string) =>
  queryOptions({ queryKey: queryKeys.jobs.history(jobId), queryFn: ({ signal }) => runsOf(jobId, signal) });

/** All pages that were loaded, each once: asking again would ask for every one of them. */
export const loadedRunsQuery = (jobId: string) =>
  infiniteQueryOptions({
    queryKey: queryKeys.jobs.loadedHistory(jobId),
    queryFn: ({ signal, pageParam }) => runsOf(jobId, signal, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor,
    staleTime: Number.POSITIVE_INFINITY,
  });

export const isRunBusy = (run: RunView): boolean => !isTerminal(run.status);
