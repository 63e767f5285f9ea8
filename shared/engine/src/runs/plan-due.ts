import { CATCH_UP_LIMIT } from '@punctual/contracts/jobs/job-limits';
import type { RunTrigger } from '@punctual/contracts/runs/run-status';
import {
  countBetween,
  nextRun,
  type Occurrence,
  previousRuns,
} from '@punctual/contracts/schedules/next-runs';
import type { JobDocument } from '../database/documents.ts';

/** There is a backlog when the oldest occurrence that could not be dispatched is later than this. */
export const MISFIRE_AFTER_MS = 60_000;
/** At most this many runs of one job are made in one step; the next step goes on. */
const RUNS_PER_STEP = 100;

/** The fields of a job that decide its due runs. */
export type DueJob = Pick<
  JobDocument,
  'schedule' | 'nextOccurrence' | 'nextRunAt' | 'catchUpWindowMs' | 'misfire' | 'backlogUntil'
>;

export interface PlannedRun {
  occurrence: Occurrence;
  trigger: RunTrigger;
  /** Occurrences before this one that were missed and are counted in this row. */
  missed: number | null;
  /** It was missed and is not to be run: too long ago, or because the job wants it so. */
  expired: boolean;
}

export interface DuePlan {
  runs: PlannedRun[];
  /** The next occurrence afterwards; null when no run is to come. */
  next: Occurrence | null;
}

/**
 * Plans the runs that a job needs for all that is due until `until`, and its next occurrence after them. A backlog (no
 * watcher was there) is judged as a whole, as the job's policy says: each occurrence has a row, or is counted in one.
 * Below that nothing is missed: the occurrences are late, and run one after the other.
 */
export function planDue(job: DueJob, now: Date, until: Date): DuePlan {
  if (!job.nextOccurrence || !job.nextRunAt) return { runs: [], next: null };
  const first: Occurrence = { at: job.nextOccurrence, dueAt: job.nextRunAt };
  const judgedAt = backlogEnd(job, now);
  const runs = judgedAt ? planBacklog(job, first, judgedAt) : [];
  const newest = runs.at(-1);
  const most = runs.length + RUNS_PER_STEP;
  let next = newest ? nextRun(job.schedule, newest.occurrence.at) : first;
  // What has been missed since an earlier backlog is one of its own: the next step judges it.
  while (next && next.dueAt <= until && !isMissed(next.dueAt, now) && runs.length < most) {
    runs.push({ occurrence: next, trigger: 'schedule', missed: null, expired: false });
    next = nextRun(job.schedule, next.at);
  }
  return { runs, next };
}

/** Says if an occurrence is so late at `now` that it has been missed. */
export const isMissed = (dueAt: Date, now: Date): boolean =>
  dueAt.getTime() < now.getTime() - MISFIRE_AFTER_MS;

/** Says if the next occurrence of a job was missed, and is in no backlog that is on record. */
export const opensBacklog = ({ nextRunAt, backlogUntil }: DueJob, now: Date): boolean =>
  nextRunAt !== null && isMissed(nextRunAt, now) && !(backlogUntil && nextRunAt <= backlogUntil);

/** Finds the instant by which the next occurrence is judged as part of a backlog; null when it is not in one. */
function backlogEnd(job: DueJob, now: Date): Date | null {
  const { nextRunAt, backlogUntil } = job;
  if (nextRunAt && backlogUntil && nextRunAt <= backlogUntil) return backlogUntil;
  return opensBacklog(job, now) ? now : null;
}

function planBacklog(job: DueJob, first: Occurrence, judgedAt: Date): PlannedRun[] {
  const newest = newestUntil(job, first, judgedAt);
  const begin = new Date(judgedAt.getTime() - job.catchUpWindowMs);
  const isTooOld = newest.dueAt < begin;
  if (job.misfire === 'all' && !isTooOld) return eachMissed(job, first, newest, begin);
  if (job.misfire === 'fireOnce' || isTooOld) return [standIn(job, first, newest, isTooOld)];
  return isMissed(newest.dueAt, judgedAt)
    ? [standIn(job, first, newest, true)]
    : newestOnly(job, first, newest);
}

/** Plans one row for all: the newest occurrence, with the number of the others. */
function standIn(job: DueJob, first: Occurrence, newest: Occurrence, expired: boolean): PlannedRun {
  return { occurrence: newest, trigger: 'catchup', missed: countedBefore(job, first, newest), expired };
}

/** Plans the run of the newest, which is hardly late, and a row that says of those before it that they were skipped. */
function newestOnly(job: DueJob, first: Occurrence, newest: Occurrence): PlannedRun[] {
  const [before] = previousRuns(job.schedule, newest.at, 1);
  const skipped = before && before.at >= first.at ? [standIn(job, first, before, true)] : [];
  return [...skipped, { occurrence: newest, trigger: 'catchup', missed: null, expired: false }];
}

/** Plans the newest ones inside the window, the oldest of them first; it counts those before it. */
function eachMissed(job: DueJob, first: Occurrence, newest: Occurrence, begin: Date): PlannedRun[] {
  const earlier = previousRuns(job.schedule, newest.at, CATCH_UP_LIMIT - 1);
  const inside = earlier.filter(({ at, dueAt }) => at >= first.at && dueAt >= begin).reverse();
  return [...inside, newest].map((occurrence, i) => ({
    occurrence,
    trigger: 'catchup',
    missed: i === 0 ? countedBefore(job, first, occurrence) : null,
    expired: false,
  }));
}

const countedBefore = (job: DueJob, first: Occurrence, { at }: Occurrence): number =>
  at > first.at ? countBetween(job.schedule, first.at, at) : 0;

/** Finds the newest occurrence that is due by then; jitter may put the very newest behind it. */
function newestUntil(job: DueJob, first: Occurrence, judgedAt: Date): Occurrence {
  const candidates = previousRuns(job.schedule, new Date(judgedAt.getTime() + 1), 2);
  return candidates.find(({ at, dueAt }) => dueAt <= judgedAt && at > first.at) ?? first;
}
