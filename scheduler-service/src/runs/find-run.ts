import type { RunDocument } from '@punctual/engine/database/documents';
import type { Whose } from '@punctual/engine/database/job-store';
import { requireFound } from '../http/require-found.ts';
import type { RunStore } from './run-store.ts';

/**
 * Finds the run of this id within a scope.
 * @throws AppError 404, the same for unknown ids and runs of others
 */
export const findRun = (runs: RunStore, scope: Whose, id: string): Promise<RunDocument> =>
  requireFound('run', id, (known) => runs.one(scope, known));
