/** How punctual runs were: half and 99 % of them within so many ms, and the share within a second. */
export interface PunctualityFigures {
  count: number;
  p50: number;
  p99: number;
  onTimeShare: number;
}

const ON_TIME_MS = 1_000;

/** Of the runs that were started; null where none was. */
export function punctualityOf(runs: readonly { lateness: number | null }[]): PunctualityFigures | null {
  const sorted = runs
    .flatMap(({ lateness }) => (lateness === null ? [] : [Math.max(0, lateness)]))
    .sort((a, b) => a - b);
  if (sorted.length === 0) return null;
  const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? 0;
  const onTime = sorted.filter((ms) => ms <= ON_TIME_MS).length;
  return { count: sorted.length, p50: at(0.5), p99: at(0.99), onTimeShare: onTime / sorted.length };
}
