import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../time.ts';

const WEEK_MS = 7 * DAY_MS;

const UNIT_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: SECOND_MS,
  m: MINUTE_MS,
  h: HOUR_MS,
  d: DAY_MS,
  w: WEEK_MS,
};
/** Texts that are durations. Small and capital letters are named one by one, so that a JSON Schema can say the same. */
export const DURATION_PATTERN = /^\s*(?:\d+\s*|(?:\d+\s*(?:[mM][sS]|[smhdwSMHDW])\s*)+)$/;

/**
 * Parses a duration into milliseconds. A number is milliseconds already; a text is "15m", "1h 30m" or "2d" with the
 * units ms, s, m, h, d (24 h) and w (7 d), or digits alone for milliseconds. Returns null for any other text.
 */
export function durationMs(duration: string | number): number | null {
  if (typeof duration === 'number') return Number.isSafeInteger(duration) ? duration : null;
  if (!DURATION_PATTERN.test(duration)) return null;
  const text = duration.trim().toLowerCase();
  if (/^\d+$/.test(text)) return safe(Number(text));
  let total = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+)\s*(ms|[smhdw])/g)) {
    total += Number(amount) * (UNIT_MS[unit ?? ''] ?? Number.NaN);
  }
  return safe(total);
}

function safe(value: number): number | null {
  return Number.isSafeInteger(value) ? value : null;
}
