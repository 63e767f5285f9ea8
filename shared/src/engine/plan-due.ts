import type { RunTrigger } from '../runs/run-status.ts';
import { countBetween, nextRun, type Occurrence, previousRuns } from '../schedules/next-runs.ts';
import type { JobDocument } from '../store/documents.ts';

/** A run that could first be dispatched later than this after it was due has been missed. */
export const MISFIRE_AFTER_MS = 60_000;
/** At most this many runs of one job are made in one step; the next step goes on. */
const RUNS_PER_STEP = 100;

/** What of a job decides its due runs. */
export type DueJob = Pick<JobDocument, 'schedule' | 'nextOccurrence' | 'nextRunAt' | 'catchUpWindowMs'>;

export interface PlannedRun {
  occurrence: Occurrence;
  trigger: RunTrigger;
  /** Occurrences before this one that were missed and are counted in this row. */
  missed: number | null;
  /** It was missed too long ago to be run still. */
  expired: boolean;
}

export interface DuePlan {
  runs: PlannedRun[];
  /** Where the job stands afterwards; null when no run is to come. */
  next: Occurrence | null;
}

/**
 * Which runs a job needs for all that is due until `until`, and its next occurrence after them.
 * What was missed (no watcher was there) becomes one run, for the newest missed occurrence, which
 * carries the number of the others.
 */
export function planDue(job: DueJob, now: Date, until: Date): DuePlan {
  if (!job.nextOccurrence || !job.nextRunAt) return { runs: [], next: null };
  const first: Occurrence = { at: job.nextOccurrence, dueAt: job.nextRunAt };
  const missed = plannedMissed(job, first, now);
  const runs: PlannedRun[] = missed ? [missed] : [];
  let next = missed ? nextRun(job.schedule, missed.occurrence.at) : first;
  while (next && next.dueAt <= until && runs.length < RUNS_PER_STEP) {
    runs.push({ occurrence: next, trigger: 'schedule', missed: null, expired: false });
    next = nextRun(job.schedule, next.at);
  }
  return { runs, next };
}

function plannedMissed(job: DueJob, first: Occurrence, now: Date): PlannedRun | null {
  const limit = new Date(now.getTime() - MISFIRE_AFTER_MS);
  if (first.dueAt >= limit) return null;
  const newest = newestBefore(job, first, limit);
  const others = newest.at > first.at ? countBetween(job.schedule, first.at, newest.at) : 0;
  const expired = now.getTime() - newest.dueAt.getTime() > job.catchUpWindowMs;
  return { occurrence: newest, trigger: 'catchup', missed: others, expired };
}

/** The newest occurrence whose due time lies before the limit; jitter may put that of the very newest behind it. */
function newestBefore(job: DueJob, first: Occurrence, limit: Date): Occurrence {
  const candidates = previousRuns(job.schedule, limit, 2);
  return candidates.find(({ at, dueAt }) => dueAt < limit && at > first.at) ?? first;
}
