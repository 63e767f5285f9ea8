import { DAY, expandField, MONTH } from '../cron/cron-field.ts';
import type { CronPattern } from '../cron/cron-pattern.ts';
import type { ScheduleWords } from './schedule-words.ts';

/** A year with a 29 February: each month is as long as it can be. */
const LEAP_YEAR = 2024;

/** Explains in a sentence why no date ever matches; null when some date does. */
export function describeNeverRuns({ never, cron }: CronPattern, words: ScheduleWords): string | null {
  if (!never) return null;
  const months = expandField(MONTH, cron.month);
  const earliest = expandField(DAY, cron.day)[0];
  const onlyDays = !cron.day.last && !cron.day.lastWeekday && cron.day.items.every((item) => !item.nearest);
  const isTooLate = earliest !== undefined && months.every((month) => earliest > longestDay(month));
  if (!onlyDays || !isTooLate) return words.never.noDate;
  return words.never.tooLate(words.list(months.map(words.month)), months.length, earliest);
}

function longestDay(month: number): number {
  return new Date(Date.UTC(LEAP_YEAR, month, 0)).getUTCDate();
}
