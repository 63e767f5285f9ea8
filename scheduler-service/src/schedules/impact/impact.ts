import type { ImpactView } from '@punctual/contracts/api/schedules-contract';
import type { JobEdit } from '@punctual/contracts/jobs/job';
import { nextRuns } from '@punctual/contracts/schedules/next-runs';
import type { Schedule } from '@punctual/contracts/schedules/schedule';
import { localIso } from '@punctual/contracts/schedules/time/zones';
import type { JobDocument, RunDocument } from '@punctual/engine/database/documents';
import { isSameSchedule } from '@punctual/engine/jobs/job-edits';
import { resolveJobSchedule } from '../../jobs/resolve-schedule.ts';
import type { RunStore } from '../../runs/run-store.ts';
import { zoneOf } from '../zone-of.ts';
import { impactOf, type Timing } from './occurrence-changes.ts';

export interface ImpactContext {
  now: Date;
  timezone: string;
  minIntervalMs: number;
  runs: RunStore;
}

const SHOWN = 5;

/** What an edit of a job would change: its runs ahead, and those that wait or run now. Changes nothing. */
export async function impactOfEdit(
  job: JobDocument,
  edit: JobEdit,
  context: ImpactContext,
): Promise<ImpactView> {
  const { now, runs } = context;
  const after = editedTiming(job, edit, context);
  const before = job.enabled ? job.schedule : null;
  const impact = impactOf(before, after, now);
  const kind = kindOf(job, edit, context);
  const open = await runs.open(job._id);
  return {
    ...impact,
    from: impact.from.toISOString(),
    to: impact.to.toISOString(),
    before: nextTimes(before, context),
    after: nextTimes(after, context),
    waiting: open.filter(({ status }) => status === 'PENDING').map((run) => waitingRun(run, kind, now)),
    running: open
      .filter(({ status }) => status === 'RUNNING')
      .map(({ _id }) => ({ runId: _id.toHexString(), becomes: 'finishes' as const })),
  };
}

const editedTiming = (job: JobDocument, edit: JobEdit, context: ImpactContext): Timing => {
  const schedule = editedSchedule(job, edit, context);
  return (edit.enabled ?? job.enabled) ? schedule : null;
};

function editedSchedule(
  job: JobDocument,
  edit: JobEdit,
  { now, timezone, minIntervalMs }: ImpactContext,
): Schedule {
  if (!edit.schedule) return job.schedule;
  const { seed } = job.schedule;
  return resolveJobSchedule(edit.schedule, {
    now,
    seed,
    defaultTimezone: timezone,
    minIntervalMs,
    previous: job.schedule,
  });
}

function nextTimes(timing: Timing, { now, timezone }: ImpactContext) {
  if (!timing) return [];
  const zone = zoneOf(timing, timezone);
  return nextRuns(timing, now, SHOWN).map(({ at }) => ({ at: at.toISOString(), local: localIso(at, zone) }));
}

/** The rule of edits: only scheduled runs that lie ahead and were never begun follow one; a disabled job keeps none. */
function waitingRun(
  run: RunDocument,
  { isChanged, reschedules, disables }: EditKind,
  now: Date,
): ImpactView['waiting'][number] {
  const ahead = run.trigger === 'schedule' && run.attempt === 0 && run.dueAt > now;
  const becomes = disables || (ahead && reschedules) ? 'canceled' : ahead && isChanged ? 'updated' : 'kept';
  return { runId: run._id.toHexString(), dueAt: run.dueAt.toISOString(), becomes };
}

interface EditKind {
  isChanged: boolean;
  reschedules: boolean;
  disables: boolean;
}

function kindOf(job: JobDocument, edit: JobEdit, context: ImpactContext): EditKind {
  const { enabled, ...rest } = edit;
  return {
    isChanged: Object.values(rest).some((value) => value !== undefined),
    reschedules:
      edit.schedule !== undefined && !isSameSchedule(editedSchedule(job, edit, context), job.schedule),
    disables: job.enabled && enabled === false,
  };
}
