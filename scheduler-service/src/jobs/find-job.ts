import type { JobDocument } from '@punctual/engine/database/documents';
import type { JobStore, Whose } from '@punctual/engine/database/job-store';
import { requireFound } from '../http/require-found.ts';

/**
 * Finds the job of this id within a scope.
 * @throws AppError 404, the same for unknown ids, deleted jobs and those of others
 */
export const findJob = (jobs: JobStore, scope: Whose, id: string): Promise<JobDocument> =>
  requireFound('job', id, (known) => jobs.one(scope, known));

/**
 * Finds the job of this id within a scope, deleted or not: its runs and its history stay on record.
 * @throws AppError 404, the same for unknown ids and jobs of others
 */
export const findJobEver = (jobs: JobStore, scope: Whose, id: string): Promise<JobDocument> =>
  requireFound('job', id, (known) => jobs.oneEver(scope, known));
