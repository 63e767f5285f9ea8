import { computeJitter } from './jitter.ts';
import { computeBounds, type OccurrenceBounds } from './occurrence-bounds.ts';
import { createOccurrenceGenerator, type OccurrenceGenerator } from './occurrence-generator.ts';
import type { Occurrence, Schedule } from './schedule.ts';
import { type SearchProgress, searchProgress, spendSteps } from './steps.ts';
import type { NominalOccurrence } from './time/local-time-search.ts';

export type { Occurrence } from './schedule.ts';

/** Number up to which `countBetween` counts by default. */
export const COUNT_CAP = 10_000;

/**
 * Computes the first `count` occurrences strictly after `after`, in order; fewer when the schedule ends. Only schedules
 * from `resolveSchedule` are safe: others may throw. An occurrence t counts if startAt ≤ t ≤ endAt.
 * @param remaining the number of runs that may still be started (see `remainingRuns`): there are no more occurrences
 * than that. They are these at the earliest: each that is skipped leaves its place to a later one. Null: any number.
 */
export function nextRuns(
  schedule: Schedule,
  after: Date,
  count: number,
  remaining: number | null = null,
): Occurrence[] {
  const limit = Math.min(count, remaining ?? count);
  return collectOccurrences(schedule, after.getTime(), Number.POSITIVE_INFINITY, limit);
}

/**
 * Computes the first occurrence strictly after `after`; null when there is none, or no run is remaining. The watcher's
 * hot path.
 */
export function nextRun(schedule: Schedule, after: Date, remaining: number | null = null): Occurrence | null {
  if (remaining === 0) return null;
  const generator = createBoundedGenerator(schedule);
  const next = nextWithin(generator, after.getTime());
  return next === null ? null : withJitter(schedule, next);
}

/**
 * Computes how many scheduled runs of a job may still be started; null where `maxRuns` sets no limit.
 * @param starts the number that were started, as the job records it; 0 for a schedule that is new
 */
export function remainingRuns({ maxRuns }: Schedule, starts: number): number | null {
  return maxRuns === null ? null : Math.max(0, maxRuns - starts);
}

/** Computes the last `count` occurrences strictly before `before`, newest first. */
export function previousRuns(schedule: Schedule, before: Date, count: number): Occurrence[] {
  const generator = createBoundedGenerator(schedule);
  const found: Occurrence[] = [];
  let previous = count > 0 ? previousWithin(generator, before.getTime()) : null;
  while (previous !== null) {
    found.push(withJitter(schedule, previous));
    previous = found.length < count ? previousWithin(generator, previous.at) : null;
  }
  return found;
}

/** Computes the occurrences with from ≤ t < to, in order, at most `limit`. Adjacent windows share none and miss none. */
export function occurrencesBetween(schedule: Schedule, from: Date, to: Date, limit: number): Occurrence[] {
  return collectOccurrences(schedule, from.getTime() - 1, to.getTime(), limit);
}

/** Checks that `at` is an occurrence, to the millisecond and before jitter. */
export function isOccurrence(schedule: Schedule, at: Date): boolean {
  return nextWithin(createBoundedGenerator(schedule), at.getTime() - 1)?.at === at.getTime();
}

/** Counts the occurrences with from ≤ t < to, up to `cap`. */
export function countBetween(schedule: Schedule, from: Date, to: Date, cap = COUNT_CAP): number {
  const bounded = createBoundedGenerator(schedule);
  const { generator, bounds } = bounded;
  const start = Math.max(from.getTime(), bounds.from);
  const end = Math.min(to.getTime(), bounds.until + 1);
  if (start >= end) return 0;
  if (generator.countBefore) {
    return Math.min(cap, generator.countBefore(end) - generator.countBefore(start));
  }
  return countSearched(bounded, start, end, cap);
}

/** Counts one by one, from where an earlier turn of this computation was out of steps. */
function countSearched(bounded: BoundedGenerator, start: number, end: number, cap: number): number {
  const progress = searchProgress();
  const key = `count from ${start}`;
  let { count, last } = (progress?.get(key) as Count | undefined) ?? { count: 0, last: start - 1 };
  let next = searchNextWithin(bounded, last);
  while (next !== null && next.at < end && count < cap) {
    count += 1;
    last = next.at;
    progress?.set(key, { count, last } satisfies Count);
    next = searchNextWithin(bounded, last);
  }
  return count;
}

type Count = { count: number; last: number };
type BoundedGenerator = { generator: OccurrenceGenerator; bounds: OccurrenceBounds };

function createBoundedGenerator(schedule: Schedule): BoundedGenerator {
  const generator = createOccurrenceGenerator(schedule);
  return { generator, bounds: computeBounds(schedule) };
}

function collectOccurrences(schedule: Schedule, after: number, end: number, limit: number): Occurrence[] {
  const generator = createBoundedGenerator(schedule);
  const found: Occurrence[] = [];
  let next = limit > 0 ? nextWithin(generator, after) : null;
  while (next !== null && next.at < end) {
    found.push(withJitter(schedule, next));
    next = found.length < limit ? nextWithin(generator, next.at) : null;
  }
  return found;
}

function nextWithin(bounded: BoundedGenerator, after: number): NominalOccurrence | null {
  const progress = searchProgress();
  return progress === null
    ? searchNextWithin(bounded, after)
    : remember(progress, `after ${after}`, () => searchNextWithin(bounded, after));
}

function previousWithin(bounded: BoundedGenerator, before: number): NominalOccurrence | null {
  const progress = searchProgress();
  return progress === null
    ? searchPreviousWithin(bounded, before)
    : remember(progress, `before ${before}`, () => searchPreviousWithin(bounded, before));
}

type Found = NominalOccurrence | null;

/** Returns what an earlier turn of this computation found, or searches now. */
function remember(progress: SearchProgress, key: string, search: () => Found): Found {
  const earlier = progress.get(key) as Found | undefined;
  if (earlier !== undefined) return earlier;
  const found = search();
  progress.set(key, found);
  return found;
}

function searchNextWithin({ generator, bounds }: BoundedGenerator, after: number): NominalOccurrence | null {
  spendSteps(1);
  const next = generator.next(Math.max(after, bounds.from - 1), bounds.until);
  return next === null || next.at > bounds.until ? null : next;
}

function searchPreviousWithin(
  { generator, bounds }: BoundedGenerator,
  before: number,
): NominalOccurrence | null {
  spendSteps(1);
  const previous = generator.previous(Math.min(before, bounds.until + 1), bounds.from);
  return previous === null || previous.at < bounds.from ? null : previous;
}

function withJitter(schedule: Schedule, { at, note }: NominalOccurrence): Occurrence {
  const dueAt = new Date(at + computeJitter(schedule.seed, at, schedule.jitterMs));
  return note === undefined ? { at: new Date(at), dueAt } : { at: new Date(at), dueAt, note };
}
