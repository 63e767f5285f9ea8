import { HOUR_MS } from '../time.ts';
import { durationMs } from './duration.ts';
import { createCronRule, createFrequencyRule } from './local-time-rule.ts';
import type { Schedule, ScheduleOf } from './schedule.ts';
import {
  type LocalTimeRule,
  type NominalOccurrence,
  searchNext,
  searchPrevious,
} from './time/local-time-search.ts';

/**
 * Generates all occurrences of a schedule, before `startAt` and `endAt` limit them. Instants are ms; `until`
 * and `from` say how far a search has to go.
 */
export interface OccurrenceGenerator {
  next(after: number, until: number): NominalOccurrence | null;
  previous(before: number, from: number): NominalOccurrence | null;
  /** Counts the occurrences before the instant at once; only kinds that need not enumerate have it. */
  countBefore?(instant: number): number;
}

export function createOccurrenceGenerator(schedule: Schedule): OccurrenceGenerator {
  switch (schedule.kind) {
    case 'once':
      return createOnceGenerator(Date.parse(schedule.at));
    case 'cron':
      return createLocalTimeGenerator(createCronRule(schedule));
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

/** Repeats equal steps of absolute time from `start`; clock changes have no effect on them. */
function createIntervalGenerator(start: number, step: number): OccurrenceGenerator {
  return {
    next: (after) => ({ at: start + Math.max(0, Math.floor((after - start) / step) + 1) * step }),
    previous: (before) =>
      before <= start ? null : { at: start + (Math.ceil((before - start) / step) - 1) * step },
    countBefore: (instant) => Math.max(0, Math.ceil((instant - start) / step)),
  };
}

function createFrequencyGenerator(schedule: ScheduleOf<'frequency'>): OccurrenceGenerator {
  const start = Date.parse(schedule.startDate);
  const rule = createFrequencyRule(schedule);
  return rule === null
    ? createIntervalGenerator(start, schedule.interval * HOUR_MS)
    : beginAtStart(start, createLocalTimeGenerator(rule));
}

function createLocalTimeGenerator(rule: LocalTimeRule): OccurrenceGenerator {
  return {
    next: (after, until) => searchNext(rule, after, until),
    previous: (before, from) => searchPrevious(rule, before, from),
  };
}

/** Makes the start the first occurrence, even if its local time comes twice that day and this is the second. */
function beginAtStart(start: number, rest: OccurrenceGenerator): OccurrenceGenerator {
  return {
    next: (after, until) => (after < start ? { at: start } : rest.next(after, until)),
    previous(before, from) {
      const found = rest.previous(before, Math.max(from, start));
      if (found !== null && found.at > start) return found;
      return before > start ? { at: start } : null;
    },
  };
}
