import { cronPattern } from '../cron/cron-pattern.ts';
import { durationMs, durationWords } from '../duration.ts';
import type { Schedule, ScheduleOf } from '../schedule.ts';
import { offsetAt } from '../time/zones.ts';
import { cronWords } from './describe-cron.ts';
import {
  localDateWords,
  localTimeWords,
  monthName,
  ordinal,
  type WordOptions,
  weekdayName,
} from './words.ts';

/** `timezone`: the zone for the instants of schedules that have none; UTC by default. */
export type DescribeOptions = WordOptions & { timezone?: string };

const UNITS = { HOURLY: 'hour', DAILY: 'day', WEEKLY: 'week', MONTHLY: 'month', YEARLY: 'year' } as const;
/** The number of days that every month has. */
const SHORTEST_MONTH = 28;
const FEBRUARY = 1;

/** Describes a schedule, with its zone and its limits: "Every Monday at 09:00, Europe/Paris, 10 times at most". */
export function describeSchedule(schedule: Schedule, options: DescribeOptions = {}): string {
  const words = { hour12: options.hour12 ?? false, timezone: options.timezone ?? 'UTC' };
  return [mainWords(schedule, words), ...limitWords(schedule, words)].join(', ');
}

function mainWords(schedule: Schedule, options: Required<DescribeOptions>): string {
  switch (schedule.kind) {
    case 'once':
      return `Once on ${instantWords(schedule.at, options.timezone, options)}`;
    case 'cron':
      return cronInZone(schedule, options);
    case 'interval':
      return `${every(durationWords(durationMs(schedule.every) ?? 0))} from ${instantWords(schedule.startAt, options.timezone, options)}`;
    case 'frequency':
      return frequencyWords(schedule, options);
  }
}

/** Leaves the zone out where it makes no difference: every minute, or more often. */
function cronInZone({ expression, timezone }: ScheduleOf<'cron'>, options: WordOptions): string {
  const { cron } = cronPattern(expression);
  const { minute, hour, day, month, weekday } = cron;
  const isEachMinute = [minute, hour, day, month, weekday].every(({ any }) => any);
  const words = cronWords(cron, options);
  return isEachMinute ? words : `${words}, ${timezone}`;
}

function frequencyWords(schedule: ScheduleOf<'frequency'>, options: WordOptions): string {
  const { frequency, interval, startDate, timezone } = schedule;
  const unit = UNITS[frequency];
  const lead = every(`${interval} ${unit}${interval === 1 ? '' : 's'}`);
  if (frequency === 'HOURLY') return `${lead} from ${instantWords(startDate, timezone, options)}`;
  const local = convertToLocal(startDate, timezone);
  const time = `at ${localTimeWords(local, options)}, ${timezone}`;
  const since = interval === 1 ? '' : `, from ${localDateWords(local)}`;
  return `${dayWords(schedule, lead, new Date(local))} ${time}${since}`;
}

function dayWords({ frequency, interval }: ScheduleOf<'frequency'>, lead: string, start: Date): string {
  const day = start.getUTCDate();
  if (frequency === 'DAILY') return lead;
  if (frequency === 'WEEKLY') {
    const weekday = weekdayName(start.getUTCDay());
    return interval === 1 ? `Every ${weekday}` : `${lead} on ${weekday}`;
  }
  if (frequency === 'MONTHLY') {
    return `${lead} on the ${ordinal(day)}${day > SHORTEST_MONTH ? ' (the last day of shorter months)' : ''}`;
  }
  const isLeapDay = start.getUTCMonth() === FEBRUARY && day > SHORTEST_MONTH;
  return `${lead} on ${day} ${monthName(start.getUTCMonth() + 1)}${isLeapDay ? ' (28 February in other years)' : ''}`;
}

function limitWords(schedule: Schedule, options: Required<DescribeOptions>): string[] {
  if (schedule.kind === 'once') return jitterWords(schedule);
  const zone = 'timezone' in schedule ? schedule.timezone : options.timezone;
  const limits = [];
  if (schedule.endAt !== null) limits.push(`until ${instantWords(schedule.endAt, zone, options)}`);
  if (schedule.maxRuns !== null)
    limits.push(schedule.maxRuns === 1 ? 'once at most' : `${schedule.maxRuns} times at most`);
  return [...limits, ...jitterWords(schedule)];
}

function jitterWords({ jitterMs }: Schedule): string[] {
  return jitterMs === 0 ? [] : [`up to ${durationWords(jitterMs)} later`];
}

/** "Sunday 28 March 2027 at 03:00, Europe/Paris". */
function instantWords(instant: string, zone: string, options: WordOptions): string {
  const local = convertToLocal(instant, zone);
  return `${localDateWords(local)} at ${localTimeWords(local, options)}, ${zone}`;
}

function convertToLocal(instant: string, zone: string): number {
  const at = Date.parse(instant);
  return at + offsetAt(zone, at);
}

/** "1 hour" → "Every hour", "3 hours" → "Every 3 hours". */
function every(amount: string): string {
  return `Every ${amount.replace(/^1 /, '')}`;
}
