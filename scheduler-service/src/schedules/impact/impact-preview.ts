import { isDeepStrictEqual } from 'node:util';
import type { ImpactView } from '@punctual/contracts/api/schedules-contract';
import type { JobEdit } from '@punctual/contracts/jobs/job';
import { DEFAULT_LANGUAGE } from '@punctual/contracts/language';
import { type Occurrence, remainingRuns } from '@punctual/contracts/schedules/next-runs';
import { localIso } from '@punctual/contracts/schedules/time/zones';
import type { JobDocument, RunDocument } from '@punctual/engine/database/documents';
import { isSameSchedule } from '@punctual/engine/jobs/job-edits';
import { upcomingOf } from '@punctual/engine/jobs/start-numbers';
import type { Timing } from '../../computing/occurrence-changes.ts';
import type { ScheduleComputer } from '../../computing/schedule-computer.ts';
import type { Caller } from '../../http/caller.ts';
import { presentJob } from '../../jobs/job-presenter.ts';
import type { ScheduleResolver } from '../../jobs/schedule-resolver.ts';
import type { RunStore } from '../../runs/run-store.ts';
import { getDisplayZone } from '../display-zone.ts';

const SHOWN = 5;

/** Previews the impact of edits, and changes nothing. */
export class ImpactPreview {
  readonly #runs: RunStore;
  readonly #schedules: ScheduleResolver;
  readonly #computer: ScheduleComputer;

  constructor(runs: RunStore, schedules: ScheduleResolver, computer: ScheduleComputer) {
    this.#runs = runs;
    this.#schedules = schedules;
    this.#computer = computer;
  }

  /** Previews an edit of a job: its occurrences ahead, and its runs that wait or run now. */
  async preview(job: JobDocument, edit: JobEdit, caller: Caller, now: Date): Promise<ImpactView> {
    const user = caller.userId.toHexString();
    const { timezone } = caller.user;
    const schedule = edit.schedule
      ? await this.#schedules.resolve(edit.schedule, caller, now, job.schedule)
      : job.schedule;
    const starts = edit.restartCount ? 0 : (job.starts ?? 0);
    const before = job.enabled ? { schedule: job.schedule, remaining: upcomingOf(job) } : null;
    const planned = { schedule, remaining: remainingRuns(schedule, starts) };
    const after = (edit.enabled ?? job.enabled) ? planned : null;
    const owed = {
      before: before && (await this.#computer.compute(user, 'findStillDue', job.schedule, now)),
      after: after && (await this.#findOwed(job, after, now, user)),
    };
    const changes = await this.#computer.compute(user, 'compareTimings', before, after, now, owed);
    const effect = {
      isChanged: changesSettings(edit, job),
      reschedules: edit.schedule !== undefined && !isSameSchedule(schedule, job.schedule),
      disables: job.enabled && edit.enabled === false,
    };
    const open = await this.#runs.open(job._id);
    return {
      ...changes,
      from: changes.from.toISOString(),
      to: changes.to.toISOString(),
      before: await this.#listNextTimes(before, timezone, now, user, owed.before),
      after: await this.#listNextTimes(after, timezone, now, user, owed.after),
      waiting: open
        .filter(({ status }) => status === 'PENDING')
        .map((run) => presentWaitingRun(run, effect, now)),
      running: open
        .filter(({ status }) => status === 'RUNNING')
        .map(({ _id }) => ({ runId: _id.toHexString(), becomes: 'finishes' as const })),
    };
  }

  /** Finds the occurrence whose instant has passed and that is still to run after an edit, because of its jitter. */
  async #findOwed(job: JobDocument, after: NonNullable<Timing>, now: Date, user: string) {
    const { enabled, nextOccurrence, nextRunAt } = job;
    const owed = enabled && nextRunAt && nextRunAt > now ? nextOccurrence : null;
    const { schedule, remaining } = after;
    const change = { before: job.schedule, now, remaining, owed };
    const next = await this.#computer.compute(user, 'nextAhead', schedule, change);
    return next && next.at <= now ? next : null;
  }

  async #listNextTimes(timing: Timing, timezone: string, now: Date, user: string, owed: Occurrence | null) {
    if (!timing) return [];
    const { schedule, remaining } = timing;
    const zone = getDisplayZone(schedule, timezone);
    const ahead = await this.#computer.compute(user, 'nextRuns', schedule, now, SHOWN, remaining);
    const next = [...(owed ? [owed] : []), ...ahead].slice(0, SHOWN);
    return next.map(({ at }) => ({ at: at.toISOString(), local: localIso(at, zone) }));
  }
}

/** The effect of an edit as far as it matters to runs that wait. */
interface EditEffect {
  isChanged: boolean;
  reschedules: boolean;
  disables: boolean;
}

/** Tells if runs that wait get another task or other policies: an edit to what the job has already is none. */
function changesSettings({ enabled: _, schedule: __, ...settings }: JobEdit, job: JobDocument): boolean {
  const now: Record<string, unknown> = presentJob(job, DEFAULT_LANGUAGE);
  const sent = Object.entries(settings).filter(([, value]) => value !== undefined);
  return sent.some(([name, value]) => !isDeepStrictEqual(value, now[name]));
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
