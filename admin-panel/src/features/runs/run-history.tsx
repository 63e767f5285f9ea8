import type { JobView } from '@punctual/contracts/jobs/job';
import type { RunView } from '@punctual/contracts/runs/run';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { Segments } from '../../components/segments.tsx';
import type { Scope } from '../../lib/api/source.ts';
import { useDeferredRows } from '../../lib/live/use-deferred-updates.ts';
import { useShortcut } from '../../lib/shortcuts/use-shortcut.ts';
import { en } from '../../lib/strings/en.ts';
import { runsWords as words } from '../../lib/strings/runs.ts';
import { plannedRunsQuery } from '../jobs/api/preview-schedule.ts';
import { zoneOf } from '../jobs/schedule-words.ts';
import { occurrencesQuery } from './api/list-occurrences.ts';
import { zoneChoices } from './history-zone.ts';
import { recentRunCells } from './recent-run-cells.ts';
import { RecentRunsBar } from './recent-runs.tsx';
import { RunFilterBar } from './run-filter-bar.tsx';
import { isAnyRun, type RunFilters, withRunFilters } from './run-filters.ts';
import classes from './run-history.module.css';
import { RunList } from './run-list.tsx';
import { type Planned, UpcomingRows } from './upcoming-rows.tsx';
import { useRunPlace } from './use-run-place.ts';
import type { Runs } from './use-runs.ts';

interface Props {
  job: JobView;
  scope: Scope;
  filters: RunFilters;
  runs: readonly RunView[];
  loading: Runs<Scope>['loading'];
  onWhy: (at: string) => void;
}

const RECENT = { wide: 60, phone: 24 };
/** Runs to come that are shown above the past ones: the panel beside them lists more. */
const PLANNED = 1;
/** Fewer runs are seen at a glance: filters would only push them down. */
const FILTERED_FROM = 10;

/** Shows what happened: the recent runs at a glance, and a row per run by the days of the zone chosen. */
export function RunHistory({ job, scope, filters, runs, loading, onWhy }: Props) {
  const [search, setSearch] = useSearchParams();
  const navigate = useNavigate();
  const { opened, linkTo, isWide } = useRunPlace(scope);
  const deferred = useDeferredRows(runs, JSON.stringify(filters));
  const { zone, switcher } = useHistoryZone(zoneOf(job.schedule));
  const isAll = isAnyRun({ ...filters, jobId: '' });
  const isLong = runs.length >= FILTERED_FROM || loading.hasNextPage || !isAll;
  const planned = useNextPlanned(job, isAll && isWide);
  const setFilters = (next: RunFilters) =>
    setSearch(withRunFilters(search, { ...next, jobId: '' }), { replace: true, preventScrollReset: true });
  const whyOf = useMemo(() => (run: RunView) => onWhy(run.scheduledFor), [onWhy]);
  return (
    <div className={classes.history}>
      {isAll && runs.length > 0 && (
        <Recent
          runs={runs}
          zone={zone}
          onWhy={onWhy}
          jobId={job.id}
          scope={scope}
          length={isWide ? RECENT.wide : RECENT.phone}
          onOpen={(id) => void navigate(linkTo({ id }), { preventScrollReset: true })}
        />
      )}
      <div className={classes.controls}>
        {isLong && <RunFilterBar filters={filters} onChange={setFilters} />}
        {switcher}
      </div>
      {runs.length === 0 ? (
        <p className={classes.none}>{words.noneMatch}</p>
      ) : (
        <RunList
          deferred={deferred}
          loading={loading}
          zone={zone}
          isWide={isWide}
          linkTo={linkTo}
          opened={opened}
          jobsOf={null}
          onWhy={whyOf}
          upcoming={<UpcomingRows planned={planned} zone={zone} onWhy={onWhy} />}
        />
      )}
    </div>
  );
}

/** Loads the next of its runs. */
function useNextPlanned(job: JobView, enabled: boolean): Planned[] {
  const query = plannedRunsQuery(job);
  const planned = useQuery({
    ...query,
    enabled: enabled && job.nextRunAt !== null,
    placeholderData: keepPreviousData,
  }).data;
  if (!enabled || job.nextRunAt === null) return [];
  return planned?.next.slice(0, PLANNED) ?? [{ at: job.nextRunAt }];
}

interface RecentProps {
  jobId: string;
  scope: Scope;
  runs: readonly RunView[];
  zone: string;
  length: number;
  onOpen: (id: string) => void;
  onWhy: (at: string) => void;
}

function Recent({ jobId, scope, runs, length, ...bar }: RecentProps) {
  const shown = runs.slice(0, length);
  const oldest = shown.at(-1)?.scheduledFor ?? '';
  const expected = useQuery(occurrencesQuery(scope, jobId, oldest)).data;
  const cells = useMemo(
    () => recentRunCells(runs.slice(0, length), expected && !expected.isCut ? expected.data : [], length),
    [runs, expected, length],
  );
  return <RecentRunsBar cells={cells} {...bar} />;
}

function useHistoryZone(jobZone: string | null) {
  const [search, setSearch] = useSearchParams();
  const choices = useMemo(() => zoneChoices(jobZone), [jobZone]);
  const choice = choices.find(({ value }) => value === search.get('tz')) ?? choices[0];
  const change = (tz: string) => {
    const next = new URLSearchParams(search);
    next.set('tz', tz);
    setSearch(next, { replace: true, preventScrollReset: true });
  };
  const next = choices[(choices.findIndex(({ value }) => value === choice?.value) + 1) % choices.length];
  useShortcut('t', words.switchZone, choices.length > 1 && next ? () => change(next.value) : null);
  const switcher = choices.length > 1 && choice !== undefined && (
    <Segments name="tz" label={en.time.zone} options={choices} value={choice.value} onChange={change} />
  );
  return { zone: choice?.zone ?? 'UTC', switcher };
}
