import type { JobDocument } from '@punctual/engine/database/documents';
import { type Expression, when } from '@punctual/engine/database/update-expressions';

// A job is failing if it is enabled and its last run failed, or if Punctual itself has disabled it: that stays so until
// somebody acts, though a run that waited was canceled with it. Those of a disabled account are stopped, and do not fail.
// One rule in three forms: for a query, for an aggregation, and for a document. Every list and count of failing jobs
// goes by it.

/** Matches jobs that Punctual itself has disabled. */
export const STOPPED = { stoppedFor: 'GONE', ownerDisabled: false } as const;

/** Matches enabled jobs whose last run failed, in the terms of the index of failing jobs. */
export const LAST_FAILED = { enabled: true, ownerDisabled: false, 'lastRun.status': 'FAILED' } as const;

/** Matches jobs that are failing. */
export const FAILING = { $or: [LAST_FAILED, STOPPED] };

/** Counts the jobs of a group that are failing. */
export const COUNT_FAILING: Expression = {
  $sum: when(
    {
      $and: [
        { $eq: ['$ownerDisabled', false] },
        {
          $or: [
            { $and: ['$enabled', { $eq: ['$lastRun.status', 'FAILED'] }] },
            { $eq: ['$stoppedFor', STOPPED.stoppedFor] },
          ],
        },
      ],
    },
    1,
    0,
  ),
};

/** Says if a job is failing. A deleted job has nothing to come. */
export const isFailing = ({
  enabled,
  ownerDisabled,
  stoppedFor,
  deletedAt,
  lastRun,
}: Pick<JobDocument, 'enabled' | 'ownerDisabled' | 'stoppedFor' | 'deletedAt' | 'lastRun'>): boolean =>
  deletedAt === null && !ownerDisabled && (Boolean(stoppedFor) || (enabled && lastRun?.status === 'FAILED'));
