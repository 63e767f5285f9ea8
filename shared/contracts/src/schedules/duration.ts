import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../time.ts';

const UNIT_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: SECOND_MS,
  m: MINUTE_MS,
  h: HOUR_MS,
  d: DAY_MS,
  w: 7 * DAY_MS,
};
const WORDS: readonly (readonly [number, string])[] = [
  [7 * DAY_MS, 'week'],
  [DAY_MS, 'day'],
  [HOUR_MS, 'hour'],
  [MINUTE_MS, 'minute'],
  [SECOND_MS, 'second'],
  [1, 'millisecond'],
];

/**
 * Milliseconds of a duration: a number is milliseconds already, a text is "15m", "1h 30m", "2d" with the units
 * ms, s, m, h, d (24 h) and w (7 d), or digits alone for milliseconds. Null when it cannot be read.
 */
export function durationMs(duration: string | number): number | null {
  if (typeof duration === 'number') return Number.isSafeInteger(duration) ? duration : null;
  const text = duration.trim().toLowerCase();
  if (/^\d+$/.test(text)) return safe(Number(text));
  if (!/^(?:\d+\s*(?:ms|[smhdw])\s*)+$/.test(text)) return null;
  let total = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+)\s*(ms|[smhdw])/g)) {
    total += Number(amount) * (UNIT_MS[unit ?? ''] ?? Number.NaN);
  }
  return safe(total);
}

/** A duration in words, in the largest unit that divides it: 900000 → "15 minutes", 60000 → "1 minute". */
export function durationWords(ms: number): string {
  const [size, word] = WORDS.find(([unit]) => ms % unit === 0) ?? [1, 'millisecond'];
  const amount = ms / size;
  return amount === 1 ? `1 ${word}` : `${amount.toLocaleString('en-US')} ${word}s`;
}

function safe(value: number): number | null {
  return Number.isSafeInteger(value) ? value : null;
}
