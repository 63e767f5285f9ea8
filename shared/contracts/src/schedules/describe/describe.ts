import type { Language } from '../../language.ts';
import { cronPattern } from '../cron/cron-pattern.ts';
import { durationMs } from '../duration.ts';
import type { Schedule, ScheduleOf } from '../schedule.ts';
import { offsetAt } from '../time/zones.ts';
import { cronWords } from './describe-cron.ts';
import { durationWords, splitDuration } from './duration-words.ts';
import { SCHEDULE_WORDS } from './schedule-words.ts';
import { capitalised, localDateWords, localTimeWords, type WordOptions } from './words.ts';

/** `timezone`: the zone for the instants of schedules that have none; UTC by default. `hour12`: "5:30 PM". */
export type DescribeOptions = { timezone?: string; hour12?: boolean };

type Options = WordOptions & { language: Language; timezone: string };

const UNITS = { HOURLY: 'hour', DAILY: 'day', WEEKLY: 'week', MONTHLY: 'month', YEARLY: 'year' } as const;
/** The number of days that every month has. */
const SHORTEST_MONTH = 28;
const FEBRUARY = 1;

/** Describes a schedule, with its zone and its limits: "Every Monday at 09:00, Europe/Paris, 10 times at most". */
export function describeSchedule(
  schedule: Schedule,
  language: Language,
  { hour12 = false, timezone = 'UTC' }: DescribeOptions = {},
): string {
  const options = { language, words: SCHEDULE_WORDS[language], hour12, timezone };
  return [mainWords(schedule, options), ...limitWords(schedule, options)].join(', ');
}

function mainWords(schedule: Schedule, options: Options): string {
  const { words, timezone } = options;
  switch (schedule.kind) {
    case 'once':
      return words.once(instantWords(schedule.at, timezone, options));
    case 'cron':
      return cronInZone(schedule, options);
    case 'interval': {
      const { amount, unit } = splitDuration(durationMs(schedule.every) ?? 0);
      const lead = capitalised(words.every(amount, unit));
      return words.from(lead, instantWords(schedule.startAt, timezone, options));
    }
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

function frequencyWords(schedule: ScheduleOf<'frequency'>, options: Options): string {
  const { frequency, interval, startDate, timezone } = schedule;
  const { words, hour12 } = options;
  const lead = capitalised(words.every(interval, UNITS[frequency]));
  if (frequency === 'HOURLY') return words.from(lead, instantWords(startDate, timezone, options));
  const local = convertToLocal(startDate, timezone);
  const time = `${words.at(localTimeWords(local, hour12))}, ${timezone}`;
  const since = interval === 1 ? '' : words.fromDate(localDateWords(local, words));
  return `${dayWords(schedule, lead, new Date(local), options)} ${time}${since}`;
}

function dayWords(
  { frequency, interval }: ScheduleOf<'frequency'>,
  lead: string,
  start: Date,
  { words }: Options,
): string {
  const day = start.getUTCDate();
  if (frequency === 'DAILY') return lead;
  if (frequency === 'WEEKLY') {
    const weekday = words.weekday(start.getUTCDay());
    return interval === 1 ? capitalised(words.everyWeekday(weekday)) : words.onWeekday(lead, weekday);
  }
  const isLate = day > SHORTEST_MONTH;
  if (frequency === 'MONTHLY') return `${words.onMonthDay(lead, day)}${isLate ? words.shorterMonths : ''}`;
  const date = words.dayOfMonth(day, words.month(start.getUTCMonth() + 1));
  const isLeapDay = isLate && start.getUTCMonth() === FEBRUARY;
  return `${words.onDate(lead, date)}${isLeapDay ? words.otherYears : ''}`;
}

function limitWords(schedule: Schedule, options: Options): string[] {
  if (schedule.kind === 'once') return jitterWords(schedule, options);
  const zone = 'timezone' in schedule ? schedule.timezone : options.timezone;
  const { words } = options;
  const limits = [];
  if (schedule.endAt !== null) limits.push(words.until(instantWords(schedule.endAt, zone, options)));
  if (schedule.maxRuns !== null) limits.push(words.atMost(schedule.maxRuns));
  return [...limits, ...jitterWords(schedule, options)];
}

function jitterWords({ jitterMs }: Schedule, { words, language }: Options): string[] {
  return jitterMs === 0 ? [] : [words.later(durationWords(jitterMs, language))];
}

/** "Sunday 28 March 2027 at 03:00, Europe/Paris". */
function instantWords(instant: string, zone: string, { words, hour12 }: Options): string {
  const local = convertToLocal(instant, zone);
  return words.instant(localDateWords(local, words), localTimeWords(local, hour12), zone);
}

function convertToLocal(instant: string, zone: string): number {
  const at = Date.parse(instant);
  return at + offsetAt(zone, at);
}
