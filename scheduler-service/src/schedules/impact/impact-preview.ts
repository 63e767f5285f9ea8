import type { ImpactView } from '@punctual/contracts/api/schedules-contract';
import type { JobEdit } from '@punctual/contracts/jobs/job';
import { nextRuns, remainingRuns } from '@punctual/contracts/schedules/next-runs';
import { localIso } from '@punctual/contracts/schedules/time/zones';
import type { JobDocument, RunDocument } from '@punctual/engine/database/documents';
import { isSameSchedule } from '@punctual/engine/jobs/job-edits';
import { upcomingOf } from '@punctual/engine/jobs/start-numbers';
import type { ScheduleResolver } from '../../jobs/schedule-resolver.ts';
import type { RunStore } from '../../runs/run-store.ts';
import { getDisplayZone } from '../display-zone.ts';
import { compareTimings, type Timing } from './occurrence-changes.ts';

const SHOWN = 5;

/** Previews the impact of edits, and changes nothing. */
export class ImpactPreview {
  readonly #runs: RunStore;
  readonly #schedules: ScheduleResolver;

  constructor(runs: RunStore, schedules: ScheduleResolver) {
    this.#runs = runs;
    this.#schedules = schedules;
  }

  /** Previews an edit of a job: its occurrences ahead, and its runs that wait or run now. */
  async preview(job: JobDocument, edit: JobEdit, timezone: string, now: Date): Promise<ImpactView> {
    const schedule = edit.schedule
      ? this.#schedules.resolve(edit.schedule, timezone, now, job.schedule)
      : job.schedule;
    const starts = edit.restartCount ? 0 : (job.starts ?? 0);
    const before = job.enabled ? { schedule: job.schedule, remaining: upcomingOf(job) } : null;
    const planned = { schedule, remaining: remainingRuns(schedule, starts) };
    const after = (edit.enabled ?? job.enabled) ? planned : null;
    const changes = compareTimings(before, after, now);
    const effect = {
      isChanged: hasSettings(edit),
      reschedules: edit.schedule !== undefined && !isSameSchedule(schedule, job.schedule),
      disables: job.enabled && edit.enabled === false,
    };
    const open = await this.#runs.open(job._id);
    return {
      ...changes,
      from: changes.from.toISOString(),
      to: changes.to.toISOString(),
      before: listNextTimes(before, timezone, now),
      after: listNextTimes(after, timezone, now),
      waiting: open
        .filter(({ status }) => status === 'PENDING')
        .map((run) => presentWaitingRun(run, effect, now)),
      running: open
        .filter(({ status }) => status === 'RUNNING')
        .map(({ _id }) => ({ runId: _id.toHexString(), becomes: 'finishes' as const })),
    };
  }
}

/** The effect of an edit as far as it matters to runs that wait. */
interface EditEffect {
  isChanged: boolean;
  reschedules: boolean;
  disables: boolean;
}

function hasSettings({ enabled: _, ...settings }: JobEdit): boolean {
  return Object.values(settings).some((value) => value !== undefined);
}

function listNextTimes(timing: Timing, timezone: string, now: Date) {
  if (!timing) return [];
  const { schedule, remaining } = timing;
  const zone = getDisplayZone(schedule, timezone);
  return nextRuns(schedule, now, SHOWN, remaining).map(({ at }) => ({
    at: at.toISOString(),
    local: localIso(at, zone),
  }));
}

/** Follows the rule of edits: only scheduled runs that lie ahead and never began follow one; a disabled job keeps none. */
function presentWaitingRun(
  run: RunDocument,
  { isChanged, reschedules, disables }: EditEffect,
  now: Date,
): ImpactView['waiting'][number] {
  const isAhead = run.trigger === 'schedule' && run.attempt === 0 && run.dueAt > now;
  const becomes =
    disables || (isAhead && reschedules) ? 'canceled' : isAhead && isChanged ? 'updated' : 'kept';
  return { runId: run._id.toHexString(), dueAt: run.dueAt.toISOString(), becomes };
}
