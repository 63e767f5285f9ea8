import { DAY_MS } from '../time.ts';
import type { Frequency } from './schedule.ts';
import type { LocalTimePattern } from './time/local-time-pattern.ts';

const MONTHS_PER_YEAR = 12;
const DAYS: Readonly<Record<string, number>> = { DAILY: 1, WEEKLY: 7 };
const MONTHS: Readonly<Record<string, number>> = { MONTHLY: 1, YEARLY: MONTHS_PER_YEAR };
/** The last instant a Date can hold; nothing comes after it. */
const LAST_INSTANT = 8.64e15;

/**
 * Every `interval` days, weeks, months or years from the wall time `start`, which is the first. From the 31st a
 * shorter month has its last day, and the next long one the 31st again; from 29 February other years have the 28th.
 * HOURLY is absolute time and has no wall pattern.
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
    next: (wall) => atMost(start + Math.max(0, Math.ceil((wall - start) / step)) * step),
    previous: (wall) => (wall < start ? null : start + Math.floor((wall - start) / step) * step),
  };
}

function monthPattern(step: number, start: number): LocalTimePattern {
  const nth = (count: number) => addMonths(start, count * step);
  return {
    next(wall) {
      const guess = Math.max(0, Math.floor(monthsBetween(start, wall) / step));
      return atMost(nth(guess) >= wall ? nth(guess) : nth(guess + 1));
    },
    previous(wall) {
      const guess = Math.floor(monthsBetween(start, wall) / step);
      const found = nth(guess) <= wall ? guess : guess - 1;
      return found < 0 ? null : nth(found);
    },
  };
}

/** Calendar months from one to the other, days ignored. */
function monthsBetween(from: number, to: number): number {
  const [start, end] = [new Date(from), new Date(to)];
  const years = end.getUTCFullYear() - start.getUTCFullYear();
  return years * MONTHS_PER_YEAR + end.getUTCMonth() - start.getUTCMonth();
}

function addMonths(start: number, months: number): number {
  const date = new Date(start);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + months];
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return (
    Date.UTC(year, month, Math.min(date.getUTCDate(), lastDay)) +
    (start - Math.floor(start / DAY_MS) * DAY_MS)
  );
}

function atMost(wall: number): number | null {
  return wall <= LAST_INSTANT ? wall : null;
}
