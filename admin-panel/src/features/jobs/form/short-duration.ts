const UNITS: readonly (readonly [number, string])[] = [
  [604_800_000, 'w'],
  [86_400_000, 'd'],
  [3_600_000, 'h'],
  [60_000, 'm'],
  [1_000, 's'],
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
