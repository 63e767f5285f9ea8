import type { AttemptOutcome, CallTimings } from '@punctual/contracts/runs/run';
import type { RunReason, RunStatus, RunTrigger } from '@punctual/contracts/runs/run-status';
import { Schema } from 'mongoose';
import {
  boolean,
  date,
  defineCollection,
  id,
  list,
  mixed,
  nullable,
  number,
  optional,
  text,
} from '../define-collection.ts';
import type { Id } from './id.ts';
import type { JobSettings } from './jobs.ts';

export interface Attempt {
  startedAt: Date | null;
  finishedAt: Date;
  outcome: AttemptOutcome;
  code: string | number | null;
  error: string | null;
  response: string | null;
  /** Present for a call over HTTP, since there are such records. */
  timings?: CallTimings;
}

/** The reasons for which a run that is RUNNING is asked to end. */
export type CancelReason = Extract<
  RunReason,
  'BY_USER' | 'DISABLED' | 'DELETED' | 'SUPERSEDED' | 'OWNER_DISABLED'
>;

/** The part of its job that a run needs, as it was when the run was made. */
export type RunSnapshot = Pick<
  JobSettings,
  'name' | 'task' | 'retry' | 'timeoutMs' | 'overlap' | 'delivery'
> & {
  /** Present where the job is disabled after so many failures in a row. */
  pauseAfterFailures?: number;
  /** The form that the snapshot has: runs/run-draft.ts says which one a process knows. */
  version: number;
  /** More of the job, for the placeholders of its task; only runs whose task has some have it. Without a zone its owner's counts. */
  forPlaceholders?: { tags: string[]; zone: string | null };
};

export interface RunDocument {
  _id: Id;
  runKey: string;
  jobId: Id;
  ownerId: Id;
  trigger: RunTrigger;
  /** The nominal instant, and the one at which it may start. */
  scheduledFor: Date;
  dueAt: Date;
  scheduleRevision: number;
  revision: number;
  snapshot: RunSnapshot;
  status: RunStatus;
  reason: RunReason | null;
  blockedBy: Id | null;
  /** The number of occurrences before this one that were missed and are counted here. */
  missed: number | null;
  attempt: number;
  attempts: Attempt[];
  /** The number of processes that died while it was under way in them, since one last survived an attempt at it. */
  crashCount: number;
  nextAttemptAt: Date;
  /** The time at which recovery may put it into the queue again, and how often that has happened. */
  dispatchAfter: Date | null;
  dispatches: number;
  /** Rises with each start and each takeover: the holder of an older one can write nothing. */
  fence: number;
  owner: string | null;
  startToken: string | null;
  leaseUntil: Date | null;
  /** The time at which the effect began; written for jobs that are delivered at most once. */
  effectAt: Date | null;
  /** Set where the run is to end: its worker aborts it. */
  cancelRequested: CancelReason | null;
  /** The key of the run that has to end first: they are caught up in order, or both of them waited. */
  after: string | null;
  /** Another run was recorded to come after this one. Runs that were stored before this release lack it. */
  followed?: boolean;
  /** Written as false; a worker of the release before says by it that nothing else is under way in its process. */
  alone: boolean;
  /** The number of processes that died while it was alone in them: in quarantine. */
  aloneCrashes: number;
  /**
   * Set on a run that was recorded late: schedules of its owner had waited for their turn to be computed since then,
   * which was before it was due, until it was recorded.
   */
  postponedSince?: Date;
  queuedAt: Date | null;
  attemptStartedAt: Date | null;
  startedAt: Date | null;
  finishedAt: Date | null;
  /** ms from dueAt to the first start. */
  lateness: number | null;
  settled: boolean;
  rerunOf: Id | null;
  /** The user who started it by hand or again, and the one who canceled it; of earlier releases neither is known. */
  startedBy?: Id;
  canceledBy?: Id;
  /** Set on runs that have ended: MongoDB removes them then. */
  expiresAt: Date | null;
}

export const runs = defineCollection<RunDocument>('runs', {
  runKey: text,
  jobId: id,
  ownerId: id,
  trigger: text,
  scheduledFor: date,
  dueAt: date,
  scheduleRevision: number,
  revision: number,
  snapshot: mixed,
  status: text,
  reason: nullable(String),
  blockedBy: nullable(Schema.Types.ObjectId),
  missed: nullable(Number),
  attempt: number,
  attempts: list(Schema.Types.Mixed),
  crashCount: number,
  nextAttemptAt: date,
  dispatchAfter: nullable(Date),
  dispatches: number,
  fence: number,
  owner: nullable(String),
  startToken: nullable(String),
  leaseUntil: nullable(Date),
  effectAt: nullable(Date),
  cancelRequested: nullable(String),
  after: nullable(String),
  followed: optional(Boolean),
  alone: boolean,
  aloneCrashes: number,
  postponedSince: optional(Date),
  queuedAt: nullable(Date),
  attemptStartedAt: nullable(Date),
  startedAt: nullable(Date),
  finishedAt: nullable(Date),
  lateness: nullable(Number),
  settled: boolean,
  rerunOf: nullable(Schema.Types.ObjectId),
  startedBy: optional(Schema.Types.ObjectId),
  canceledBy: optional(Schema.Types.ObjectId),
  expiresAt: nullable(Date),
});
