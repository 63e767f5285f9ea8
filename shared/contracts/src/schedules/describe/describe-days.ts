import { type CronExpression, joinsDaysByOr } from '../cron/cron-expression.ts';
import { DAY, expandField, type Field, type FieldItem, MONTH } from '../cron/cron-field.ts';
import { itemWords, listed, monthName, nthWord, ordinal, weekdayName } from './words.ts';

const WORKDAYS = new Set(['1-5', 'MON-FRI']);
const MONTHS_PER_YEAR = 12;

/** Describes the days of an expression: "every Monday", "on the 1st of every month"; null when they are all days. */
export function daysWords(cron: CronExpression): string | null {
  const months = monthsWords(cron.month);
  if (cron.day.any && cron.weekday.any) return months === null ? null : `every day in ${months}`;
  const yearly = oneDate(cron);
  if (yearly !== null) return yearly;
  const within = months === null ? '' : ` in ${months}`;
  if (cron.day.any) return `${weekdaysWords(cron.weekday)}${within}`;
  const days = `on ${monthDaysWords(cron.day)}${months === null ? ' of every month' : ` of ${months}`}`;
  if (cron.weekday.any) return days;
  const weekdays = weekdaysWords(cron.weekday);
  return joinsDaysByOr(cron)
    ? `${days} and also ${weekdays}${within}`
    : `${days} if that is ${chosenDays(cron.weekday)},`;
}

/** "every Monday", "Monday to Friday", "on the first Monday of the month". */
export function weekdaysWords(weekday: Field): string {
  const ofMonth = weekday.items.filter((item) => item.nth !== null);
  const plain = weekday.items.filter((item) => item.nth === null);
  const parts = [];
  if (WORKDAYS.has(weekday.text)) parts.push('every weekday (Monday to Friday)');
  else if (plain.length > 0) parts.push(`every ${listed(plain.map((item) => itemWords(item, weekdayName)))}`);
  if (ofMonth.length > 0) parts.push(`on ${listed(ofMonth.map(nthWeekday))} of the month`);
  return listed(parts);
}

/** "the 1st", "the 1st to 7th", "the last day", "the weekday nearest the 15th". */
export function monthDaysWords(day: Field): string {
  const words = day.items.map((item) => {
    if (item.nearest) return `the weekday nearest the ${ordinal(item.from)}`;
    const isStepped = item.step > 1 && item.from !== item.to;
    const each = isStepped ? `every ${ordinal(item.step)} day from ` : '';
    return `${each}the ${itemWords({ ...item, step: 1 }, ordinal)}`;
  });
  if (day.last) words.push('the last day');
  if (day.lastWeekday) words.push('the last weekday');
  return listed(words);
}

/** "every year on 29 February" for one day of one month, else null. */
function oneDate({ day, month, weekday }: CronExpression): string | null {
  const [days, months] = [expandField(DAY, day), expandField(MONTH, month)];
  const isOnly = days.length === 1 && months.length === 1 && day.items.length === 1 && !day.last;
  return isOnly && weekday.any ? `every year on ${days[0]} ${monthName(months[0] ?? 0)}` : null;
}

function chosenDays(weekday: Field): string {
  return listed(
    weekday.items.map((item) => (item.nth === null ? `a ${itemWords(item, weekdayName)}` : nthWeekday(item))),
  );
}

function nthWeekday(item: FieldItem): string {
  return `the ${nthWord(item.nth ?? 'L')} ${itemWords(item, weekdayName)}`;
}

function monthsWords(month: Field): string | null {
  if (expandField(MONTH, month).length === MONTHS_PER_YEAR) return null;
  return listed(month.items.map((item) => itemWords(item, monthName)));
}
