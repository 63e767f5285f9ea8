import { SAMPLED_RUNS } from '@punctual/contracts/api/limits';
import type { OverviewView } from '@punctual/contracts/api/overview-contract';
import { RUN_STATUSES, type RunStatus } from '@punctual/contracts/runs/run-status';
import { collectLatenesses, computePercentiles } from '../runs/lateness.ts';
import type { SampledRun } from './overview-store.ts';

/** One bucket of a window, and the runs of it that were looked at. */
export interface SampledBucket {
  at: Date;
  runs: SampledRun[];
}

type RunStatistics = Pick<OverviewView, 'runs' | 'isCapped' | 'successRate' | 'lateness' | 'buckets'>;

/** Computes counts, success rate and lateness of the runs of a window: never of more than SAMPLED_RUNS a bucket. */
export function computeRunStatistics(sampled: SampledBucket[]): RunStatistics {
  const all = sampled.flatMap(({ runs }) => runs);
  const runs = countByStatus(all);
  const ended = runs.COMPLETED + runs.FAILED;
  const buckets = sampled.map((bucket) => ({
    at: bucket.at.toISOString(),
    runs: countByStatus(bucket.runs),
    lateness: computePercentiles(collectLatenesses(bucket.runs)),
    isCapped: bucket.runs.length >= SAMPLED_RUNS,
  }));
  return {
    runs,
    isCapped: buckets.some(({ isCapped }) => isCapped),
    successRate: ended > 0 ? runs.COMPLETED / ended : null,
    lateness: computePercentiles(collectLatenesses(all)),
    buckets,
  };
}

export function countByStatus(runs: SampledRun[]): Record<RunStatus, number> {
  const counts = Object.fromEntries(RUN_STATUSES.map((status) => [status, 0])) as Record<RunStatus, number>;
  for (const { status } of runs) counts[status] += 1;
  return counts;
}
