import type { JobView } from '@punctual/contracts/jobs/job';
import type { ReactNode } from 'react';
import { en } from '../../../lib/strings/en.ts';
import { clockText, instantText } from '../../../lib/time/instants.ts';
import { useRelativeText } from '../../../lib/time/ticker.ts';
import { viewerZone } from '../../../lib/time/zones.ts';
import { JobState } from '../job-state.tsx';
import { scheduleWords, zoneOf } from '../schedule-words.ts';
import classes from './next-run-line.module.css';

/** Shows state, schedule and next run: in the job's zone, and in the viewer's where that differs; below, its last result. */
export function NextRunLine({ job, children }: { job: JobView; children: ReactNode }) {
  const { words, zone, detail, isCode } = scheduleWords(job);
  return (
    <div className={classes.line}>
      <JobState job={job} />
      <span>
        {words}
        {zone !== undefined && `, ${zone}`}
        {detail !== undefined && (isCode ? <code className={classes.code}>{detail}</code> : `, ${detail}`)}
      </span>
      <span className={classes.next}>
        {job.nextRunAt === null ? (
          <span>{noNextText(job)}</span>
        ) : (
          <Next at={job.nextRunAt} zone={zoneOf(job.schedule)} />
        )}
      </span>
      {children}
    </div>
  );
}

function Next({ at, zone }: { at: string; zone: string | null }) {
  const instant = new Date(at);
  const relative = useRelativeText(instant);
  const own = viewerZone();
  const exact = instantText(instant, zone ?? own);
  const ownClock = instantText(instant, own);
  const forYou = ownClock === exact ? '' : `; ${en.time.forYou(clockText(instant, own))}`;
  return (
    <time dateTime={at}>
      {en.job.next} <strong>{relative}</strong> <span className={classes.exact}>({`${exact}${forYou}`})</span>
    </time>
  );
}

function noNextText(job: JobView): string {
  if (job.suspended) return en.job.suspended;
  if (!job.enabled) return en.job.disabled;
  if (job.status === 'PENDING') return en.job.waiting;
  if (job.status === 'RUNNING') return en.job.noNext;
  return en.job.finished;
}
