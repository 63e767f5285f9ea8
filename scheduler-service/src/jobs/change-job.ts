import type { ChangedJob } from '@punctual/contracts/api/job-actions-contract';
import type { JobEdit } from '@punctual/contracts/jobs/job';
import type { JobDocument } from '@punctual/engine/database/documents';
import type { JobStore, Whose } from '@punctual/engine/database/job-store';
import {
  type EditResult,
  type JobEdits,
  type StoredEdit,
  withoutEffect,
} from '@punctual/engine/jobs/job-edits';
import type { SecretCipher } from '@punctual/engine/platform/secret-cipher';
import { sealTask } from '@punctual/engine/tasks/sealed-task';
import type { Caller } from '../http/caller.ts';
import { changedMeanwhile } from '../http/etag.ts';
import { findJob } from './find-job.ts';
import { presentJob } from './job-presenter.ts';
import { type Recipients, withAllowedRecipients } from './recipients.ts';
import { resolveJobSchedule } from './resolve-schedule.ts';
import { type DueSoonParts, makeDue, scheduleImminentRuns } from './schedule-imminent-runs.ts';

export interface ChangeJobParts {
  jobs: JobStore;
  edits: JobEdits;
  dueSoon: DueSoonParts;
  minIntervalMs: number;
  recipients: Recipients;
  secretBox: SecretCipher | null;
}

/** Which job is to be changed. */
export interface Wanted {
  whose: Whose;
  id: string;
  now: Date;
  /** Refuses a job that is not as the caller saw it. */
  check?: (job: JobDocument) => void;
}

export type Change = (job: JobDocument) => Promise<EditResult | null>;

/** Somebody else may change the job between our reading and our writing: then it is read anew, so often. */
const TRIES = 5;

/** Applies a change to a job, by what it is at that moment, and makes the runs that are due in a moment by it. */
export async function changeJob(
  { whose, id, now, check }: Wanted,
  { jobs, dueSoon }: ChangeJobParts,
  change: Change,
): Promise<EditResult> {
  for (let i = 0; i < TRIES; i++) {
    const job = await findJob(jobs, whose, id);
    check?.(job);
    if (i === 0 && isOverdue(job, now)) {
      await makeDue([job], now, dueSoon);
      continue;
    }
    const result = await change(job);
    if (!result) continue;
    // As it was asked for, by somebody who may have died before he told.
    if (result.job === job) jobs.tell([job]);
    await scheduleImminentRuns([result.job], now, dueSoon);
    return result;
  }
  throw changedMeanwhile();
}

/** No watcher has looked at it in time: what was due before a change is recorded before it. */
const isOverdue = ({ enabled, nextRunAt }: JobDocument, now: Date): boolean =>
  enabled && nextRunAt !== null && nextRunAt <= now;

/** An edit, and what it says of enabled, as one change. One that changes nothing is none. */
export async function applyEdit(
  job: JobDocument,
  edit: JobEdit,
  caller: Caller,
  now: Date,
  { edits, ...rules }: ChangeJobParts,
): Promise<EditResult | null> {
  const { enabled, ...stored } = storedEdit(job, edit, caller, now, rules);
  const switched = enabled === undefined || enabled === job.enabled ? {} : { enabled };
  const change = { ...stored, ...switched };
  if (Object.keys(change).length === 0) return withoutEffect(job);
  return edits.edit(job, change, { by: caller.userId, at: now });
}

function storedEdit(
  job: JobDocument,
  { schedule, task, ...rest }: JobEdit,
  caller: Caller,
  now: Date,
  {
    minIntervalMs,
    recipients,
    secretBox,
  }: Pick<ChangeJobParts, 'minIntervalMs' | 'recipients' | 'secretBox'>,
): StoredEdit {
  const sealing = { box: secretBox, ownerId: job.ownerId.toHexString(), now };
  const allowed = task && withAllowedRecipients(task, caller, recipients);
  const sealed = { ...rest, task: allowed && sealTask(allowed, job.task, sealing) };
  const given = Object.fromEntries(Object.entries(sealed).filter(([, value]) => value !== undefined));
  if (!schedule) return given;
  const { seed } = job.schedule;
  const settings = {
    now,
    seed,
    defaultTimezone: caller.user.timezone,
    minIntervalMs,
    previous: job.schedule,
  };
  return { ...given, schedule: resolveJobSchedule(schedule, settings) };
}

/** What leaves of a change: the job, and what it meant for runs. */
export const presentChange = ({ job, canceled, running }: EditResult): ChangedJob => ({
  ...presentJob(job),
  effects: { canceledRuns: canceled.length, runningRuns: running.map(({ _id }) => _id.toHexString()) },
});
