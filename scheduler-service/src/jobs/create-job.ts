import { randomUUID } from 'node:crypto';
import type { JobInput } from '@punctual/contracts/jobs/job';
import type { Task } from '@punctual/contracts/tasks/task';
import type { Id, JobDocument, JobSettings, RevisionDocument } from '@punctual/engine/database/documents';
import type { JobStore } from '@punctual/engine/database/job-store';
import { type RevisionStore, settingsOf } from '@punctual/engine/database/revision-store';
import { AppError, refusedTogether } from '@punctual/engine/platform/errors';
import type { SecretCipher } from '@punctual/engine/platform/secret-cipher';
import { sealTask } from '@punctual/engine/tasks/sealed-task';
import type { OwnerSuspension } from '../accounts/owner-suspension.ts';
import type { Caller } from '../http/caller.ts';
import type { Creation } from '../http/idempotency.ts';
import { requireVerified } from '../http/require-verified.ts';
import { type Recipients, withAllowedRecipients } from './recipients.ts';
import { resolveJobSchedule } from './resolve-schedule.ts';
import { type DueSoonParts, scheduleImminentRuns } from './schedule-imminent-runs.ts';

export interface CreateJobParts {
  jobs: JobStore;
  revisions: RevisionStore;
  accountJobs: OwnerSuspension;
  dueSoon: DueSoonParts;
  minIntervalMs: number;
  recipients: Recipients;
  secretBox: SecretCipher | null;
}

/**
 * Makes a job of what a client sent, its schedule completed.
 * @param secretsFrom the task whose secrets are meant where one is masked
 * @throws AppError 422 naming what is wrong with the schedule or a secret
 */
export async function createJob(
  input: JobInput,
  caller: Caller,
  making: Creation,
  now: Date,
  parts: CreateJobParts,
  secretsFrom: Task | null = null,
): Promise<JobDocument> {
  return storeJob(() => settingsFrom(input, caller, now, parts, secretsFrom), caller, making, now, parts);
}

/** What a client sent, its schedule completed. */
export function settingsFrom(
  input: JobInput,
  caller: Caller,
  now: Date,
  {
    minIntervalMs,
    recipients,
    secretBox,
  }: Pick<CreateJobParts, 'minIntervalMs' | 'recipients' | 'secretBox'>,
  secretsFrom: Task | null = null,
): JobSettings {
  const context = { now, seed: randomUUID(), defaultTimezone: caller.user.timezone, minIntervalMs };
  const allowed = withAllowedRecipients(input.task, caller, recipients);
  const task = sealTask(allowed, secretsFrom, { box: secretBox, ownerId: caller.userId.toHexString(), now });
  return { ...input, task, schedule: resolveJobSchedule(input.schedule, context) };
}

/** Stores a job as `storeJobs` does. */
export async function storeJob(
  settings: () => JobSettings,
  caller: Caller,
  { id, again }: Creation,
  now: Date,
  parts: CreateJobParts,
): Promise<JobDocument> {
  const [job] = await storeJobs([{ _id: id, settings }], caller, again, now, parts);
  return job as JobDocument;
}

/**
 * Stores jobs, and makes the runs that are due in a moment. Every step may be repeated: where somebody died on
 * the way, the next goes on with what he has stored.
 * @param again somebody may have stored some of them before
 */
export async function storeJobs(
  drafts: { _id: Id; settings: () => JobSettings }[],
  caller: Caller,
  again: boolean,
  now: Date,
  { jobs, revisions, accountJobs, dueSoon }: CreateJobParts,
): Promise<JobDocument[]> {
  requireVerified(caller);
  const made = again ? await jobs.made(drafts.map(({ _id }) => _id)) : new Map<string, JobDocument>();
  const missing = drafts.filter(({ _id }) => !made.has(_id.toHexString()));
  const settings = allOf(missing.map((draft) => draft.settings));
  const fresh = missing.map(({ _id }, i) => ({ _id, settings: settings[i] as JobSettings }));
  const stored = [...made.values(), ...(await jobs.create(caller.userId, fresh, now))];
  await revisions.recordNew(stored.map((job) => firstVersion(job, caller)));
  await scheduleImminentRuns(stored, now, dueSoon);
  await accountJobs.syncIfDisabled(caller.userId, now);
  return stored;
}

/**
 * What each of these gives.
 * @throws AppError 422 with the details of all that are refused
 */
function allOf<T>(makes: (() => T)[]): T[] {
  const refused: AppError[] = [];
  const made = makes.flatMap((make) => {
    try {
      return [make()];
    } catch (error) {
      if (!(error instanceof AppError) || error.status !== 422) throw error;
      refused.push(error);
      return [];
    }
  });
  if (refused.length > 0) throw refusedTogether(refused);
  return made;
}

const firstVersion = (job: JobDocument, { userId }: Caller): Omit<RevisionDocument, '_id'> => ({
  ...{ jobId: job._id, revision: job.revision, scheduleRevision: job.scheduleRevision },
  ...{ at: job.createdAt, by: userId, action: 'create', settings: settingsOf(job) },
});
