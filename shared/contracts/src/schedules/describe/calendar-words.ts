import { DAY_MS } from '../../time.ts';

/** A Sunday, from which weekdays are counted. */
const A_SUNDAY = Date.UTC(2023, 0, 1);
const WEEKDAYS = 7;
const MONTHS = 12;

/** Words of the calendar in a locale: months by number from 1, weekdays from Sunday, which is 0 and 7. */
export interface CalendarWords {
  month(month: number): string;
  weekday(day: number): string;
  /** "Sun", "So". */
  shortWeekday(day: number): string;
  /** "A", "A and B", "A, B and C". */
  list(words: readonly string[]): string;
}

/** Builds the words of the calendar in a locale, by Intl; once, because its formats are costly to make. */
export function createCalendarWords(locale: string): CalendarWords {
  const named = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options });
    return (at: number) => format.format(at);
  };
  const weekdays = (weekday: 'long' | 'short') =>
    Array.from({ length: WEEKDAYS }, (_, day) => named({ weekday })(A_SUNDAY + day * DAY_MS));
  const months = Array.from({ length: MONTHS }, (_, month) =>
    named({ month: 'long' })(Date.UTC(2023, month)),
  );
  const [long, short] = [weekdays('long'), weekdays('short')];
  const lists = new Intl.ListFormat(locale, { type: 'conjunction' });
  return {
    month: (month) => months[month - 1] ?? String(month),
    weekday: (day) => long[day % WEEKDAYS] ?? String(day),
    shortWeekday: (day) => short[day % WEEKDAYS] ?? String(day),
    list: (words) => lists.format(words),
  };
}
