import type { JobStrip } from '@punctual/contracts/api/run-figures-contract';
import { isTerminal } from '@punctual/contracts/runs/run-status';
import { keepPreviousData } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Scope } from '../../../lib/api/source.ts';
import { useLiveQuery } from '../../../lib/live/live-query.ts';
import { useDebounced } from '../../../lib/use-debounced.ts';
import { recentRunsQuery } from '../api/recent-runs.ts';
import { recentRunsRows, type Stretch } from './rows-in-view.ts';
import type { JobPages } from './use-job-pages.ts';

export type RecentRunsOfJob = JobStrip['runs'];
export type RecentRunsByJob = ReadonlyMap<string, RecentRunsOfJob>;

/** Scrolling has stopped when the rows in view are the same for so long. */
const RESTS_MS = 150;

/** Loads the last runs of the jobs in view, by job, once scrolling has stopped. None without pages. */
export function useRecentRuns(scope: Scope, pages: JobPages | null, inView: Stretch | null): RecentRunsByJob {
  const rows = pages && inView ? recentRunsRows(inView) : [];
  const ids = useDebounced(
    rows.flatMap((index) => pages?.rowAt(index)?.id ?? []),
    RESTS_MS,
  );
  const answer = useLiveQuery(
    { ...recentRunsQuery(scope, ids), placeholderData: keepPreviousData },
    ({ data }) => data.some(({ runs }) => runs.some(({ status }) => !isTerminal(status))),
  ).data;
  return useMemo(() => new Map(answer?.data.map(({ jobId, runs }) => [jobId, runs])), [answer]);
}
