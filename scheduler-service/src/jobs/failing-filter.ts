import type { JobDocument } from '@punctual/engine/database/documents';
import { type Expression, when } from '@punctual/engine/database/update-expressions';

// A job is failing if its last run failed and it is enabled, or was disabled for that by Punctual itself: that stays so
// until somebody acts. One rule in three forms: for a query, for an aggregation, and for a document.

/** Matches jobs that Punctual itself has disabled. */
export const STOPPED = { stoppedFor: 'GONE' } as const;

/** Matches jobs that are failing. */
export const FAILING = { 'lastRun.status': 'FAILED', $or: [{ enabled: true }, STOPPED] };

/** Counts the jobs of a group that are failing. */
export const COUNT_FAILING: Expression = {
  $sum: when(
    {
      $and: [
        { $eq: ['$lastRun.status', 'FAILED'] },
        { $or: ['$enabled', { $eq: ['$stoppedFor', STOPPED.stoppedFor] }] },
      ],
    },
    1,
    0,
  ),
};

/** Says if a job is failing. A deleted job has nothing to come. */
export const isFailing = ({
  enabled,
  stoppedFor,
  deletedAt,
  lastRun,
}: Pick<JobDocument, 'enabled' | 'stoppedFor' | 'deletedAt' | 'lastRun'>): boolean =>
  (enabled || Boolean(stoppedFor)) && deletedAt === null && lastRun?.status === 'FAILED';
