import type { Language } from '../language.ts';
import { DAY_MS } from '../time.ts';
import { type CronExpression, joinsDaysByOr } from './cron/cron-expression.ts';
import { expandField, MONTH } from './cron/cron-field.ts';
import { cronPattern } from './cron/cron-pattern.ts';
import { describeClockChange } from './describe/describe-clock-change.ts';
import { monthDaysWords, weekdaysWords } from './describe/describe-days.ts';
import { SCHEDULE_WORDS, type ScheduleWords } from './describe/schedule-words.ts';
import { localDateWords } from './describe/words.ts';
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
export function scheduleWarnings(schedule: Schedule, now: Date, language: Language): ScheduleWarning[] {
  const words = SCHEDULE_WORDS[language];
  return [
    ...paceWarnings(schedule, now, words),
    ...dayWarnings(schedule, words),
    ...clockChangeWarnings(schedule, now, words),
  ];
}

function paceWarnings(schedule: Schedule, now: Date, words: ScheduleWords): ScheduleWarning[] {
  const [first, second] = nextRuns(schedule, now, 2, schedule.maxRuns);
  if (!first) return [{ code: 'NEVER_RUNS', message: words.warnings.ended }];
  if (!second || second.at.getTime() - first.at.getTime() <= RARE_GAP_MS) return [];
  const zone = 'timezone' in schedule ? schedule.timezone : 'UTC';
  const day = ({ at }: { at: Date }) => localDateWords(at.getTime() + offsetAt(zone, at.getTime()), words);
  return [{ code: 'RARE', message: words.warnings.rare(day(first), day(second)) }];
}

function dayWarnings(schedule: Schedule, words: ScheduleWords): ScheduleWarning[] {
  if (schedule.kind === 'frequency') return frequencyDayWarnings(schedule, words);
  if (schedule.kind !== 'cron') return [];
  const { cron } = cronPattern(schedule.expression);
  return [...shortMonthWarnings(cron, words), ...joinedDaysWarnings(cron, words)];
}

function frequencyDayWarnings(
  { frequency, startDate, timezone }: ScheduleOf<'frequency'>,
  { warnings }: ScheduleWords,
): ScheduleWarning[] {
  const start = Date.parse(startDate);
  const date = new Date(start + offsetAt(timezone, start));
  const day = date.getUTCDate();
  if (day <= SHORTEST_MONTH) return [];
  const isLeapDay = frequency === 'YEARLY' && date.getUTCMonth() === 1;
  if (isLeapDay) return [shortMonth(warnings.leapDay)];
  return frequency === 'MONTHLY' ? [shortMonth(warnings.shorterMonths(day))] : [];
}

/** Warns of days 29 to 31 named one by one, in months that lack them. Ranges such as 1-31 mean every day there is. */
function shortMonthWarnings(
  { day, month, weekday }: CronExpression,
  words: ScheduleWords,
): ScheduleWarning[] {
  const named = day.items
    .filter((item) => item.from === item.to && item.from > SHORTEST_MONTH)
    .map((item) => item.from);
  const longest = Math.max(0, ...named);
  const lacking = expandField(MONTH, month).filter((value) => daysIn(value, COMMON_YEAR) < longest);
  if (named.length === 0 || lacking.length === 0 || !weekday.any) return [];
  const names = lacking.map((value) =>
    longest === daysIn(value, LEAP_YEAR) ? words.warnings.mostFebruaries : words.month(value),
  );
  return [shortMonth(words.warnings.lacking(words.list(names), names.length, longest))];
}

function joinedDaysWarnings(cron: CronExpression, words: ScheduleWords): ScheduleWarning[] {
  if (!joinsDaysByOr(cron)) return [];
  const days = dayRange(cron, words) ?? monthDaysWords(cron.day, words);
  const message = words.warnings.joined(days, weekdaysWords(cron.weekday, words), notOnly(cron, words));
  return [{ code: 'DAYS_JOINED_BY_OR', message }];
}

/** "days 1–7" for one range, else null. */
function dayRange({ day }: CronExpression, { warnings }: ScheduleWords): string | null {
  const [item, ...more] = day.items;
  const isRange = item && more.length === 0 && item.from !== item.to && item.step === 1 && !day.last;
  return isRange ? warnings.dayRange(item.from, item.to) : null;
}

function notOnly({ day, weekday }: CronExpression, { warnings, weekday: nameDay }: ScheduleWords): string {
  const [item, ...more] = weekday.items;
  const isOneWeekday = item && more.length === 0 && item.from === item.to && item.nth === null;
  return isOneWeekday && day.text === '1-7' && !day.last
    ? warnings.notOnlyFirst(nameDay(item.from))
    : warnings.notOnlyBoth;
}

function clockChangeWarnings(schedule: Schedule, now: Date, words: ScheduleWords): ScheduleWarning[] {
  if (schedule.kind !== 'cron' && schedule.kind !== 'frequency') return [];
  const rule = createLocalTimeRule(schedule);
  return nextClockChanges(schedule.timezone, rule, now, CLOCK_CHANGES).map((change) => ({
    code: 'CLOCK_CHANGE',
    at: new Date(change.transition.at).toISOString(),
    effect: change.effect,
    message: describeClockChange(change, schedule.timezone, now, words),
  }));
}

function shortMonth(message: string): ScheduleWarning {
  return { code: 'SHORT_MONTHS', message };
}

function daysIn(month: number, year: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
