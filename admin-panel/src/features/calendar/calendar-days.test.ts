import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, addMonths, isDate, monthSpan, startOfWeek, weekdayOf } from './calendar-days.ts';

const dates = fc.integer({ min: -20_000, max: 40_000 }).map((days) => addDays('2031-03-01', days));
const weekdays = fc.integer({ min: 0, max: 6 });

describe('the days of a calendar', () => {
  test('of a month are whole weeks, from the one with its first day to the one with its last', () => {
    expect(monthSpan('2031-03-17', 1)).toEqual({ from: '2031-02-24', days: 42 });
    expect(monthSpan('2027-02-14', 1)).toEqual({ from: '2027-02-01', days: 28 });
  });

  test('begin with the weekday of the place, and hold all of the month', () => {
    fc.assert(
      fc.property(dates, weekdays, (date, first) => {
        const { from, days } = monthSpan(date, first);
        expect([weekdayOf(from), days % 7]).toEqual([first, 0]);
        expect(from <= addMonths(date, 0) && addDays(from, days) >= addMonths(date, 1)).toBe(true);
        expect(days).toBeLessThanOrEqual(42);
      }),
    );
  });

  test('are in the week that begins at most six days before', () => {
    fc.assert(
      fc.property(dates, weekdays, (date, first) => {
        const start = startOfWeek(date, first);
        expect(start <= date && date < addDays(start, 7)).toBe(true);
      }),
    );
  });

  test('are told from what else an address may hold', () => {
    expect(['2031-02-28', '2031-02-30', 'today', '2031-2-1', '', '1969-12-31'].map(isDate)).toEqual([
      true,
      false,
      false,
      false,
      false,
      false,
    ]);
  });
});
