import { computeJitter } from './jitter.ts';
import { computeBounds, type OccurrenceBounds } from './occurrence-bounds.ts';
import { createOccurrenceGenerator, type OccurrenceGenerator } from './occurrence-generator.ts';
import type { Occurrence, Schedule } from './schedule.ts';
import type { NominalOccurrence } from './time/local-time-search.ts';

export type { Occurrence, OccurrenceNote } from './schedule.ts';

/** How far `countBetween` counts unless told otherwise. */
export const COUNT_CAP = 10_000;

/**
 * The first `count` occurrences strictly after `after`, in order; fewer when the schedule ends. Schedules come from
 * `completeSchedule`: others may throw. An occurrence t counts if startAt ≤ t ≤ endAt and it is among the first maxRuns.
 */
export function nextRuns(schedule: Schedule, after: Date, count: number): Occurrence[] {
  return collectOccurrences(schedule, after.getTime(), Number.POSITIVE_INFINITY, count);
}

/** The first occurrence strictly after `after`, or null when there is none. The hot path of the watcher. */
export function nextRun(schedule: Schedule, after: Date): Occurrence | null {
  const view = createBoundedGenerator(schedule);
  const moment = nextWithin(view, after.getTime());
  return moment === null ? null : withJitter(schedule, moment);
}

/** The last `count` occurrences strictly before `before`, newest first. */
export function previousRuns(schedule: Schedule, before: Date, count: number): Occurrence[] {
  const view = createBoundedGenerator(schedule);
  const found: Occurrence[] = [];
  let moment = count > 0 ? previousWithin(view, before.getTime()) : null;
  while (moment !== null) {
    found.push(withJitter(schedule, moment));
    moment = found.length < count ? previousWithin(view, moment.at) : null;
  }
  return found;
}

/** Occurrences with from ≤ t < to, in order, at most `limit`. Windows laid end to end share none and miss none. */
export function occurrencesBetween(schedule: Schedule, from: Date, to: Date, limit: number): Occurrence[] {
  return collectOccurrences(schedule, from.getTime() - 1, to.getTime(), limit);
}

/** Whether `at` (to the millisecond, without jitter) is an occurrence. */
export function isOccurrence(schedule: Schedule, at: Date): boolean {
  return nextWithin(createBoundedGenerator(schedule), at.getTime() - 1)?.at === at.getTime();
}

/** How many occurrences lie in from ≤ t < to, counted up to `cap`. */
export function countBetween(schedule: Schedule, from: Date, to: Date, cap = COUNT_CAP): number {
  const view = createBoundedGenerator(schedule);
  const [start, end] = [
    Math.max(from.getTime(), view.bounds.from),
    Math.min(to.getTime(), view.bounds.until + 1),
  ];
  if (start >= end) return 0;
  if (view.timeline.countBefore) {
    return Math.min(cap, view.timeline.countBefore(end) - view.timeline.countBefore(start));
  }
  let count = 0;
  let moment = nextWithin(view, start - 1);
  while (moment !== null && moment.at < end && count < cap) {
    count += 1;
    moment = nextWithin(view, moment.at);
  }
  return count;
}

type BoundedGenerator = { timeline: OccurrenceGenerator; bounds: OccurrenceBounds };

function createBoundedGenerator(schedule: Schedule): BoundedGenerator {
  const timeline = createOccurrenceGenerator(schedule);
  return { timeline, bounds: computeBounds(schedule, timeline) };
}

function collectOccurrences(schedule: Schedule, after: number, end: number, limit: number): Occurrence[] {
  const view = createBoundedGenerator(schedule);
  const found: Occurrence[] = [];
  let moment = limit > 0 ? nextWithin(view, after) : null;
  while (moment !== null && moment.at < end) {
    found.push(withJitter(schedule, moment));
    moment = found.length < limit ? nextWithin(view, moment.at) : null;
  }
  return found;
}

function nextWithin({ timeline, bounds }: BoundedGenerator, after: number): NominalOccurrence | null {
  const moment = timeline.next(Math.max(after, bounds.from - 1), bounds.until);
  return moment === null || moment.at > bounds.until ? null : moment;
}

function previousWithin({ timeline, bounds }: BoundedGenerator, before: number): NominalOccurrence | null {
  const moment = timeline.previous(Math.min(before, bounds.until + 1), bounds.from);
  return moment === null || moment.at < bounds.from ? null : moment;
}

function withJitter(schedule: Schedule, { at, note }: NominalOccurrence): Occurrence {
  const dueAt = new Date(at + computeJitter(schedule.seed, at, schedule.jitterMs));
  return note === undefined ? { at: new Date(at), dueAt } : { at: new Date(at), dueAt, note };
}
