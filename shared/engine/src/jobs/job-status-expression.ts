import type { Id } from '../database/documents.ts';
import { type Expression, literal, when } from '../database/update-expressions.ts';

/** Jobs (by id) that have a run waiting, and that have one running without holding their place (overlap allowed). */
export interface OpenRuns {
  waiting: Id[];
  running: Id[];
}

export const NO_OPEN_RUNS: OpenRuns = { waiting: [], running: [] };

/**
 * The rule of jobs/job-status.ts, as the database applies it to the document at hand. Every write that
 * may change a job's status sets it to this, in a stage of its own after the facts that it reads.
 */
export function jobStatusExpression({ waiting, running }: OpenRuns): Expression {
  const isRunning = { $or: [{ $ne: ['$active', null] }, { $in: ['$_id', literal(running)] }] };
  const isWaiting = {
    $or: [{ $ne: ['$nextRunAt', null] }, { $eq: ['$paused', true] }, { $in: ['$_id', literal(waiting)] }],
  };
  return statusBy(isRunning, isWaiting);
}

const FAILED = { $eq: [{ $ifNull: ['$lastRun.status', null] }, 'FAILED'] };

/** The rule itself, where it is known otherwise whether a run is under way and whether one is to come. */
export const statusBy = (isRunning: Expression, isWaiting: Expression): Expression =>
  when(isRunning, 'RUNNING', when(isWaiting, 'PENDING', when(FAILED, 'FAILED', 'COMPLETED')));
