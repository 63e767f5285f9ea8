import { SAMPLED_RUNS } from '@punctual/contracts/api/limits';
import type { OverviewView } from '@punctual/contracts/api/overview-contract';
import { RUN_STATUSES, type RunStatus } from '@punctual/contracts/runs/run-status';
import type { SampledRun } from '../overview/overview-store.ts';

/** A part of a window, and what was seen of its runs. */
export interface Part {
  at: Date;
  runs: SampledRun[];
}

type Figures = Pick<OverviewView, 'runs' | 'isCapped' | 'successRate' | 'lateness' | 'buckets'>;

/** What runs say in figures. Percentiles are of all that were seen, sorted: never more than SAMPLED_RUNS per part. */
export function computeRunStatistics(parts: Part[]): Figures {
  const all = parts.flatMap(({ runs }) => runs);
  const runs = byStatus(all);
  const ended = runs.COMPLETED + runs.FAILED;
  const buckets = parts.map((part) => ({
    at: part.at.toISOString(),
    runs: byStatus(part.runs),
    lateness: computePercentiles(collectLatenesses(part.runs)),
    isCapped: part.runs.length >= SAMPLED_RUNS,
  }));
  return {
    runs,
    isCapped: buckets.some(({ isCapped }) => isCapped),
    successRate: ended > 0 ? runs.COMPLETED / ended : null,
    lateness: computePercentiles(collectLatenesses(all)),
    buckets,
  };
}

function byStatus(runs: SampledRun[]): Record<RunStatus, number> {
  const counts = Object.fromEntries(RUN_STATUSES.map((status) => [status, 0])) as Record<RunStatus, number>;
  for (const { status } of runs) counts[status] += 1;
  return counts;
}

/** In ms, sorted. What was never started has no lateness, and neither has what was skipped. */
export const collectLatenesses = (runs: readonly Pick<SampledRun, 'status' | 'lateness'>[]): number[] =>
  runs
    .flatMap(({ status, lateness }) => (lateness === null || status === 'SKIPPED' ? [] : [lateness]))
    .sort((a, b) => a - b);

export function computePercentiles(sorted: readonly number[]): OverviewView['lateness'] {
  if (sorted.length === 0) return null;
  const at = (part: number) => sorted[Math.ceil(part * sorted.length) - 1] as number;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
