import { cronPattern } from './cron/cron-pattern.ts';
import { durationMs } from './duration.ts';
import type { Schedule, ScheduleOf } from './schedule.ts';
import { frequencyPattern } from './time/frequency-pattern.ts';
import {
  type LocalTimeRule,
  type NominalOccurrence,
  searchNext,
  searchPrevious,
} from './time/local-time-search.ts';
import { offsetAt } from './time/zones.ts';

const HOUR = 3_600_000;

/**
 * All moments a kind of schedule names, before `startAt`, `endAt` and `maxRuns` cut them. Instants in ms; `until` and
 * `from` say how far a search need go. `countBefore`, where it exists, counts the moments before an instant at once.
 */
export interface OccurrenceGenerator {
  next(after: number, until: number): NominalOccurrence | null;
  previous(before: number, from: number): NominalOccurrence | null;
  /** Number of moments before the instant; only kinds that need not enumerate have it. */
  countBefore?(instant: number): number;
}

export function createOccurrenceGenerator(schedule: Schedule): OccurrenceGenerator {
  switch (schedule.kind) {
    case 'once':
      return createOnceGenerator(Date.parse(schedule.at));
    case 'cron':
      return createCronGenerator(schedule);
    case 'interval':
      return createIntervalGenerator(Date.parse(schedule.startAt), durationMs(schedule.every) ?? Number.NaN);
    case 'frequency':
      return createFrequencyGenerator(schedule);
  }
}

function createOnceGenerator(at: number): OccurrenceGenerator {
  return {
    next: (after) => (at > after ? { at } : null),
    previous: (before) => (at < before ? { at } : null),
  };
}

/** Equal steps of absolute time from `start`; clock changes mean nothing to it. */
function createIntervalGenerator(start: number, step: number): OccurrenceGenerator {
  return {
    next: (after) => ({ at: start + Math.max(0, Math.floor((after - start) / step) + 1) * step }),
    previous: (before) =>
      before <= start ? null : { at: start + (Math.ceil((before - start) / step) - 1) * step },
    countBefore: (instant) => Math.max(0, Math.ceil((instant - start) / step)),
  };
}

function createCronGenerator({ expression, timezone, dst }: ScheduleOf<'cron'>): OccurrenceGenerator {
  const pattern = cronPattern(expression);
  return createLocalTimeGenerator({ pattern, zone: timezone, rhythm: pattern.rhythm, dst });
}

function createFrequencyGenerator({
  frequency,
  interval,
  startDate,
  timezone,
  dst,
}: ScheduleOf<'frequency'>): OccurrenceGenerator {
  const start = Date.parse(startDate);
  if (frequency === 'HOURLY') return createIntervalGenerator(start, interval * HOUR);
  const pattern = frequencyPattern(frequency, interval, start + offsetAt(timezone, start));
  return fromStart(start, createLocalTimeGenerator({ pattern, zone: timezone, rhythm: false, dst }));
}

function createLocalTimeGenerator(rule: LocalTimeRule): OccurrenceGenerator {
  return {
    next: (after, until) => searchNext(rule, after, until),
    previous: (before, from) => searchPrevious(rule, before, from),
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
