import type { Id } from '@punctual/engine/database/documents';
import type { SampledRun } from './overview-store.ts';

/** So many jobs are named. */
const NAMED = 10;

/** How often runs of a job failed, and when the last of these was due. */
export interface Failures {
  jobId: Id;
  failed: number;
  lastFailedAt: Date;
}

/** The jobs whose runs failed most, at most ten; of as many failures, those of the job that failed last first. */
export function mostFailing(runs: SampledRun[]): Failures[] {
  const byJob = new Map<string, Failures>();
  for (const { jobId, status, scheduledFor } of runs) {
    if (status !== 'FAILED') continue;
    const before = byJob.get(jobId.toHexString()) ?? { jobId, failed: 0, lastFailedAt: scheduledFor };
    const lastFailedAt = new Date(Math.max(before.lastFailedAt.getTime(), scheduledFor.getTime()));
    byJob.set(jobId.toHexString(), { jobId, failed: before.failed + 1, lastFailedAt });
  }
  return [...byJob.values()].sort(worstFirst).slice(0, NAMED);
}

const worstFirst = (a: Failures, b: Failures): number =>
  b.failed - a.failed || b.lastFailedAt.getTime() - a.lastFailedAt.getTime();
