import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '@punctual/contracts/time';
import { language } from '../strings/language.ts';

const UNITS = [
  [7 * DAY_MS, 'week'],
  [DAY_MS, 'day'],
  [HOUR_MS, 'hour'],
  [MINUTE_MS, 'minute'],
  [SECOND_MS, 'second'],
] as const;

/** Formats a duration in the largest unit that divides it, in full: 900000 → "15 minutes". */
export function durationWords(ms: number): string {
  const [size, unit] = UNITS.find(([each]) => ms % each === 0) ?? [1, 'millisecond'];
  const format = new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' });
  return format.format(ms / size);
}
