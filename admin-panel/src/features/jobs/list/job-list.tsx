import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { BlockError } from '../../../components/block-error.tsx';
import { SkeletonRows } from '../../../components/skeleton-rows.tsx';
import { announce } from '../../../lib/announce.ts';
import type { Source } from '../../../lib/api/source.ts';
import { isListActive } from '../../../lib/live/use-deferred-updates.ts';
import { jobsWords as words } from '../../../lib/strings/jobs.ts';
import { useBulk } from '../actions/use-bulk.tsx';
import { useJobActions } from '../actions/use-job-actions.tsx';
import type { JobRow } from '../api/list-jobs.ts';
import { BulkBar } from './bulk-bar.tsx';
import { JobCards } from './job-cards.tsx';
import { isUnfiltered, type JobFilters, nextSort, searchOf, withoutFilters } from './job-filters.ts';
import classes from './job-list.module.css';
import { JobTable } from './job-table.tsx';
import { JobToolbar } from './job-toolbar.tsx';
import { type JobPages, useJobPages } from './use-job-pages.ts';
import { useRecentRuns } from './use-recent-runs.ts';
import { useRowKeys } from './use-row-keys.ts';
import { useSelection } from './use-selection.ts';
import { useVirtualRows } from './use-virtual-rows.ts';

export interface JobListProps {
  source: Source;
  filters: JobFilters;
  onFilters: (filters: JobFilters) => void;
  errorMessage: string;
  withOwner?: boolean;
  canOpen?: (job: JobRow) => boolean;
  onWhy?: (job: JobRow) => void;
  sortable?: boolean;
  /** The source is narrowed to some owner, which is a filter too. */
  isNarrowed?: boolean;
  /** Clears all filters, where there are some beside these. */
  onClear?: () => void;
}

/** Narrower, its columns would be cut. */
const TABLE_FITS = '(min-width: 80em)';
/** Narrower, times take two lines of a card. */
const LINES_FIT = '(min-width: 24em)';
/** Wider for all owners, whose names take a column. */
const RECENT_RUNS_FIT = { own: '(min-width: 87.5em)', all: '(min-width: 97.5em)' };
const ROW = { table: 52, cards: 116, narrowCards: 136 };
/** After an action of the user the list may move for this long. */
const SETTLES_MS = 5_000;
const always = () => true;

