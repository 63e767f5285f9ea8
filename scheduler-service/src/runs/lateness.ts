import type { RunDocument } from '@punctual/engine/database/documents';

export interface Percentiles {
  p50: number;
  p95: number;
  p99: number;
}

/** Collects the latenesses of runs in ms, sorted. A run that was never started has none, and neither has a skipped one. */
export const collectLatenesses = (runs: readonly Pick<RunDocument, 'status' | 'lateness'>[]): number[] =>
  runs
    .flatMap(({ status, lateness }) => (lateness === null || status === 'SKIPPED' ? [] : [lateness]))
    .sort((a, b) => a - b);

export function computePercentiles(sorted: readonly number[]): Percentiles | null {
  if (sorted.length === 0) return null;
  const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] as number;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
