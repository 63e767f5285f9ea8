import { HOUR_MS } from '../time.ts';
import { cronPattern } from './cron/cron-pattern.ts';
import { durationMs } from './duration.ts';
import { frequencyPattern } from './frequency-pattern.ts';
import type { Schedule, ScheduleOf } from './schedule.ts';
import { type LocalTimeRule, type Moment, nextMoment, previousMoment } from './time/local-time-search.ts';
import { offsetAt } from './time/zones.ts';

/**
 * All moments a kind of schedule names, before `startAt`, `endAt` and `maxRuns` cut them. Instants in ms; `until` and
 * `from` say how far a search need go. `countBefore`, where it exists, counts the moments before an instant at once.
 */
export interface OccurrenceGenerator {
  next(after: number, until: number): Moment | null;
  previous(before: number, from: number): Moment | null;
  /** Number of moments before the instant; only kinds that need not enumerate have it. */
  countBefore?(instant: number): number;
}

export function createOccurrenceGenerator(schedule: Schedule): OccurrenceGenerator {
  switch (schedule.kind) {
    case 'once':
      return onceTimeline(Date.parse(schedule.at));
    case 'cron':
      return cronTimeline(schedule);
    case 'interval':
      return steadyTimeline(Date.parse(schedule.startAt), durationMs(schedule.every) ?? Number.NaN);
    case 'frequency':
      return frequencyTimeline(schedule);
  }
}

function onceTimeline(at: number): OccurrenceGenerator {
  return {
    next: (after) => (at > after ? { at } : null),
    previous: (before) => (at < before ? { at } : null),
  };
}

/** Equal steps of absolute time from `start`; clock changes mean nothing to it. */
function steadyTimeline(start: number, step: number): OccurrenceGenerator {
  return {
    next: (after) => ({ at: start + Math.max(0, Math.floor((after - start) / step) + 1) * step }),
    previous: (before) =>
      before <= start ? null : { at: start + (Math.ceil((before - start) / step) - 1) * step },
    countBefore: (instant) => Math.max(0, Math.ceil((instant - start) / step)),
  };
}

function cronTimeline({ expression, timezone, dst }: ScheduleOf<'cron'>): OccurrenceGenerator {
  const pattern = cronPattern(expression);
  return wallTimeline({ pattern, zone: timezone, rhythm: pattern.rhythm, dst });
}

function frequencyTimeline({
  frequency,
  interval,
  startDate,
  timezone,
  dst,
}: ScheduleOf<'frequency'>): OccurrenceGenerator {
  const start = Date.parse(startDate);
  if (frequency === 'HOURLY') return steadyTimeline(start, interval * HOUR_MS);
  const pattern = frequencyPattern(frequency, interval, start + offsetAt(timezone, start));
  return fromStart(start, wallTimeline({ pattern, zone: timezone, rhythm: false, dst }));
}

function wallTimeline(rule: LocalTimeRule): OccurrenceGenerator {
  return {
    next: (after, until) => nextMoment(rule, after, until),
    previous: (before, from) => previousMoment(rule, before, from),
  };
}

/** The start itself is the first, even if its wall time comes twice that day and this is the second. */
function fromStart(start: number, rest: OccurrenceGenerator): OccurrenceGenerator {
  return {
    next: (after, until) => (after < start ? { at: start } : rest.next(after, until)),
    previous(before, from) {
      const found = rest.previous(before, Math.max(from, start));
      if (found !== null && found.at > start) return found;
      return before > start ? { at: start } : null;
    },
  };
}
