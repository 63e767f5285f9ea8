import type { JobDocument } from '@punctual/engine/database/documents';
import { type Expression, when } from '@punctual/engine/database/update-expressions';

// A job is failing if it is enabled and its last run failed. One rule in three forms: for a query, for an
// aggregation, and for a document.

/** Matches jobs that are failing. */
export const FAILING = { enabled: true, 'lastRun.status': 'FAILED' };

/** Counts the jobs of a group that are failing. */
export const COUNT_FAILING: Expression = {
  $sum: when({ $and: ['$enabled', { $eq: ['$lastRun.status', 'FAILED'] }] }, 1, 0),
};

/** Says if a job is failing: its last run failed, and more may come. A deleted job has none to come. */
export const isFailing = ({
  enabled,
  deletedAt,
  lastRun,
}: Pick<JobDocument, 'enabled' | 'deletedAt' | 'lastRun'>): boolean =>
  enabled && deletedAt === null && lastRun?.status === 'FAILED';
