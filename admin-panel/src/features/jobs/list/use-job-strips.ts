import type { JobStrip } from '@punctual/contracts/api/run-figures-contract';
import { isTerminal } from '@punctual/contracts/runs/run-status';
import { keepPreviousData } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useLiveQuery } from '../../../lib/live/live-query.ts';
import { useSettled } from '../../../lib/use-settled.ts';
import type { JobSource } from '../job-source.ts';
import type { Stretch } from './rows-in-view.ts';
import { stripRows } from './strip-ids.ts';
import type { JobPages } from './use-job-pages.ts';

export type StripRuns = JobStrip['runs'];
export type Strips = ReadonlyMap<string, StripRuns>;

/** Scrolling has stopped when the rows in view are the same for so long. */
const RESTS_MS = 150;

/** The last runs of the jobs in view, by job: asked for once when scrolling stops. None without pages. */
export function useJobStrips(source: JobSource, pages: JobPages | null, inView: Stretch | null): Strips {
  const rows = pages && inView ? stripRows(inView) : [];
  const ids = useSettled(
    rows.flatMap((index) => pages?.rowAt(index)?.id ?? []),
    RESTS_MS,
  );
  const answer = useLiveQuery(
    {
      queryKey: source.strips.key(ids),
      queryFn: ({ signal }) => source.strips.read(ids, signal),
      enabled: ids.length > 0,
      placeholderData: keepPreviousData,
    },
    ({ data }) => data.some(({ runs }) => runs.some(({ status }) => !isTerminal(status))),
  ).data;
  return useMemo(() => new Map(answer?.data.map(({ jobId, runs }) => [jobId, runs])), [answer]);
}
