import type { AuditAction } from '@punctual/contracts/api/audit-actions';
import type { JobCounts, JobInput } from '@punctual/contracts/jobs/job';
import type { JobStatus } from '@punctual/contracts/jobs/job-status';
import type { AttemptOutcome } from '@punctual/contracts/runs/run';
import type { RunReason, RunStatus, RunTrigger } from '@punctual/contracts/runs/run-status';
import type { Schedule } from '@punctual/contracts/schedules/schedule';
import type { Scope } from '@punctual/contracts/users/api-key-limits';
import type { Role } from '@punctual/contracts/users/user';
import type { Types } from 'mongoose';

export type Id = Types.ObjectId;

export interface UserDocument {
  _id: Id;
  email: string;
  passwordHash: string;
  name: string | null;
  role: Role;
  timezone: string;
  disabledAt: Date | null;
  /** When he showed that the address is his; accounts from before it was asked have none. */
  emailVerifiedAt: Date | null;
  /** Part of every access token; raising it ends all of them. */
  tokenVersion: number;
  createdAt: Date;
  updatedAt: Date;
}

/**
 * A login. Its refresh tokens are numbered; only the one of the current generation counts. No token is
 * stored: each is a keyed hash of the session, its seed and its number.
 */
export interface SessionDocument {
  _id: Id;
  userId: Id;
  seed: string;
  generation: number;
  rotatedAt: Date;
  /** No use moves this end. */
  endsAt: Date;
  /** Ends without use; MongoDB removes the session then. */
  expiresAt: Date;
  ip: string | null;
  userAgent: string | null;
  createdAt: Date;
}

/** What a service of somebody's shows instead of a login. Of the key only a hash is kept. */
export interface ApiKeyDocument {
  _id: Id;
  ownerId: Id;
  service: string;
  /** The beginning of the key, by which it is found and told from others. */
  prefix: string;
  hash: string;
  scopes: Scope[];
  ratePerSecond: number;
  /** To the minute. */
  lastUsedAt: Date | null;
  revokedAt: Date | null;
  createdAt: Date;
}

/** What a mailed link is for. */
export type MailedPurpose = 'verify' | 'reset';

/** A link that was mailed and works once. Of its token only a hash is kept. */
export interface OneTimeTokenDocument {
  _id: Id;
  userId: Id;
  purpose: MailedPurpose;
  hash: string;
  expiresAt: Date;
}

/** How often something was tried; not before `until` again. */
export interface AttemptsDocument {
  _id: string;
  count: number;
  until: Date;
  /** The count begins anew then. */
  expiresAt: Date;
}

/** An answer as it was given. The body is its text: keys that the database has a meaning for stay as they are. */
export interface KeptAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** A request that is carried out once, however often it is sent. */
export interface IdempotencyKeyDocument {
  /** The owner, the route and the key. */
  _id: string;
  /** The id of what it makes. */
  makes: Id;
  /** Of what was sent. */
  fingerprint: string;
  /** Who carries it out, and until when nobody else may. */
  holder: string;
  heldUntil: Date;
  answer: KeptAnswer | null;
  expiresAt: Date;
}

/** Facts about the whole installation, one document each. */
export interface StateDocument {
  _id: string;
  /** `admins`: the ids of the enabled administrators; never empty once there was one. */
  ids?: string[];
  /** `redisEpoch`: the epoch of Redis in which everything that waits was last put into the queue. */
  value?: string;
}

export interface LastRun {
  id: Id;
  status: RunStatus;
  reason: RunReason | null;
  scheduledFor: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
  lateness: number | null;
}

/** What a client can set of a job, as stored: the schedule is completed. */
export type JobSettings = Omit<JobInput, 'schedule'> & { schedule: Schedule };

