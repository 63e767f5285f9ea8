import { type UseQueryResult, useQueries } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import type { PageOf } from '../../../lib/api/page-of.ts';
import { useLiveOptions } from '../../../lib/live/use-live-options.ts';
import { isBusy } from '../busy.ts';
import type { JobRow, JobSource } from '../job-source.ts';
import { holdPages, type Pages } from './hold-pages.ts';
import { type JobFilters, PAGE_SIZE, searchOf, toQuery } from './job-filters.ts';

export interface JobPages {
  rowAt: (index: number) => JobRow | undefined;
  /** Of the jobs that are loaded, in their order. */
  rows: JobRow[];
  total: number;
  totalIsCapped: boolean;
  waiting: 'nothing' | 'new' | 'moved';
  showAll: () => void;
  /** Older than what was asked for. */
  isStale: boolean;
}

interface Shown {
  view: string;
  fresh: Pages;
  pages: Pages;
  total: number;
  totalIsCapped: boolean;
  waiting: JobPages['waiting'];
}

type Answer = PageOf<JobRow>;
const answerIsBusy = ({ data }: Answer): boolean => data.some(isBusy);

/** The pages in view, the first always: by them it is known how many there are. */
export function useJobPages(
  source: JobSource,
  filters: JobFilters,
  inView: readonly number[],
  isCalm: () => boolean,
) {
  const wanted = [...new Set([0, ...inView])];
  const query = toQuery(filters);
  const live = useLiveOptions<Answer>(source.scope, answerIsBusy);
  const results: UseQueryResult<Answer>[] = useQueries({
    queries: wanted.map((page) => ({
      queryKey: source.pageKey({ ...query, page: page + 1 }),
      queryFn: ({ signal }: { signal: AbortSignal }) => source.page({ ...query, page: page + 1 }, signal),
      ...live,
    })),
  });
  const first = results[0] as UseQueryResult<Answer>;
  const { shown, showAll } = useShown(searchOf(filters), wanted, results, isCalm);
  const view = searchOf(filters);
  const pages = useMemo(() => shown && jobPages(shown, view, showAll), [shown, view, showAll]);
  return { first, pages };
}

function jobPages(shown: Shown, view: string, showAll: () => void): JobPages {
  const { pages, total, totalIsCapped, waiting } = shown;
  const rowAt = (index: number) => pages.get(Math.floor(index / PAGE_SIZE))?.[index % PAGE_SIZE];
  const rows = [...pages.entries()].sort(([a], [b]) => a - b).flatMap(([, jobs]) => jobs);
  return { rowAt, rows, total, totalIsCapped, waiting, showAll, isStale: shown.view !== view };
}

/** What is shown: of another view all at once, of the same one without moving what somebody reads. */
function useShown(
  view: string,
  wanted: readonly number[],
  results: readonly UseQueryResult<Answer>[],
  isCalm: () => boolean,
) {
  const [shown, setShown] = useState<Shown | null>(null);
  const answer = results[0]?.data;
  const fresh = freshPages(wanted, results);
  let now = shown;
  if (answer && (!shown || shown.view !== view || !sameRows(shown.fresh, fresh))) {
    const calm = !shown || shown.view !== view || isCalm();
    // Pages that went out of sight stay known while rows are held: on coming back they are as they were.
    const held = holdPages(shown?.pages ?? new Map(), fresh, calm);
    const { total = answer.data.length, totalIsCapped = false } = answer.page ?? {};
    now = { view, fresh, ...held, total, totalIsCapped };
    setShown(now);
  }
  const showAll = useCallback(
    () => setShown((before) => before && { ...before, pages: before.fresh, waiting: 'nothing' }),
    [],
  );
  return { shown: now, showAll };
}

function freshPages(wanted: readonly number[], results: readonly UseQueryResult<Answer>[]): Pages {
  const pages = new Map<number, readonly JobRow[]>();
  wanted.forEach((page, index) => {
    const data = results[index]?.data?.data;
    if (data) pages.set(page, data);
  });
  return pages;
}

const sameRows = (before: Pages, now: Pages): boolean =>
  before.size === now.size && [...now].every(([page, rows]) => before.get(page) === rows);
