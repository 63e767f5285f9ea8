import { PUNCTUALITY } from '@punctual/contracts/api/limits';
import type { PunctualityView } from '@punctual/contracts/api/run-figures-contract';
import type { Id } from '@punctual/engine/database/documents';
import { collectLatenesses, computePercentiles } from './run-statistics.ts';
import type { RunSummaries, Sampled } from './run-summaries.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;
const ON_TIME_MS = 1_000;
/** Each part of the time is looked at for itself, so that no busy one hides others. */
const PARTS = 10;
const PART_MS = (PUNCTUALITY.days * DAY_MS) / PARTS;
const PER_PART = PUNCTUALITY.looksAt / PARTS;

/** How punctual a job was until `now`, of the runs that were started. */
export async function punctualityOf(jobId: Id, now: Date, figures: RunSummaries): Promise<PunctualityView> {
  const from = new Date(now.getTime() - PARTS * PART_MS);
  const starts = Array.from({ length: PARTS }, (_, part) => new Date(from.getTime() + part * PART_MS));
  const parts = await Promise.all(
    starts.map((start) => figures.sample(jobId, start, new Date(start.getTime() + PART_MS), PER_PART)),
  );
  return { from: from.toISOString(), to: now.toISOString(), ...figuresOf(parts) };
}

/** `isCapped` where a part is full: there may have been more. */
export function figuresOf(
  parts: readonly Sampled[][],
  full = PER_PART,
): Omit<PunctualityView, 'from' | 'to'> {
  const sorted = collectLatenesses(parts.flat());
  const percentiles = computePercentiles(sorted);
  const onTime = sorted.filter((ms) => ms <= ON_TIME_MS).length;
  return {
    runs: sorted.length,
    isCapped: parts.some(({ length }) => length >= full),
    lateness: percentiles && { p50: Math.max(0, percentiles.p50), p99: Math.max(0, percentiles.p99) },
    onTimeShare: percentiles && onTime / sorted.length,
  };
}