/** Shows search and filters, then the jobs: being loaded, not to be had, none, or listed. */
export function JobList({ source, filters, onFilters, errorMessage, ...props }: JobListProps) {
  const { withOwner = false, canOpen = always, onWhy, sortable = true, isNarrowed = false } = props;
  const { onClear } = props;
  const clear = useCallback(
    () => (onClear ? onClear() : onFilters(withoutFilters(filters))),
    [onClear, onFilters, filters],
  );
  const isFiltered = isNarrowed || !isUnfiltered(filters);
  const list = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const isWide = useMediaQuery(TABLE_FITS, undefined, { getInitialValueInEffect: false }) ?? true;
  const hasRoom = useMediaQuery(LINES_FIT, undefined, { getInitialValueInEffect: false }) ?? true;
  const rowHeight = isWide ? ROW.table : hasRoom ? ROW.cards : ROW.narrowCards;
  const [count, setCount] = useState(0);
  const virtual = useVirtualRows({ list, count, rowHeight });
  // What the user did is shown at once, wherever the pointer is.
  const settledUntil = useRef(0);
  const settle = () => {
    settledUntil.current = performance.now() + SETTLES_MS;
  };
  const isActive = useCallback(
    () => performance.now() >= settledUntil.current && isListActive(list.current),
    [],
  );
  const { first, pages } = useJobPages(source, filters, virtual.pages, isActive);
  const total = pages?.total ?? 0;
  if (total !== count) setCount(total);
  const hasRecentRuns =
    useMediaQuery(RECENT_RUNS_FIT[source.scope], undefined, { getInitialValueInEffect: false }) ?? true;
  const recentRuns = useRecentRuns(source.scope, hasRecentRuns ? pages : null, virtual.inView);
  const selection = useSelection(searchOf(filters));
  const { actions, dialogs } = useJobActions(source, settle);
  const rows = pages?.rows;
  const tags = useMemo(() => [...new Set(rows?.flatMap((job) => job.tags))], [rows]);
  const bulk = useBulk({
    source,
    rows: pages?.rows ?? [],
    tags,
    onDone: () => {
      settle();
      selection.clear();
    },
  });
  useRowKeys({ list, search, pages, focusRow: virtual.focusRow, selection, actions, canOpen, onWhy });
  useAnnouncedTotal(pages);
  const Rows = isWide ? JobTable : JobCards;
  return (
    <>
      <JobToolbar
        filters={filters}
        onChange={onFilters}
        onClear={isFiltered ? clear : null}
        search={search}
        tags={tags}
        sortable={sortable}
      />
      {pages === null ? (
        <Missing key={searchOf(filters)} first={first} message={errorMessage} rowHeight={rowHeight} />
      ) : total === 0 ? (
        <NothingHere onClear={isFiltered ? clear : null} />
      ) : (
        <div
          ref={list}
          tabIndex={-1}
          data-quiet-focus
          className={classes.list}
          data-stale={pages.isStale || undefined}
        >
          <Waiting pages={pages} list={list} />
          <Rows
            pages={pages}
            filters={filters}
            selection={selection}
            actions={actions}
            withOwner={withOwner}
            canOpen={canOpen}
            onWhy={onWhy}
            recentRuns={hasRecentRuns ? recentRuns : null}
            onPage={virtual.rows}
            onSort={
              sortable ? (column) => onFilters({ ...filters, sort: nextSort(filters.sort, column) }) : null
            }
          />
        </div>
      )}
      {pages && (
        <BulkBar
          selection={selection}
          pages={pages}
          isOwn={source.scope === 'own'}
          onAction={(action) =>
            selection.all
              ? bulk.ask(action, { filters }, total)
              : bulk.ask(action, { ids: [...selection.ids] }, selection.ids.size)
          }
        />
      )}
      {dialogs}
      {bulk.dialogs}
    </>
  );
}

function Missing({
  first,
  message,
  rowHeight,
}: {
  first: ReturnType<typeof useJobPages>['first'];
  message: string;
  rowHeight: number;
}) {
  // A list that follows events is asked for again by itself: meanwhile what was wrong stays, opened details too.
  const [error, setError] = useState(first.error);
  if (first.error !== null && first.error !== error) setError(first.error);
  if (error === null) return <SkeletonRows rows={8} height={rowHeight} />;
  return <BlockError message={message} error={error} onRetry={() => void first.refetch()} />;
}

/** Says that there are no jobs, or none that the filters keep. */
function NothingHere({ onClear }: { onClear: (() => void) | null }) {
  return (
    <div className={classes.nothing} data-nothing>
      <p>{onClear === null ? words.noneYet : words.noneMatch}</p>
      {onClear !== null && (
        <Button variant="default" onClick={onClear}>
          {words.clear}
        </Button>
      )}
    </div>
  );
}

/** Offers new rows, over the edge of the list, so that nothing moves when it comes. */
function Waiting({ pages, list }: { pages: JobPages; list: React.RefObject<HTMLDivElement | null> }) {
  if (pages.waiting === 'nothing') return null;
  const show = () => {
    pages.showAll();
    // The button that was pressed goes; the focus stays with the list.
    list.current?.focus({ preventScroll: true });
  };
  return (
    <Button className={classes.held} size="compact-sm" radius="xl" onClick={show}>
      {pages.waiting === 'new' ? words.showFresh : words.sortAgain}
    </Button>
  );
}

/** Announces the result of a filter to screen readers; not each time a job comes or goes. */
function useAnnouncedTotal(pages: JobPages | null): void {
  const isKnown = pages !== null && !pages.isStale;
  const text = isKnown ? words.total(pages.total, pages.totalIsCapped) : null;
  const told = useRef<string | null>(null);
  useEffect(() => {
    if (text === null || text === told.current) return;
    if (told.current !== null) announce(text);
    told.current = text;
  }, [text]);
}
