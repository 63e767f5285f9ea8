import { ID_PATTERN } from '@punctual/shared/api/common';
import { notFound } from '@punctual/shared/platform/errors';
import type { JobDocument } from '@punctual/shared/store/documents';
import type { JobStore } from '@punctual/shared/store/job-store';
import type { Caller } from '../auth/caller.ts';

/**
 * The caller's job of this id.
 * @throws AppError 404, alike for unknown ids, deleted jobs and those of others
 */
export async function findJob(jobs: JobStore, caller: Caller, id: string): Promise<JobDocument> {
  const job = ID_PATTERN.test(id) ? await jobs.one(caller.userId, id) : null;
  if (!job) throw notFound('This job');
  return job;
}
