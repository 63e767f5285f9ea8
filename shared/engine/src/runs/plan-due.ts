import { CATCH_UP_LIMIT } from '@punctual/contracts/jobs/job-limits';
import type { RunTrigger } from '@punctual/contracts/runs/run-status';
import {
  countBetween,
  nextRun,
  type Occurrence,
  previousRuns,
} from '@punctual/contracts/schedules/next-runs';
import type { JobDocument } from '../database/documents.ts';

/** A run that could first be dispatched later than this after it was due has been missed. */
export const MISFIRE_AFTER_MS = 60_000;
/** At most this many runs of one job are made in one step; the next step goes on. */
const RUNS_PER_STEP = 100;

/** The fields of a job that decide its due runs. */
export type DueJob = Pick<
  JobDocument,
  'schedule' | 'nextOccurrence' | 'nextRunAt' | 'catchUpWindowMs' | 'misfire'
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
 * Plans the runs that a job needs for all that is due until `until`, and its next occurrence after them. Missed
 * occurrences (no watcher was there) are caught up as the job's policy says; each has a row, or is counted in one.
 */
export function planDue(job: DueJob, now: Date, until: Date): DuePlan {
  if (!job.nextOccurrence || !job.nextRunAt) return { runs: [], next: null };
  const first: Occurrence = { at: job.nextOccurrence, dueAt: job.nextRunAt };
  const runs = plannedMissed(job, first, now);
  const newest = runs.at(-1);
  const most = runs.length + RUNS_PER_STEP;
  let next = newest ? nextRun(job.schedule, newest.occurrence.at) : first;
  while (next && next.dueAt <= until && runs.length < most) {
    runs.push({ occurrence: next, trigger: 'schedule', missed: null, expired: false });
    next = nextRun(job.schedule, next.at);
  }
  return { runs, next };
}

function plannedMissed(job: DueJob, first: Occurrence, now: Date): PlannedRun[] {
  const limit = new Date(now.getTime() - MISFIRE_AFTER_MS);
  if (first.dueAt >= limit) return [];
  const newest = newestBefore(job, first, limit);
  const begin = new Date(now.getTime() - job.catchUpWindowMs);
  const isTooOld = newest.dueAt < begin;
  if (job.misfire === 'all' && !isTooOld) return eachMissed(job, first, newest, begin);
  return [standIn(job, first, newest, isTooOld || job.misfire === 'skip')];
}

/** Plans one row for all: the newest missed occurrence, with the number of the others. */
function standIn(job: DueJob, first: Occurrence, newest: Occurrence, expired: boolean): PlannedRun {
  return { occurrence: newest, trigger: 'catchup', missed: countedBefore(job, first, newest), expired };
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

/** Finds the newest occurrence that is due before the limit; jitter may put that of the very newest behind it. */
function newestBefore(job: DueJob, first: Occurrence, limit: Date): Occurrence {
  const candidates = previousRuns(job.schedule, limit, 2);
  return candidates.find(({ at, dueAt }) => dueAt < limit && at > first.at) ?? first;
}
