import type { JobDocument } from '@punctual/engine/database/documents';
import { type Expression, when } from '@punctual/engine/database/update-expressions';

// A job that is failing: enabled, and its last run failed. One rule, said to a query, to an aggregation and of a document.

/** Finds those that are failing. */
export const FAILING = { enabled: true, 'lastRun.status': 'FAILED' };

/** Counts 1 for each that is failing. */
export const ONE_IF_FAILING: Expression = {
  $sum: when({ $and: ['$enabled', { $eq: ['$lastRun.status', 'FAILED'] }] }, 1, 0),
};

/** Whether it would fail on: its last run failed, and more may come. One that is deleted has none to come. */
export const isFailing = ({
  enabled,
  deletedAt,
  lastRun,
}: Pick<JobDocument, 'enabled' | 'deletedAt' | 'lastRun'>): boolean =>
  enabled && deletedAt === null && lastRun?.status === 'FAILED';
