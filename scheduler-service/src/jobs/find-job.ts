import { ID_PATTERN } from '@punctual/contracts/api/limits';
import type { JobDocument } from '@punctual/engine/database/documents';
import type { JobStore, Whose } from '@punctual/engine/database/job-store';
import { notFound } from '@punctual/engine/platform/errors';

/**
 * The job of this id, if it is one of these.
 * @throws AppError 404, alike for unknown ids, deleted jobs and those of others
 */
export async function findJob(jobs: JobStore, whose: Whose, id: string): Promise<JobDocument> {
  return found(ID_PATTERN.test(id) ? await jobs.one(whose, id) : null);
}

/**
 * The same, deleted or not.
 * @throws AppError 404, alike for unknown ids and jobs of others
 */
export async function findJobEver(jobs: JobStore, whose: Whose, id: string): Promise<JobDocument> {
  return found(ID_PATTERN.test(id) ? await jobs.oneEver(whose, id) : null);
}

function found(job: JobDocument | null): JobDocument {
  if (!job) throw notFound('This job');
  return job;
}
