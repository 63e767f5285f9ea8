import { ACTION_CAUSES } from '@punctual/contracts/jobs/action-causes';
import type { JobDocument } from '@punctual/engine/database/documents';
import { type Expression, when } from '@punctual/engine/database/update-expressions';

// A job is failing if it is enabled and has failed since it last completed, whatever was skipped or canceled in between;
// or if Punctual itself has disabled it: that stays so until somebody acts. Those of a disabled account are stopped, and
// do not fail.
// One rule in three forms: for a query, for an aggregation, and for a document. Every list and count of failing jobs
// goes by it.

/** Matches jobs that Punctual itself has disabled. */
export const STOPPED = { stoppedFor: { $in: [...ACTION_CAUSES] }, ownerDisabled: false } as const;

/** Matches enabled jobs that failed and have not completed since, in the terms of the index of failing jobs. */
export const NOT_RECOVERED = { enabled: true, ownerDisabled: false, failuresInRow: { $gt: 0 } } as const;

/** Matches jobs that are failing. */
export const FAILING = { $or: [NOT_RECOVERED, STOPPED] };

/** Counts the jobs of a group that are failing. */
export const COUNT_FAILING: Expression = {
  $sum: when(
    {
      $and: [
        { $eq: ['$ownerDisabled', false] },
        {
          $or: [
            { $and: ['$enabled', { $gt: [{ $ifNull: ['$failuresInRow', 0] }, 0] }] },
            { $in: ['$stoppedFor', [...ACTION_CAUSES]] },
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
  failuresInRow = 0,
}: Pick<JobDocument, 'enabled' | 'ownerDisabled' | 'stoppedFor' | 'deletedAt' | 'failuresInRow'>): boolean =>
  deletedAt === null && !ownerDisabled && (Boolean(stoppedFor) || (enabled && failuresInRow > 0));
