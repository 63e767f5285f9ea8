import { randomUUID } from 'node:crypto';
import type { AccountJobs } from '@punctual/shared/engine/account-jobs';
import type { JobInput } from '@punctual/shared/jobs/job';
import type { JobDocument, JobSettings } from '@punctual/shared/store/documents';
import type { JobStore } from '@punctual/shared/store/job-store';
import { type RevisionStore, settingsOf } from '@punctual/shared/store/revision-store';
import type { Caller } from '../auth/caller.ts';
import { requireVerified } from '../auth/require-verified.ts';
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
 * Makes a job of what a client sent, its schedule completed.
 * @throws AppError 422 naming what is wrong with the schedule
 */
export function createJob(
  input: JobInput,
  caller: Caller,
  making: Making,
  now: Date,
  parts: CreateJobParts,
): Promise<JobDocument> {
  const { minIntervalMs } = parts;
  const context = { now, seed: randomUUID(), defaultTimezone: caller.user.timezone, minIntervalMs };
  return storeJob(
    () => ({ ...input, schedule: completed(input.schedule, context) }),
    caller,
    making,
    now,
    parts,
  );
}

/**
 * Stores a job, and makes its run if that is due in a moment. Every step may be repeated: where somebody died on
 * the way, the next goes on with what he has stored.
 */
export async function storeJob(
  settings: () => JobSettings,
  caller: Caller,
  { id, again }: Making,
  now: Date,
  { jobs, revisions, accountJobs, dueSoon }: CreateJobParts,
): Promise<JobDocument> {
  requireVerified(caller);
  const made = again ? await jobs.made(id) : null;
  const job = made ?? (await jobs.create(caller.userId, settings(), now, id));
  const facts = { jobId: job._id, revision: job.revision, scheduleRevision: job.scheduleRevision };
  await revisions.record({
    ...facts,
    at: job.createdAt,
    by: caller.userId,
    action: 'create',
    settings: settingsOf(job),
  });
  await makeDueSoon(job, now, dueSoon);
  await accountJobs.followIfDisabled(job.ownerId, now);
  return job;
}
