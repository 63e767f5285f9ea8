import { DAY_MS } from '@punctual/contracts/time';
import { locale } from '../../lib/strings/language.ts';

/** Days are written as the calendar of the server takes them: 2031-03-01. They have no zone and no clock. */
const toTime = (date: string): number => Date.parse(`${date}T00:00:00Z`);
const toDate = (time: number): string => new Date(time).toISOString().slice(0, 10);

export const addDays = (date: string, days: number): string => toDate(toTime(date) + days * DAY_MS);

/** The first day of the month that is so many months later. */
export function addMonths(date: string, months: number): string {
  const [year = 0, month = 1] = date.split('-').map(Number);
  return toDate(Date.UTC(year, month - 1 + months, 1));
}

/** 0 for Sunday to 6 for Saturday. */
export const weekdayOf = (date: string): number => new Date(toTime(date)).getUTCDay();

interface WeekInfo {
  firstDay: number;
}

/** The day with which weeks begin here, as 0 to 6; Monday where the browser does not say. */
function firstWeekday(tag: string = locale): number {
  const known = new Intl.Locale(tag) as Intl.Locale & { getWeekInfo?(): WeekInfo; weekInfo?: WeekInfo };
  return (known.getWeekInfo?.() ?? known.weekInfo ?? { firstDay: 1 }).firstDay % 7;
}

/** The first day of the week that a day is in. */
export const startOfWeek = (date: string, first = firstWeekday()): string =>
  addDays(date, -((weekdayOf(date) - first + 7) % 7));

/** The weeks that a month has days in: the first day, and the number of days. */
export function monthSpan(date: string, first = firstWeekday()): { from: string; days: number } {
  const from = startOfWeek(addMonths(date, 0), first);
  const end = toTime(addMonths(date, 1));
  return { from, days: Math.ceil((end - toTime(from)) / DAY_MS / 7) * 7 };
}

export const isSameMonth = (a: string, b: string): boolean => a.slice(0, 7) === b.slice(0, 7);

/** The calendar of the server is of the years 1970 to 2999; the weeks of its first month begin before. */
const [EARLIEST, LATEST] = ['1970-02-01', '2999-12-31'];

/** Tells dates that the calendar has from what else may stand in an address. */
export const isDate = (text: string): boolean => {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? toTime(text) : Number.NaN;
  return !Number.isNaN(time) && toDate(time) === text && text >= EARLIEST && text <= LATEST;
};
