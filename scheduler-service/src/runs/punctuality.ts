import { PUNCTUALITY } from '@punctual/contracts/api/limits';
import type { PunctualityView } from '@punctual/contracts/api/run-figures-contract';
import { DAY_MS } from '@punctual/contracts/time';
import type { Id } from '@punctual/engine/database/documents';
import { collectLatenesses, computePercentiles } from './lateness.ts';
import type { LatenessSample, RunSummaries } from './run-summaries.ts';

const ON_TIME_MS = 1_000;
/** The period is sampled in as many parts, so that no busy one hides others. */
const PARTS = 10;
const PART_MS = (PUNCTUALITY.days * DAY_MS) / PARTS;
const PART_LIMIT = PUNCTUALITY.looksAt / PARTS;

/** Measures how punctual a job was until `now`, by a sample of the runs that were started. */
export async function measurePunctuality(
  jobId: Id,
  now: Date,
  summaries: RunSummaries,
): Promise<PunctualityView> {
  const from = new Date(now.getTime() - PARTS * PART_MS);
  const starts = Array.from({ length: PARTS }, (_, part) => new Date(from.getTime() + part * PART_MS));
  const parts = await Promise.all(
    starts.map((start) => summaries.sample(jobId, start, new Date(start.getTime() + PART_MS), PART_LIMIT)),
  );
  return { from: from.toISOString(), to: now.toISOString(), ...computePunctuality(parts) };
}

/** Computes punctuality from samples; `isCapped` if one of them is full, so that there may have been more. */
export function computePunctuality(
  parts: readonly LatenessSample[][],
  limit = PART_LIMIT,
): Omit<PunctualityView, 'from' | 'to'> {
  const sorted = collectLatenesses(parts.flat());
  const percentiles = computePercentiles(sorted);
  const onTime = sorted.filter((ms) => ms <= ON_TIME_MS).length;
  return {
    runs: sorted.length,
    isCapped: parts.some(({ length }) => length >= limit),
    lateness: percentiles && { p50: Math.max(0, percentiles.p50), p99: Math.max(0, percentiles.p99) },
    onTimeShare: percentiles && onTime / sorted.length,
  };
}
