import { Link } from 'react-router';
import { Instant } from '../../../components/instant.tsx';
import { Lateness } from '../../../components/run-status/lateness.tsx';
import { RunBadge } from '../../../components/run-status/run-badge.tsx';
import { ToggleSwitch } from '../../../components/toggle-switch.tsx';
import { en } from '../../../lib/strings/en.ts';
import { jobsWords } from '../../../lib/strings/jobs.ts';
import { inOwnClock } from '../../../lib/time/clock-words.ts';
import type { JobActions } from '../actions/use-job-actions.tsx';
import type { JobRow } from '../api/list-jobs.ts';
import { isFinished } from '../is-finished.ts';
import { scheduleWords } from '../schedule-words.ts';
import classes from './job-cells.module.css';

/** Shows the name, as a link to the job's page if the viewer may open it. */
export function JobLink({ job, canOpen }: { job: JobRow; canOpen: boolean }) {
  if (!canOpen)
    return (
      <span className={classes.name} tabIndex={-1} data-row-link>
        {job.name}
      </span>
    );
  return (
    <Link
      to={'owner' in job ? `/admin/jobs/${job.id}` : `/jobs/${job.id}`}
      className={classes.name}
      title={job.name}
      data-row-link
    >
      {job.name}
    </Link>
  );
}

/** Shows the name, and beneath it the kind of the job. */
export function JobName({ job, canOpen }: { job: JobRow; canOpen: boolean }) {
  return (
    <>
      <JobLink job={job} canOpen={canOpen} />
      <span className={classes.second}>{[en.kinds[job.task.type], ...job.tags].join(' · ')}</span>
    </>
  );
}

export function JobSchedule({ job }: { job: JobRow }) {
  const { words, zone, detail, isCode } = scheduleWords(job);
  const Detail = isCode ? 'code' : 'span';
  return (
    <span title={inOwnClock(job.scheduleText)}>
      <span className={classes.first}>{words}</span>
      <span className={classes.second}>
        {zone !== undefined && `${zone} `}
        {detail !== undefined && <Detail>{detail}</Detail>}
      </span>
    </span>
  );
}

export function NextRun({ job, inline = false }: { job: JobRow; inline?: boolean }) {
  if (job.suspended) return <span className={classes.none}>{en.jobs.suspended}</span>;
  if (job.nextRunAt === null) return <span className={classes.none}>{en.jobs.noNext}</span>;
  return <Instant at={job.nextRunAt} inline={inline} />;
}

/** Enables and disables a job; not one that ran once and is finished. That of a disabled account is off, and says why. */
export function EnabledSwitch({ job, actions }: { job: JobRow; actions: JobActions }) {
  if (isFinished(job)) return null;
  return (
    <ToggleSwitch
      label={job.suspended ? jobsWords.stoppedOf(job.name) : jobsWords.enabledOf(job.name)}
      checked={job.enabled && !job.suspended}
      disabled={job.suspended}
      onChange={(enabled) => actions.setEnabled(job, enabled)}
    />
  );
}

export function LastRun({ job }: { job: JobRow }) {
  const run = job.lastRun;
  if (run === null) return <span className={classes.none}>{en.jobs.notYet}</span>;
  return (
    <span className={classes.last} title={run.reason === null ? undefined : en.runReason[run.reason]}>
      <RunBadge status={run.status} />
      {run.lateness !== null && <Lateness ms={run.lateness} />}
    </span>
  );
}
