import { Button } from '@mantine/core';
import type { RunView } from '@punctual/contracts/runs/run';
import { type RefObject, useMemo } from 'react';
import type { Scope } from '../../lib/api/source.ts';
import type { DeferredRows } from '../../lib/live/use-deferred-updates.ts';
import { useShortcut } from '../../lib/shortcuts/use-shortcut.ts';
import { jobsWords } from '../../lib/strings/jobs.ts';
import { runsWords as words } from '../../lib/strings/runs.ts';
import { groupByDay } from './group-by-day.ts';
import { RunCards } from './run-cards.tsx';
import classes from './run-list.module.css';
import { type ListedRun, type RunRowsProps, RunTable } from './run-table.tsx';
import type { Runs } from './use-runs.ts';

interface Props extends Omit<RunRowsProps, 'days'> {
  deferred: DeferredRows<ListedRun>;
  loading: Runs<Scope>['loading'];
  isWide: boolean;
}

/** Lists runs by day, as a table or on a phone as cards; new ones wait above while the list is in use. */
export function RunList({ deferred, loading, isWide, ...rows }: Props) {
  const days = useMemo(() => groupByDay(deferred.rows, rows.zone), [deferred.rows, rows.zone]);
  const Rows = isWide ? RunTable : RunCards;
  useRunKeys(deferred.list, deferred.rows, rows.onWhy);
  useShortcut('n', jobsWords.shortcuts.fresh, deferred.held > 0 ? deferred.showAll : null);
  return (
    <div ref={deferred.list} tabIndex={-1} data-quiet-focus className={classes.list}>
      {deferred.held > 0 && (
        <Button className={classes.held} size="compact-sm" radius="xl" onClick={deferred.showAll}>
          {words.newRows(deferred.held)}
        </Button>
      )}
      <Rows days={days} {...rows} />
      <Older loading={loading} />
    </div>
  );
}

function Older({ loading }: { loading: Runs<Scope>['loading'] }) {
  if (!loading.hasNextPage) return <p className={classes.end}>{words.end}</p>;
  return (
    <Button variant="default" className={classes.older} onClick={() => void loading.fetchNextPage()}>
      {loading.isFetchingNextPage ? words.loadingOlder : words.loadOlder}
    </Button>
  );
}

/** Lets j and k walk the runs, and w ask why of the one that has the focus. */
function useRunKeys(
  list: RefObject<HTMLElement | null>,
  runs: readonly RunView[],
  onWhy: (run: RunView) => void,
): void {
  const links = () => [...(list.current?.querySelectorAll<HTMLElement>('[data-row-link]') ?? [])];
  const focused = () => document.activeElement?.closest<HTMLElement>('[data-row]')?.dataset.row;
  const move = (step: number) => () => {
    const all = links();
    const index = all.findIndex((link) => link.closest<HTMLElement>('[data-row]')?.dataset.row === focused());
    all[index < 0 ? 0 : Math.min(all.length - 1, Math.max(0, index + step))]?.focus();
  };
  const why = () => {
    const run = runs.find(({ id }) => id === focused());
    if (run) onWhy(run);
  };
  const has = runs.length > 0;
  useShortcut('j', jobsWords.shortcuts.next, has ? move(1) : null);
  useShortcut('k', jobsWords.shortcuts.previous, has ? move(-1) : null);
  useShortcut('w', jobsWords.shortcuts.why, has ? why : null);
}
