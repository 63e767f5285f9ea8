import { ID_PATTERN } from '@punctual/shared/api/common';
import { notFound } from '@punctual/shared/platform/errors';
import type { RunDocument } from '@punctual/shared/store/documents';
import type { Whose } from '@punctual/shared/store/job-store';
import type { RunStore } from '@punctual/shared/store/run-store';

/**
 * The run of this id, if it is one of these.
 * @throws AppError 404, alike for unknown ids and runs of others
 */
export async function findRun(runs: RunStore, whose: Whose, id: string): Promise<RunDocument> {
  const run = ID_PATTERN.test(id) ? await runs.one(whose, id) : null;
  if (!run) throw notFound('This run');
  return run;
}
