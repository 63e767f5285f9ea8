import { cronPattern } from './cron/cron-pattern.ts';
import type { ScheduleOf } from './schedule.ts';
import { frequencyPattern } from './time/frequency-pattern.ts';
import type { LocalTimeRule } from './time/local-time-search.ts';
import { offsetAt } from './time/zones.ts';

/** Builds the rule by which a schedule repeats local times; null for HOURLY, which is absolute time. */
export function createLocalTimeRule(schedule: ScheduleOf<'cron' | 'frequency'>): LocalTimeRule | null {
  return schedule.kind === 'cron' ? createCronRule(schedule) : createFrequencyRule(schedule);
}

export function createCronRule({ expression, timezone, dst }: ScheduleOf<'cron'>): LocalTimeRule {
  const pattern = cronPattern(expression);
  return { pattern, zone: timezone, rhythm: pattern.rhythm, dst };
}

export function createFrequencyRule(schedule: ScheduleOf<'frequency'>): LocalTimeRule | null {
  const { frequency, interval, startDate, timezone, dst } = schedule;
  if (frequency === 'HOURLY') return null;
  const start = Date.parse(startDate);
  const pattern = frequencyPattern(frequency, interval, start + offsetAt(timezone, start));
  return { pattern, zone: timezone, rhythm: false, dst };
}
