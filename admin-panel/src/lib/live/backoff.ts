const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;

/**
 * Computes how long to wait (ms) before the next try: 1 s, doubled with each failure up to 30 s, and of that
 * between half and the whole, so that not all browsers come back at once. After a good end, a moment.
 * @param failures in a row so far
 * @param random 0 to 1
 */
export function backoff(failures: number, random = Math.random()): number {
  const whole = failures === 0 ? FIRST_MS / 2 : Math.min(FIRST_MS * 2 ** (failures - 1), LONGEST_MS);
  return whole * (0.5 + random / 2);
}
