import { type CronExpression, joinsDaysByOr } from '../cron/cron-expression.ts';
import { DAY, expandField, type Field, type FieldItem, MONTH } from '../cron/cron-field.ts';
import type { ScheduleWords } from './schedule-words.ts';
import { itemWords } from './words.ts';

const WORKDAYS = new Set(['1-5', 'MON-FRI']);
const MONTHS_PER_YEAR = 12;

/** Describes the days of an expression: "every Monday", "on the 1st of every month"; null when they are all days. */
export function daysWords(cron: CronExpression, words: ScheduleWords): string | null {
  const months = monthsWords(cron.month, words);
  const isRange = isRangeOnly(cron.month);
  const inMonths = months === null ? '' : words.inMonths(months, isRange);
  if (cron.day.any && cron.weekday.any) return months === null ? null : words.everyDayIn(inMonths);
  const yearly = oneDate(cron, words);
  if (yearly !== null) return yearly;
  const within = months === null ? '' : ` ${inMonths}`;
  if (cron.day.any) return `${weekdaysWords(cron.weekday, words)}${within}`;
  const ofMonths = months === null ? words.ofEveryMonth : words.ofMonths(months, isRange);
  const days = `${words.onDays(monthDaysWords(cron.day, words))}${ofMonths}`;
  if (cron.weekday.any) return days;
  return joinsDaysByOr(cron)
    ? words.alsoOn(days, `${weekdaysWords(cron.weekday, words)}${within}`)
    : words.onlyIf(days, chosenDays(cron.weekday, words));
}

/** "every Monday", "Monday to Friday", "on the first Monday of the month". */
export function weekdaysWords(weekday: Field, words: ScheduleWords): string {
  const ofMonth = weekday.items.filter((item) => item.nth !== null);
  const plain = weekday.items.filter((item) => item.nth === null);
  const parts = [];
  if (WORKDAYS.has(weekday.text)) parts.push(words.everyWorkday);
  else if (plain.length > 0)
    parts.push(words.everyWeekday(words.list(plain.map((item) => weekdayItem(item, words)))));
  if (ofMonth.length > 0) {
    const nths = ofMonth.map((item) => words.nthWeekday(item.nth ?? 'L', weekdayItem(item, words)));
    parts.push(words.onNthWeekdays(words.list(nths)));
  }
  return words.list(parts);
}

/** "the 1st", "the 1st to 7th", "the last day", "the weekday nearest the 15th". */
export function monthDaysWords(day: Field, words: ScheduleWords): string {
  const days = day.items.map(({ from, to, step, nearest }) => {
    if (nearest) return words.nearestWeekday(from);
    if (from === to) return words.monthDay(from);
    return step > 1 ? words.steppedDays(step, from, to) : words.monthDays(from, to);
  });
  if (day.last) days.push(words.lastDay);
  if (day.lastWeekday) days.push(words.lastWeekday);
  return words.list(days);
}

/** "every year on 29 February" for one day of one month, else null. */
function oneDate({ day, month, weekday }: CronExpression, words: ScheduleWords): string | null {
  const [days, months] = [expandField(DAY, day), expandField(MONTH, month)];
  const isOnly = days.length === 1 && months.length === 1 && day.items.length === 1 && !day.last;
  if (!isOnly || !weekday.any) return null;
  return words.everyYearOn(words.dayOfMonth(days[0] ?? 0, words.month(months[0] ?? 0)));
}

function chosenDays(weekday: Field, words: ScheduleWords): string {
  const days = weekday.items.map((item) =>
    item.nth === null
      ? words.aWeekday(weekdayItem(item, words))
      : words.thatNthWeekday(item.nth, weekdayItem(item, words)),
  );
  return words.list(days);
}

const weekdayItem = (item: FieldItem, words: ScheduleWords): string => itemWords(item, words.weekday, words);

function monthsWords(month: Field, words: ScheduleWords): string | null {
  if (expandField(MONTH, month).length === MONTHS_PER_YEAR) return null;
  return words.list(month.items.map((item) => itemWords(item, words.month, words)));
}

const isRangeOnly = ({ items: [item, ...more] }: Field): boolean =>
  item !== undefined && more.length === 0 && item.from !== item.to && item.step === 1;
