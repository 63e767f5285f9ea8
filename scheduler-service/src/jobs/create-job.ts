import { randomUUID } from 'node:crypto';
import type { JobInput } from '@punctual/shared/jobs/job';
import type { JobDocument } from '@punctual/shared/store/documents';
import type { JobStore } from '@punctual/shared/store/job-store';
import { type RevisionStore, settingsOf } from '@punctual/shared/store/revision-store';
import type { Caller } from '../auth/caller.ts';
import { completed } from '../schedules/complete.ts';
import { type DueSoonParts, makeDueSoon } from './due-soon.ts';

export interface CreateJobParts {
  jobs: JobStore;
  revisions: RevisionStore;
  dueSoon: DueSoonParts;
  minIntervalMs: number;
}

/**
 * Stores a job, its schedule completed, and makes its run if that is due in a moment.
 * @throws AppError 422 naming what is wrong with the schedule
 */
export async function createJob(
  input: JobInput,
  caller: Caller,
  now: Date,
  parts: CreateJobParts,
): Promise<JobDocument> {
  const schedule = completed(input.schedule, {
    now,
    seed: randomUUID(),
    defaultTimezone: caller.user.timezone,
    minIntervalMs: parts.minIntervalMs,
  });
  const job = await parts.jobs.create(caller.userId, { ...input, schedule }, now);
  const facts = { jobId: job._id, revision: job.revision, scheduleRevision: job.scheduleRevision };
  await parts.revisions.record({
    ...facts,
    at: now,
    by: caller.userId,
    action: 'create',
    settings: settingsOf(job),
  });
  await makeDueSoon(job, now, parts.dueSoon);
  return job;
}