export interface JobDocument extends JobSettings {
  _id: Id;
  ownerId: Id;
  ownerDisabled: boolean;
  deletedAt: Date | null;
  /** The next nominal instant, and that instant plus jitter; both null when there is none. */
  nextOccurrence: Date | null;
  nextRunAt: Date | null;
  /** Any edit · a change of when it runs · any change of status, nextRunAt or last run. */
  revision: number;
  scheduleRevision: number;
  stateVersion: number;
  shard: number;
  status: JobStatus;
  /** Disabled while runs were to come: enabling it brings them back. */
  paused: boolean;
  /**
   * Set exactly while that run is RUNNING, or is the next to be after a hand-over. The fence says which
   * start of the run holds the place, so that the end of an earlier one does not give it up.
   */
  active: { runId: Id; fence: number } | null;
  /** The one run that waits for the active one to end (overlap `queueOne`). */
  queuedRunId: Id | null;
  lastRun: LastRun | null;
  counts: JobCounts;
  countsDirty: boolean;
  createdAt: Date;
  updatedAt: Date;
}

export interface Attempt {
  startedAt: Date | null;
  finishedAt: Date;
  outcome: AttemptOutcome;
  code: string | number | null;
  error: string | null;
  response: string | null;
}

/** Why a run that is RUNNING is asked to end. */
export type CancelReason = Extract<
  RunReason,
  'BY_USER' | 'DISABLED' | 'DELETED' | 'SUPERSEDED' | 'OWNER_DISABLED'
>;

/** What a run needs of its job, as it was when the run was made. */
export type RunSnapshot = Pick<
  JobSettings,
  'name' | 'task' | 'retry' | 'timeoutMs' | 'overlap' | 'delivery'
> & {
  /** The form that the snapshot has: engine/run-draft.ts says which one a process knows. */
  version: number;
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
  /** How many occurrences before this one were missed and are counted here. */
  missed: number | null;
  attempt: number;
  attempts: Attempt[];
  crashCount: number;
  nextAttemptAt: Date;
  /** When the sweep may put it into the queue again; how often it has. */
  dispatchAfter: Date | null;
  dispatches: number;
  /** Rises with each start and each takeover: who holds an older one can write nothing. */
  fence: number;
  owner: string | null;
  startToken: string | null;
  leaseUntil: Date | null;
  /** When the effect began; written for jobs that are delivered at most once. */
  effectAt: Date | null;
  /** Somebody wants it to end: its worker aborts it. */
  cancelRequested: CancelReason | null;
  /** The key of the run that has to end first (catching up in order). */
  after: string | null;
  /** It has brought a worker down before: it is started alone, and so often it has brought one down alone. */
  alone: boolean;
  aloneCrashes: number;
  queuedAt: Date | null;
  attemptStartedAt: Date | null;
  startedAt: Date | null;
  finishedAt: Date | null;
  /** ms from dueAt to the first start. */
  lateness: number | null;
  settled: boolean;
  rerunOf: Id | null;
  /** Terminal runs only: MongoDB removes them then. */
  expiresAt: Date | null;
}

export type JobAction = 'create' | 'edit' | 'enable' | 'disable' | 'delete';

/** A job as it was from `at` until the next revision. */
export interface RevisionDocument {
  _id: Id;
  jobId: Id;
  revision: number;
  scheduleRevision: number;
  at: Date;
  /** The user who made it so. */
  by: Id;
  action: JobAction;
  settings: JobSettings;
}

/** Somebody has done something, or was refused it. */
export interface AuditDocument {
  _id: Id;
  at: Date;
  action: AuditAction;
  /** The account; null where nobody had logged in. */
  actor: Id | null;
  target: string | null;
  outcome: 'ok' | 'refused';
  code: string | null;
  ip: string | null;
  requestId: string;
  details: Record<string, unknown>;
  /** What is told by several, or often, is recorded once under this name. */
  onceKey: string | null;
  expiresAt: Date;
}

/** A process that is there, by a name that no other start of it had. */
export interface ProcessDocument {
  _id: string;
  service: string;
  roles: string[];
  host: string;
  pid: number;
  startedAt: Date;
  beatAt: Date;
  /** Runs it works on. */
  running: number;
  /** Of the product. Processes of an older one tell none. */
  version?: string;
  expiresAt: Date;
}

/** A time in which no watcher looked at the due jobs. */
export interface OutageDocument {
  _id: Id;
  from: Date;
  to: Date;
}

/** Who looks after a shard of the jobs, and until when unless it says so again. */
export interface ShardLeaseDocument {
  _id: number;
  owner: string | null;
  until: Date;
}

/** When somebody last looked at the due jobs. */
export interface WatchDocument {
  _id: string;
  at: Date;
}
