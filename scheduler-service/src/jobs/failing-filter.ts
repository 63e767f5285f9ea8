import type { JobDocument } from '@punctual/engine/database/documents';
import { type Expression, when } from '@punctual/engine/database/update-expressions';

// A job is failing if it is enabled and its last run failed, or if Punctual itself has disabled it: that stays so until
// somebody acts, though a run that waited was canceled with it. One rule in three forms: for a query, for an
// aggregation, and for a document.

/** Matches jobs that Punctual itself has disabled. */
export const STOPPED = { stoppedFor: 'GONE' } as const;

/** Matches jobs that are failing. */
export const FAILING = { $or: [{ enabled: true, 'lastRun.status': 'FAILED' }, STOPPED] };

/** Counts the jobs of a group that are failing. */
export const COUNT_FAILING: Expression = {
  $sum: when(
    {
      $or: [
        { $and: ['$enabled', { $eq: ['$lastRun.status', 'FAILED'] }] },
        { $eq: ['$stoppedFor', STOPPED.stoppedFor] },
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
  deletedAt === null && (Boolean(stoppedFor) || (enabled && lastRun?.status === 'FAILED'));
