import { Button } from '@mantine/core';
import { RUN_STATUSES, type RunStatus } from '@punctual/contracts/runs/run-status';
import { IconX } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { RUN_STATUS_LOOKS } from '../../components/run-status/run-status.ts';
import { RUN_STATUS_ICONS } from '../../components/run-status/run-status-icons.ts';
import { Segments } from '../../components/segments.tsx';
import { loadPart } from '../../lib/load-part.ts';
import { runsWords as words } from '../../lib/strings/runs.ts';
import { instantAt, wallTimeAt } from '../../lib/time/wall-time.ts';
import { viewerZone } from '../../lib/time/zones.ts';
import type { JobChoice } from './job-select.tsx';
import classes from './run-filter-bar.module.css';
import { ANY_RUN, isAnyRun, type RunFilters, type When } from './run-filters.ts';

const JobSelect = lazy(async () => ({
  default: (await loadPart(() => import('./job-select.tsx'))).JobSelect,
}));

interface Props {
  filters: RunFilters;
  onChange: (filters: RunFilters) => void;
  /** The jobs to choose from; none where all runs are of one job. */
  jobs?: JobChoice | undefined;
}

const WHENS = (Object.keys(words.windows) as When[]).map((value) => ({ value, label: words.windows[value] }));

/** Filters runs: by status, by job, by time. Each change is a new address. */
export function RunFilterBar({ filters, onChange, jobs }: Props) {
  const set = (change: Partial<RunFilters>) => onChange({ ...filters, ...change });
  const cleared = jobs ? ANY_RUN : { ...ANY_RUN, jobId: filters.jobId };
  const isAny = isAnyRun(jobs ? filters : { ...filters, jobId: '' });
  return (
    <search className={classes.bar} aria-label={words.filters}>
      <Statuses statuses={filters.statuses} onChange={(statuses) => set({ statuses })} />
      <div className={classes.line}>
        {jobs && (
          <span className={classes.job}>
            <Suspense>
              <JobSelect jobs={jobs} jobId={filters.jobId} onChange={(jobId) => set({ jobId })} />
            </Suspense>
          </span>
        )}
        <Segments
          name="when"
          label={words.when}
          options={WHENS}
          value={filters.when}
          onChange={(when) => set({ when, from: '', to: '' })}
        />
        {filters.when === 'between' && (
          <>
            <Instant label={words.from} at={filters.from} onChange={(from) => set({ from })} />
            <Instant label={words.to} at={filters.to} onChange={(to) => set({ to })} />
          </>
        )}
        {!isAny && (
          <Button
            className={classes.clear ?? ''}
            variant="subtle"
            color="gray"
            leftSection={<IconX size={16} aria-hidden />}
            onClick={() => onChange(cleared)}
          >
            {words.clear}
          </Button>
        )}
      </div>
    </search>
  );
}

interface StatusesProps {
  statuses: readonly RunStatus[];
  onChange: (statuses: RunStatus[]) => void;
}

function Statuses({ statuses, onChange }: StatusesProps) {
  const toggle = (status: RunStatus) =>
    onChange(RUN_STATUSES.filter((one) => (one === status) !== statuses.includes(one)));
  return (
    <fieldset className={classes.statuses}>
      <legend>{words.status}</legend>
      {RUN_STATUSES.map((status) => {
        const StatusIcon = RUN_STATUS_ICONS[status];
        const { label, color } = RUN_STATUS_LOOKS[status];
        return (
          <label key={status} className={classes.status}>
            <input type="checkbox" checked={statuses.includes(status)} onChange={() => toggle(status)} />
            <span>
              <StatusIcon size={16} aria-hidden style={{ color }} />
              {label}
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}

interface InstantProps {
  label: string;
  at: string;
  onChange: (at: string) => void;
}

/** Edits an instant, in the viewer's zone. */
function Instant({ label, at, onChange }: InstantProps) {
  const zone = viewerZone();
  const wall = at === '' ? null : wallTimeAt(new Date(at), zone);
  const change = (text: string) => {
    const [date = '', time = ''] = text.split('T');
    onChange(instantAt({ date, time }, zone)?.toISOString() ?? '');
  };
  return (
    <label className={classes.instant}>
      {label}
      <input
        type="datetime-local"
        aria-label={`${label}, ${zone}`}
        defaultValue={wall === null ? '' : `${wall.date}T${wall.time}`}
        onChange={(event) => change(event.currentTarget.value)}
      />
    </label>
  );
}
