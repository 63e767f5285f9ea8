import {
  isOccurrence,
  nextRun,
  type Occurrence,
  previousRuns,
} from '@punctual/contracts/schedules/next-runs';
import type { Schedule } from '@punctual/contracts/schedules/schedule';

/**
 * Finds the occurrence whose instant has passed and that is still due, because of its jitter. Jitter is less than
 * half of the smallest gap between two instants: there is one at most.
 */
export function findStillDue(schedule: Schedule, now: Date): Occurrence | null {
  const [passed] = previousRuns(schedule, new Date(now.getTime() + 1), 1);
  return passed && passed.dueAt > now ? passed : null;
}

/** A change of a job, as far as it decides what lies ahead after it. */
interface Change {
  /** The schedule until now. */
  before: Schedule;
  now: Date;
  /** The number of runs that may still be started; null for any number. */
  remaining: number | null;
  /** The newest instant of which a run was begun: nothing runs twice through a change. */
  begun?: Date | null;
  /** An instant that was still due by the schedule before, and is kept however early it is due now. */
  owed?: Date | null;
}

/**
 * Finds the first occurrence of a schedule that lies ahead after a change: one that is still due, if the schedule
 * before had its instant too, or else the first instant after `now`.
 */
export function nextAhead(schedule: Schedule, change: Change): Occurrence | null {
  const { before, now, remaining, begun = null, owed = null } = change;
  if (remaining === 0) return null;
  const [passed] = previousRuns(schedule, new Date(now.getTime() + 1), 1);
  const isAhead = passed && (passed.dueAt > now || passed.at.getTime() === owed?.getTime());
  const isNew = passed && !(begun && passed.at <= begun);
  if (isAhead && isNew && isOccurrence(before, passed.at)) return passed;
  return nextRun(schedule, begun && begun > now ? begun : now, remaining);
}
