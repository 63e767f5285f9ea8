import { MINUTE_MS } from '@punctual/contracts/time';
import { locale } from '../strings/language.ts';
import { hourCycle } from './clock-choice.ts';
import { dateFormat } from './date-format.ts';
import { zoneAbbreviation } from './zones.ts';

/** In the language of the panel; whether hours run to 12 or 24 is the viewer's own custom. */
const format = (instant: Date, options: Intl.DateTimeFormatOptions): string =>
  dateFormat(locale, options).format(instant);

const yearIn = (instant: Date, timeZone: string): string => format(instant, { timeZone, year: 'numeric' });

/** "Mon 23 Nov"; with the year if it is not the current one. */
export function dayText(instant: Date, timeZone: string, now = new Date()): string {
  const day = format(instant, { timeZone, weekday: 'short', day: 'numeric', month: 'short' }).replace(
    ',',
    '',
  );
  const year = yearIn(instant, timeZone);
  return year === yearIn(now, timeZone) ? day : `${day} ${year}`;
}

/** "09:00", or "9:00 am"; seconds only where they matter. */
export const clockText = (instant: Date, timeZone: string, seconds = false): string =>
  clock(instant, timeZone, seconds ? { second: '2-digit' } : {});

const clock = (instant: Date, timeZone: string, finer: Intl.DateTimeFormatOptions): string =>
  format(instant, {
    timeZone,
    hour: hourCycle() === 'h12' ? 'numeric' : '2-digit',
    minute: '2-digit',
    ...finer,
    hourCycle: hourCycle(),
  });

/** "Mon 23 Nov, 09:00 CET": weekday and zone always. */
export function instantText(instant: Date, timeZone: string, now = new Date()): string {
  const seconds = instant.getTime() % MINUTE_MS !== 0;
  const clock = clockText(instant, timeZone, seconds);
  return `${dayText(instant, timeZone, now)}, ${clock} ${zoneAbbreviation(instant, timeZone)}`;
}

/** "09:00:00.012", or "9:00:00.012 am": the clock to the millisecond. */
export const exactClockText = (instant: Date, timeZone: string): string =>
  clock(instant, timeZone, { second: '2-digit', fractionalSecondDigits: 3 });

/** To the millisecond: "Mon 23 Nov 2026, 09:00:00.012 CET". */
export function exactText(instant: Date, timeZone: string): string {
  const day = format(instant, {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  });
  return `${day.replace(',', '')}, ${exactClockText(instant, timeZone)} ${zoneAbbreviation(instant, timeZone)}`;
}
