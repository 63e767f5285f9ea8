import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { RunView } from '@punctual/shared/runs/run';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { Segments } from '../../components/segments.tsx';
import { useHeldRows } from '../../lib/live/use-held-rows.ts';
import { en } from '../../lib/strings/en.ts';
import { groupByDay } from './group-by-day.ts';
import { zoneChoices } from './history-zone.ts';
import { RunCards } from './run-cards.tsx';
import classes from './run-history.module.css';
import { RunStrip } from './run-strip.tsx';
import { RunTable } from './run-table.tsx';
import type { JobRuns } from './use-job-runs.ts';
import { useOpenedRuns } from './use-opened-runs.ts';

interface Props {
  jobId: string;
  runs: readonly RunView[];
  jobZone: string | null;
  loading: JobRuns['loading'];
}

/** Below, its columns would be cut. */
const TABLE_FITS = '(min-width: 64em)';

/** What happened: a strip to see at a glance, and a row per run by the days of the zone chosen. */
export function RunHistory({ jobId, runs: fresh, jobZone, loading }: Props) {
  const { rows, held, list, showAll } = useHeldRows(fresh, jobId);
  const { zone, switcher } = useHistoryZone(jobZone);
  const days = useMemo(() => groupByDay(rows, zone), [rows, zone]);
  const { opened, toggle, reveal } = useOpenedRuns();
  const isWide = useMediaQuery(TABLE_FITS, undefined, { getInitialValueInEffect: false });
  const Rows = isWide ? RunTable : RunCards;
  return (
    <div ref={list} tabIndex={-1} data-quiet-focus className={classes.history}>
      <RunStrip runs={fresh} zone={zone} length={isWide ? 60 : 24} onOpen={reveal} />
      {switcher}
      <div className={classes.rows}>
        {held > 0 && (
          <Button className={classes.held} size="compact-sm" radius="xl" onClick={showAll}>
            {en.runs.newRows(held)}
          </Button>
        )}
        <Rows days={days} zone={zone} opened={opened} onToggle={toggle} />
      </div>
      <Older loading={loading} />
    </div>
  );
}

function useHistoryZone(jobZone: string | null) {
  const [search, setSearch] = useSearchParams();
  const choices = useMemo(() => zoneChoices(jobZone), [jobZone]);
  const choice = choices.find(({ value }) => value === search.get('tz')) ?? choices[0];
  const change = (tz: string) => setSearch({ tz }, { replace: true, preventScrollReset: true });
  const switcher = choices.length > 1 && choice !== undefined && (
    <Segments name="tz" label={en.time.zone} options={choices} value={choice.value} onChange={change} />
  );
  return { zone: choice?.zone ?? 'UTC', switcher };
}

function Older({ loading }: { loading: JobRuns['loading'] }) {
  if (!loading.hasNextPage) return <p className={classes.end}>{en.runs.end}</p>;
  const label = loading.isFetchingNextPage ? en.runs.loadingOlder : en.runs.loadOlder;
  return (
    <Button variant="default" className={classes.older} onClick={() => void loading.fetchNextPage()}>
      {label}
    </Button>
  );
}
