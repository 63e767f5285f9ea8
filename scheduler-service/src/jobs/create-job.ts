import { randomUUID } from 'node:crypto';
import type { AccountJobs } from '@punctual/shared/engine/account-jobs';
import type { JobInput } from '@punctual/shared/jobs/job';
import type { Id, JobDocument } from '@punctual/shared/store/documents';
import type { JobStore } from '@punctual/shared/store/job-store';
import { type RevisionStore, settingsOf } from '@punctual/shared/store/revision-store';
import type { Caller } from '../auth/caller.ts';
import type { Making } from '../http/once-per-key.ts';
import { completed } from '../schedules/complete.ts';
import { type DueSoonParts, makeDueSoon } from './due-soon.ts';

export interface CreateJobParts {
  jobs: JobStore;
  revisions: RevisionStore;
  accountJobs: AccountJobs;
  dueSoon: DueSoonParts;
  minIntervalMs: number;
}

/**
 * Stores a job, its schedule completed, and makes its run if that is due in a moment. Every step may be
 * repeated: where somebody died on the way, the next goes on with what he has stored.
 * @throws AppError 422 naming what is wrong with the schedule
 */
export async function createJob(
  input: JobInput,
  caller: Caller,
  { id, again }: Making,
  now: Date,
  parts: CreateJobParts,
): Promise<JobDocument> {
  const made = again ? await parts.jobs.made(id) : null;
  const job = made ?? (await store(input, caller, id, now, parts));
  const facts = { jobId: job._id, revision: job.revision, scheduleRevision: job.scheduleRevision };
  await parts.revisions.record({
    ...facts,
    at: job.createdAt,
    by: caller.userId,
    action: 'create',
    settings: settingsOf(job),
  });
  await makeDueSoon(job, now, parts.dueSoon);
  await parts.accountJobs.followIfDisabled(job.ownerId, now);
  return job;
}

function store(
  input: JobInput,
  { userId, user }: Caller,
  id: Id,
  now: Date,
  { jobs, minIntervalMs }: CreateJobParts,
): Promise<JobDocument> {
  const context = { now, seed: randomUUID(), defaultTimezone: user.timezone, minIntervalMs };
  return jobs.create(userId, { ...input, schedule: completed(input.schedule, context) }, now, id);
}
