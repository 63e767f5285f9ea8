import { scheduledRunKey } from '@punctual/contracts/runs/run';
import { hasBraces, needsRendering } from '@punctual/contracts/tasks/template-texts';
import { Types } from 'mongoose';
import type { JobDocument, RunDocument, RunSnapshot } from '../database/documents.ts';
import { hasBoundSecrets } from '../tasks/sealed-task.ts';
import type { PlannedRun } from './plan-due.ts';
import type { Postponement } from './postponements.ts';

/** The queue has this long to bring a due run to a worker before the sweep sends it again. */
const DISPATCH_GRACE_MS = 5_000;

/** A run that waits for another is released by its end; a release that was lost is made up for after this (ms). */
export const WAKE_LOST_MS = 10_000;

/** The fields of a job that go into its runs. */
export type RunSource = Pick<
  JobDocument,
  | '_id'
  | 'ownerId'
  | 'name'
  | 'tags'
  | 'task'
  | 'retry'
  | 'timeoutMs'
  | 'overlap'
  | 'delivery'
  | 'pauseAfterFailures'
  | 'schedule'
  | 'revision'
  | 'scheduleRevision'
>;

const UNTOUCHED = {
  status: 'PENDING',
  blockedBy: null,
  attempt: 0,
  attempts: [],
  crashCount: 0,
  dispatches: 0,
  fence: 0,
  owner: null,
  startToken: null,
  leaseUntil: null,
  effectAt: null,
  cancelRequested: null,
  after: null,
  followed: false,
  alone: false,
  aloneCrashes: 0,
  queuedAt: null,
  attemptStartedAt: null,
  startedAt: null,
  finishedAt: null,
  lateness: null,
  settled: false,
  rerunOf: null,
  expiresAt: null,
} as const;

/**
 * The form of snapshots that this release makes, and the newest that it understands. It rises with any change
 * that would be misread by the release before, whose workers are still there while the new one is rolled out.
 */
export const SNAPSHOT_VERSION = 5;
/** A release that knows no placeholders would send them, or fill in secrets where braces are to be kept. */
const WITH_PLACEHOLDERS = 5;
/** A release that seals secrets for their owner alone could not open one that is for an origin too. */
const WITH_BOUND_SECRETS = 4;
/** A release that takes no numbers would start more runs than `maxRuns` allows. */
const COUNTED = 3;
/** A release that knows no secrets would send their names. Nothing else has changed since the first form. */
const WITH_SECRETS = 2;
const PLAIN = 1;

/** Copies the fields of a job that its run keeps. */
export function snapshotOf(
  job: Omit<RunSnapshot, 'version' | 'pauseAfterFailures' | 'forPlaceholders'> &
    Pick<RunSource, 'schedule' | 'pauseAfterFailures' | 'tags'>,
): RunSnapshot {
  const { name, task, retry, timeoutMs, overlap, delivery, pauseAfterFailures, tags } = job;
  return {
    version: versionOf(job),
    name,
    task,
    retry,
    timeoutMs,
    overlap,
    delivery,
    ...(pauseAfterFailures && { pauseAfterFailures }),
    ...(needsRendering(task) && { forPlaceholders: { tags, zone: zoneOf(job) } }),
  };
}

/** Gets the zone of a job's schedule; null for one that has none. */
const zoneOf = ({ schedule }: Pick<RunSource, 'schedule'>): string | null =>
  'timezone' in schedule ? schedule.timezone : null;

function versionOf({ task, schedule }: Pick<RunSource, 'task' | 'schedule'>): number {
  if (needsRendering(task) || isCallOfThisRelease(task)) return WITH_PLACEHOLDERS;
  if (hasBoundSecrets(task)) return WITH_BOUND_SECRETS;
  if (schedule.maxRuns !== null) return COUNTED;
  return task.type === 'http' && task.secrets !== undefined ? WITH_SECRETS : PLAIN;
}

/** Says if the release before would send other braces than are meant, though there is nothing to render. */
const isCallOfThisRelease = (task: RunSource['task']): boolean =>
  task.type === 'http' && (task.placeholders === false || hasBraces(task.url));

/** Drafts the record of one occurrence, before anything has happened to it. Its key makes it unique. */
export function draftRun(job: RunSource, planned: PlannedRun): RunDocument {
  const { at, dueAt } = planned.occurrence;
  return {
    ...UNTOUCHED,
    attempts: [],
    _id: new Types.ObjectId(),
    runKey: scheduledRunKey(job._id.toHexString(), job.scheduleRevision, at),
    jobId: job._id,
    ownerId: job.ownerId,
    trigger: planned.trigger,
    scheduledFor: at,
    dueAt,
    scheduleRevision: job.scheduleRevision,
    revision: job.revision,
    snapshot: snapshotOf(job),
    // Says that it is to be skipped, to any process that finds it before that is done.
    reason: planned.expired ? 'MISFIRED' : null,
    missed: planned.missed,
    nextAttemptAt: dueAt,
    dispatchAfter: new Date(dueAt.getTime() + DISPATCH_GRACE_MS),
  };
}

/** Recognizes a run that was recorded too late to be run at all, and is to be skipped. */
export const isExpired = (run: RunDocument): boolean => run.reason === 'MISFIRED';

/**
 * Drafts the records of a job's due runs. What waited already runs one after the other: each comes after the one
 * before it, the first after `before`, the key of the newest run of a backlog that was recorded earlier.
 * @param postponement the wait of the owner's schedules for their turn to be computed
 */
export function draftRuns(
  job: RunSource,
  planned: PlannedRun[],
  now: Date,
  before: string | null = null,
  postponement: Postponement | null = null,
): RunDocument[] {
  const runs: RunDocument[] = [];
  let waited: RunDocument | undefined;
  for (const one of planned) {
    const run = draftRun(job, one);
    runs.push(run);
    if (postponement && run.dueAt < now && isWithin(postponement, run.dueAt))
      run.postponedSince = postponement.since;
    if (one.expired || run.dueAt > now) continue;
    const key = waited?.runKey ?? before;
    if (waited) waited.followed = true;
    if (key) Object.assign(run, { after: key, dispatchAfter: new Date(now.getTime() + WAKE_LOST_MS) });
    waited = run;
  }
  return runs;
}

/** Tells what the last step left: due before its owner's schedules waited, or after it looked, it is late by another cause. */
const isWithin = ({ since, until }: Postponement, dueAt: Date): boolean => since <= dueAt && dueAt <= until;
