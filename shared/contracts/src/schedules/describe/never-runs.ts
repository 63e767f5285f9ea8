import { DAY, expandField, MONTH } from '../cron/cron-field.ts';
import type { CronPattern } from '../cron/cron-pattern.ts';
import { listed, monthName, ordinal } from './words.ts';

/** A year with a 29 February: each month is as long as it can be. */
const LEAP_YEAR = 2024;

/** Explains in a sentence why no date ever matches; null when some date does. */
export function describeNeverRuns({ never, cron }: CronPattern): string | null {
  if (!never) return null;
  const months = expandField(MONTH, cron.month);
  const earliest = expandField(DAY, cron.day)[0];
  const onlyDays = !cron.day.last && !cron.day.lastWeekday && cron.day.items.every((item) => !item.nearest);
  const isTooLate = earliest !== undefined && months.every((month) => earliest > longestDay(month));
  if (!onlyDays || !isTooLate) return 'This schedule never runs: no date has all of its days.';
  const names = months.map(monthName);
  return `This schedule never runs: ${listed(names)} ${names.length === 1 ? 'has' : 'have'} no ${ordinal(earliest)}.`;
}

function longestDay(month: number): number {
  return new Date(Date.UTC(LEAP_YEAR, month, 0)).getUTCDate();
}
