import { DAY_MS } from '../../time.ts';
import type { Frequency } from '../schedule.ts';
import type { LocalTimePattern } from './local-time-pattern.ts';

const MONTHS_PER_YEAR = 12;
const DAYS: Readonly<Record<string, number>> = { DAILY: 1, WEEKLY: 7 };
const MONTHS: Readonly<Record<string, number>> = { MONTHLY: 1, YEARLY: MONTHS_PER_YEAR };
/** The last instant that a Date can hold. */
const LAST_INSTANT = 8.64e15;

/**
 * Repeats the local time `start`, which is the first, every `interval` days, weeks, months or years. From the 31st,
 * shorter months have their last day and the next long month the 31st again; from 29 February, other years have the
 * 28th. HOURLY is absolute time and has no local pattern.
 */
export function frequencyPattern(
  frequency: Exclude<Frequency, 'HOURLY'>,
  interval: number,
  start: number,
): LocalTimePattern {
  const days = DAYS[frequency];
  return days === undefined
    ? monthPattern(interval * (MONTHS[frequency] ?? 1), start)
    : dayPattern(interval * days * DAY_MS, start);
}

function dayPattern(step: number, start: number): LocalTimePattern {
  return {
    next: (local) => atMost(start + Math.max(0, Math.ceil((local - start) / step)) * step),
    previous: (local) => (local < start ? null : start + Math.floor((local - start) / step) * step),
  };
}

function monthPattern(step: number, start: number): LocalTimePattern {
  const nth = (count: number) => addMonths(start, count * step);
  return {
    next(local) {
      const guess = Math.max(0, Math.floor(monthsBetween(start, local) / step));
      return atMost(nth(guess) >= local ? nth(guess) : nth(guess + 1));
    },
    previous(local) {
      const guess = Math.floor(monthsBetween(start, local) / step);
      const found = nth(guess) <= local ? guess : guess - 1;
      return found < 0 ? null : nth(found);
    },
  };
}

/** Counts the calendar months from one date to the other, whatever their days. */
function monthsBetween(from: number, to: number): number {
  const [start, end] = [new Date(from), new Date(to)];
  const years = end.getUTCFullYear() - start.getUTCFullYear();
  return years * MONTHS_PER_YEAR + end.getUTCMonth() - start.getUTCMonth();
}

function addMonths(start: number, months: number): number {
  const date = new Date(start);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + months];
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const timeOfDay = start - Math.floor(start / DAY_MS) * DAY_MS;
  return Date.UTC(year, month, Math.min(date.getUTCDate(), lastDay)) + timeOfDay;
}

function atMost(local: number): number | null {
  return local <= LAST_INSTANT ? local : null;
}
