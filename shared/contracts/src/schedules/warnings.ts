import { DAY_MS } from '../time.ts';
import { type CronExpression, joinsDaysByOr } from './cron/cron-expression.ts';
import { expandField, MONTH } from './cron/cron-field.ts';
import { cronPattern } from './cron/cron-pattern.ts';
import { describeClockChange } from './describe/describe-clock-change.ts';
import { monthDaysWords, weekdaysWords } from './describe/describe-days.ts';
import { listed, localDateWords, monthName, ordinal, weekdayName } from './describe/words.ts';
import { createLocalTimeRule } from './local-time-rule.ts';
import { nextRuns } from './next-runs.ts';
import type { Schedule, ScheduleOf } from './schedule.ts';
import { type ClockChangeEffect, nextClockChanges } from './time/clock-changes.ts';
import { offsetAt } from './time/zones.ts';

type WarningCode = 'NEVER_RUNS' | 'RARE' | 'SHORT_MONTHS' | 'DAYS_JOINED_BY_OR' | 'CLOCK_CHANGE';

/** `at` (ISO UTC) and `effect` are set for CLOCK_CHANGE only, which is a notice also when the effect is `none`. */
export type ScheduleWarning = { code: WarningCode; message: string; at?: string; effect?: ClockChangeEffect };

/** Days that follow weekdays come up to 53 weeks apart, and yet each year. */
const RARE_GAP_MS = 53 * 7 * DAY_MS;
/** Number of clock changes ahead that are named. */
const CLOCK_CHANGES = 2;
/** The number of days that every month has; later days are missing in some. */
const SHORTEST_MONTH = 28;
const LEAP_YEAR = 2024;
const COMMON_YEAR = 2023;

/** Lists what a user might not expect of a schedule, for the preview, in the order in which it is shown. */
export function scheduleWarnings(schedule: Schedule, now: Date): ScheduleWarning[] {
  return [...paceWarnings(schedule, now), ...dayWarnings(schedule), ...clockChangeWarnings(schedule, now)];
}

function paceWarnings(schedule: Schedule, now: Date): ScheduleWarning[] {
  const [first, second] = nextRuns(schedule, now, 2, schedule.maxRuns);
  if (!first) return [{ code: 'NEVER_RUNS', message: 'No run is left: this schedule has ended.' }];
  if (!second || second.at.getTime() - first.at.getTime() <= RARE_GAP_MS) return [];
  const zone = 'timezone' in schedule ? schedule.timezone : 'UTC';
  const days = [first, second].map(({ at }) => localDateWords(at.getTime() + offsetAt(zone, at.getTime())));
  return [{ code: 'RARE', message: `Runs less than once a year: next on ${days[0]}, then on ${days[1]}.` }];
}

function dayWarnings(schedule: Schedule): ScheduleWarning[] {
  if (schedule.kind === 'frequency') return frequencyDayWarnings(schedule);
  if (schedule.kind !== 'cron') return [];
  const { cron } = cronPattern(schedule.expression);
  return [...shortMonthWarnings(cron), ...joinedDaysWarnings(cron)];
}

function frequencyDayWarnings({
  frequency,
  startDate,
  timezone,
}: ScheduleOf<'frequency'>): ScheduleWarning[] {
  const start = Date.parse(startDate);
  const date = new Date(start + offsetAt(timezone, start));
  const day = date.getUTCDate();
  if (day <= SHORTEST_MONTH) return [];
  const isLeapDay = frequency === 'YEARLY' && date.getUTCMonth() === 1;
  if (isLeapDay) return [shortMonth('In years without 29 February it runs on 28 February.')];
  if (frequency !== 'MONTHLY') return [];
  return [shortMonth(`In months without a ${ordinal(day)} it runs on their last day.`)];
}

/** Warns of days 29 to 31 named one by one, in months that lack them. Ranges such as 1-31 mean every day there is. */
function shortMonthWarnings({ day, month, weekday }: CronExpression): ScheduleWarning[] {
  const named = day.items
    .filter((item) => item.from === item.to && item.from > SHORTEST_MONTH)
    .map((item) => item.from);
  const longest = Math.max(0, ...named);
  const lacking = expandField(MONTH, month).filter((value) => daysIn(value, COMMON_YEAR) < longest);
  if (named.length === 0 || lacking.length === 0 || !weekday.any) return [];
  const names = lacking.map((value) =>
    longest === daysIn(value, LEAP_YEAR) ? 'February of most years' : monthName(value),
  );
  const have = names.length === 1 ? 'has' : 'have';
  return [
    shortMonth(
      `${listed(names)} ${have} no ${ordinal(longest)}: no run then. For the last day of the month write L.`,
    ),
  ];
}

function joinedDaysWarnings(cron: CronExpression): ScheduleWarning[] {
  if (!joinsDaysByOr(cron)) return [];
  const days = monthDaysWords(cron.day);
  const weekdays = weekdaysWords(cron.weekday);
  const also = weekdays.startsWith('on ') ? weekdays : `on ${weekdays}`;
  const message = `Runs on ${dayRange(cron) ?? days} and also ${also}, ${notOnly(cron)}.`;
  return [{ code: 'DAYS_JOINED_BY_OR', message }];
}

/** "days 1–7" for one range, else null. */
function dayRange({ day }: CronExpression): string | null {
  const [item, ...more] = day.items;
  const isRange = item && more.length === 0 && item.from !== item.to && item.step === 1 && !day.last;
  return isRange ? `days ${item.from}–${item.to}` : null;
}

function notOnly({ day, weekday }: CronExpression): string {
  const [item, ...more] = weekday.items;
  const isOneWeekday = item && more.length === 0 && item.from === item.to && item.nth === null;
  return isOneWeekday && day.text === '1-7' && !day.last
    ? `not only on the first ${weekdayName(item.from)}`
    : 'not only where both fall on one day';
}

function clockChangeWarnings(schedule: Schedule, now: Date): ScheduleWarning[] {
  if (schedule.kind !== 'cron' && schedule.kind !== 'frequency') return [];
  const rule = createLocalTimeRule(schedule);
  return nextClockChanges(schedule.timezone, rule, now, CLOCK_CHANGES).map((change) => ({
    code: 'CLOCK_CHANGE',
    at: new Date(change.transition.at).toISOString(),
    effect: change.effect,
    message: describeClockChange(change, schedule.timezone, now),
  }));
}

function shortMonth(message: string): ScheduleWarning {
  return { code: 'SHORT_MONTHS', message };
}

function daysIn(month: number, year: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
