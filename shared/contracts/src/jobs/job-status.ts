import type { RunStatus } from '../runs/run-status.ts';

export const JOB_STATUSES = ['PENDING', 'RUNNING', 'COMPLETED', 'FAILED'] as const;
export type JobStatus = (typeof JOB_STATUSES)[number];

/** Facts that decide a job's status. */
export interface JobFacts {
  /** A run of it is RUNNING now. */
  running: boolean;
  /** A run is to come: a next occurrence, or a run that waits (a retry too). */
  waiting: boolean;
  lastStatus: RunStatus | null;
}

/**
 * A job is RUNNING while a run of it is, PENDING while one is to come, and otherwise what its last run
 * makes of it: FAILED if that failed, else COMPLETED (skipped and canceled too; `lastRun` says so).
 */
export function jobStatus(facts: JobFacts): JobStatus {
  if (facts.running) return 'RUNNING';
  if (facts.waiting) return 'PENDING';
  return facts.lastStatus === 'FAILED' ? 'FAILED' : 'COMPLETED';
}
