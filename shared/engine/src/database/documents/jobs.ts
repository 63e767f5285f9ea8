import type { ActionCause } from '@punctual/contracts/jobs/action-causes';
import type { JobCounts, JobInput } from '@punctual/contracts/jobs/job';
import type { JobStatus } from '@punctual/contracts/jobs/job-status';
import type { RunReason, RunStatus } from '@punctual/contracts/runs/run-status';
import type { Schedule } from '@punctual/contracts/schedules/schedule';
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

export interface LastRun {
  id: Id;
  status: RunStatus;
  reason: RunReason | null;
  scheduledFor: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
  lateness: number | null;
}

/** The part of a job that clients set, as stored: with all defaults of the schedule. */
export type JobSettings = Omit<JobInput, 'schedule'> & { schedule: Schedule };

export interface JobDocument extends JobSettings {
  _id: Id;
  ownerId: Id;
  ownerDisabled: boolean;
  deletedAt: Date | null;
  /** The next nominal instant, and that instant plus jitter; both null when there is none. */
  nextOccurrence: Date | null;
  nextRunAt: Date | null;
  /**
   * The instant by which a backlog of this job was last judged: all that was due by then and had not begun belongs to
   * it. Jobs that were stored before this release lack it.
   */
  backlogUntil: Date | null;
  /** Counts edits; counts changes of when the job runs; counts changes of status, nextRunAt or last run. */
  revision: number;
  scheduleRevision: number;
  stateVersion: number;
  shard: number;
  status: JobStatus;
  /** The cause for which Punctual disabled it, until somebody acts. Jobs that were stored before this release lack it. */
  stoppedFor: ActionCause | null;
  /** Disabled while runs were to come: enabling it brings them back. */
  paused: boolean;
  /**
   * Set exactly while that run is RUNNING, or is the next to be after a hand-over. The fence says which start of the
   * run holds the place, so that the end of an earlier one does not give it up.
   */
  active: { runId: Id; fence: number } | null;
  /**
   * The run that was begun before and found another one under way: it becomes active before any other, the queued one
   * too. The fence says which start of it asked. Jobs that were stored before this release lack it.
   */
  nextActive: { runId: Id; fence: number } | null;
  /** The one run that waits for the active one to end (overlap `queueOne`). */
  queuedRunId: Id | null;
  /**
   * Counts the scheduled runs that were started while the schedule had `maxRuns`: a record, which is set anew only on
   * request. Jobs of earlier releases have it if they had `maxRuns` (see migrations.ts).
   */
  starts?: number;
  /** Runs that are counted in `starts`, and of which no attempt is on record yet: they take no second number. */
  numberedRuns?: Id[];
  lastRun: LastRun | null;
  counts: JobCounts;
  /** Runs that failed since the last that completed. Jobs of earlier releases lack it unless their last run failed. */
  failuresInRow?: number;
  /** When the last run ended that failed. Jobs that were stored before this release lack it. */
  failedAt: Date | null;
  /** Failures until then count no more: it was enabled then. */
  failuresSince?: Date;
  /** It has failed as often in a row as it may, and is to be disabled for it. Jobs of earlier releases lack it. */
  pauseDue?: boolean;
  countsDirty: boolean;
  createdAt: Date;
  updatedAt: Date;
}

export const jobs = defineCollection<JobDocument>('jobs', {
  ownerId: id,
  name: text,
  description: nullable(String),
  tags: list(String),
  task: mixed,
  schedule: mixed,
  retry: mixed,
  timeoutMs: number,
  overlap: text,
  misfire: text,
  catchUpWindowMs: number,
  delivery: text,
  pauseAfterFailures: nullable(Number),
  enabled: boolean,
  ownerDisabled: boolean,
  deletedAt: nullable(Date),
  nextOccurrence: nullable(Date),
  nextRunAt: nullable(Date),
  backlogUntil: nullable(Date),
  revision: number,
  scheduleRevision: number,
  stateVersion: number,
  shard: number,
  status: text,
  paused: boolean,
  stoppedFor: nullable(String),
  active: nullable(Schema.Types.Mixed),
  nextActive: nullable(Schema.Types.Mixed),
  queuedRunId: nullable(Schema.Types.ObjectId),
  starts: optional(Number),
  numberedRuns: optional([Schema.Types.ObjectId]),
  lastRun: nullable(Schema.Types.Mixed),
  counts: mixed,
  failuresInRow: optional(Number),
  failedAt: nullable(Date),
  failuresSince: optional(Date),
  pauseDue: optional(Boolean),
  countsDirty: boolean,
  // Not mongoose's timestamps: those are of this machine's clock.
  createdAt: date,
  updatedAt: date,
});
