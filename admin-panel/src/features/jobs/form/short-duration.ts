import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '@punctual/contracts/time';

const UNITS: readonly (readonly [number, string])[] = [
  [7 * DAY_MS, 'w'],
  [DAY_MS, 'd'],
  [HOUR_MS, 'h'],
  [MINUTE_MS, 'm'],
  [SECOND_MS, 's'],
  [1, 'ms'],
];

/**
 * Formats a duration for a field, in the largest unit that divides it: 90000 → "90s". `durationMs` reads it
 * back.
 */
export function shortDuration(ms: number): string {
  const [size, unit] = UNITS.find(([each]) => ms % each === 0) ?? [1, 'ms'];
  return ms === 0 ? '0s' : `${ms / size}${unit}`;
}
