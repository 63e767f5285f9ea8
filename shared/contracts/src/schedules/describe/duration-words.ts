import type { Language } from '../../language.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../time.ts';

const UNITS = [
  [7 * DAY_MS, 'week'],
  [DAY_MS, 'day'],
  [HOUR_MS, 'hour'],
  [MINUTE_MS, 'minute'],
  [SECOND_MS, 'second'],
  [1, 'millisecond'],
] as const;

/** Units of durations and of the calendar. */
export type TimeUnit = (typeof UNITS)[number][1] | 'month' | 'year';

const formats = new Map<string, Intl.NumberFormat>();

/** Finds the largest unit that divides a duration: 900000 → 15 minutes. */
export function splitDuration(ms: number): { amount: number; unit: TimeUnit } {
  const [size, unit] = UNITS.find(([each]) => ms % each === 0) ?? ([1, 'millisecond'] as const);
  return { amount: ms / size, unit };
}

/** Formats a duration in the largest unit that divides it: 900000 → "15 minutes", in German "15 Minuten". */
export function durationWords(ms: number, language: Language): string {
  const { amount, unit } = splitDuration(ms);
  const key = `${language} ${unit}`;
  const format =
    formats.get(key) ?? new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' });
  formats.set(key, format);
  return format.format(amount);
}
