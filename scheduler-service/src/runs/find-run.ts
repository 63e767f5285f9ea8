import { ID_PATTERN } from '@punctual/contracts/api/limits';
import type { RunDocument } from '@punctual/engine/database/documents';
import type { Whose } from '@punctual/engine/database/job-store';
import { notFound } from '@punctual/engine/platform/errors';
import type { RunStore } from './run-store.ts';

/**
 * The run of this id, if it is one of these.
 * @throws AppError 404, alike for unknown ids and runs of others
 */
export async function findRun(runs: RunStore, whose: Whose, id: string): Promise<RunDocument> {
  const run = ID_PATTERN.test(id) ? await runs.one(whose, id) : null;
  if (!run) throw notFound('This run');
  return run;
}
