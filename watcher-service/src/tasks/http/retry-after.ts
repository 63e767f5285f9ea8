const LONGEST_MS = 3_600_000;

/**
 * Parses how long a server asks to be left alone, in ms from `now` and at most an hour; null if it does not say.
 * @param header seconds, or a date (RFC 9110, 10.2.3)
 */
export function parseRetryAfter(header: string | undefined, now: Date): number | null {
  const text = header?.trim() ?? '';
  if (/^\d+$/.test(text)) return Math.min(Number(text) * 1_000, LONGEST_MS);
  const at = / GMT$/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? null : Math.min(Math.max(0, at - now.getTime()), LONGEST_MS);
}
