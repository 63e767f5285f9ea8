import { type UseQueryResult, useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { PageOf } from '../../../lib/api/page-of.ts';
import type { Source } from '../../../lib/api/source.ts';
import type { Pages } from '../../../lib/live/defer-updates.ts';
import { useDeferredUpdates } from '../../../lib/live/use-deferred-updates.ts';
import { useLiveOptions } from '../../../lib/live/use-live-options.ts';
import { type JobRow, jobsPageQuery } from '../api/list-jobs.ts';
import { isJobActive } from '../is-active.ts';
import { type JobFilters, PAGE_SIZE, searchOf, toQuery } from './job-filters.ts';

export interface JobPages {
  rowAt: (index: number) => JobRow | undefined;
  /** The jobs that are loaded, in their order. */
  rows: JobRow[];
  total: number;
  totalIsCapped: boolean;
  waiting: 'nothing' | 'new' | 'moved';
  showAll: () => void;
  /** Older than the filters ask for. */
  isStale: boolean;
  /** Names the filters and the order of what is shown. */
  view: string;
}

type Answer = PageOf<JobRow>;
const hasActiveJob = ({ data }: Answer): boolean => data.some(isJobActive);

/** Loads the pages in view, and always the first: it tells how many there are. */
export function useJobPages(
  source: Source,
  filters: JobFilters,
  inView: readonly number[],
  isActive: () => boolean,
) {
  const wanted = [...new Set([0, ...inView])];
  const query = toQuery(filters);
  const live = useLiveOptions<Answer>(source.scope, hasActiveJob);
  const results: UseQueryResult<Answer>[] = useQueries({
    queries: wanted.map((page) => ({ ...jobsPageQuery(source, { ...query, page: page + 1 }), ...live })),
  });
  const first = results[0] as UseQueryResult<Answer>;
  const view = searchOf(filters);
  const fresh = first.data ? snapshotOf(first.data, wanted, results) : null;
  const { shown, showAll } = useDeferredUpdates<JobRow, Snapshot>({
    fresh,
    view,
    isActive,
    growsAtEnd: false,
  });
  const pages = useMemo((): JobPages | null => {
    if (shown === null) return null;
    const { total, totalIsCapped } = shown.fresh;
    return {
      rowAt: (index) => shown.pages.get(Math.floor(index / PAGE_SIZE))?.[index % PAGE_SIZE],
      rows: [...shown.pages.entries()].sort(([a], [b]) => a - b).flatMap(([, jobs]) => jobs),
      total,
      totalIsCapped,
      waiting: shown.held > 0 ? 'new' : shown.isMoved ? 'moved' : 'nothing',
      showAll,
      isStale: shown.view !== view,
      view: shown.view,
    };
  }, [shown, view, showAll]);
  return { first, pages };
}

interface Snapshot {
  pages: Pages<JobRow>;
  total: number;
  totalIsCapped: boolean;
}

function snapshotOf(
  { data, page }: Answer,
  wanted: readonly number[],
  results: readonly UseQueryResult<Answer>[],
): Snapshot {
  const pages = new Map<number, readonly JobRow[]>();
  wanted.forEach((number, index) => {
    const rows = results[index]?.data?.data;
    if (rows) pages.set(number, rows);
  });
  return { pages, total: page?.total ?? data.length, totalIsCapped: page?.totalIsCapped ?? false };
}
