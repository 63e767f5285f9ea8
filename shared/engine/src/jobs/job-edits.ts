import { isDeepStrictEqual } from 'node:util';
import type { ActionCause } from '@punctual/contracts/jobs/action-causes';
import type { JobEdit } from '@punctual/contracts/jobs/job';
import { PLANNED_TRIGGERS } from '@punctual/contracts/runs/run-status';
import { nextRun, type Occurrence } from '@punctual/contracts/schedules/next-runs';
import type { Schedule } from '@punctual/contracts/schedules/schedule';
import type { mongo } from 'mongoose';
import type { Collections } from '../database/collections.ts';
import type { CancelReason, Id, JobAction, JobDocument, RunDocument } from '../database/documents.ts';
import { type RevisionStore, settingsOf } from '../database/revision-store.ts';
import { literals } from '../database/update-expressions.ts';
import { computeInTurns } from '../platform/compute-in-turns.ts';
import { Materialiser } from '../runs/materialiser.ts';
import { openRuns } from '../runs/open-runs.ts';
import { type RunCancellation, upcomingRuns } from '../runs/run-cancellation.ts';
import { snapshotOf } from '../runs/run-draft.ts';
import { nextAhead } from '../runs/still-due.ts';
import { setState } from './job-state.ts';
import { remainingOf } from './start-numbers.ts';

/** An edit in between is not overwritten: the job is read again, this many times at most. */
const DISABLE_TRIES = 5;

/** An edit as it is to be stored: its schedule is completed. With `restartCount` started runs count from now on. */
export type StoredEdit = Omit<JobEdit, 'schedule' | 'enabled'> & { schedule?: Schedule; enabled?: boolean };

/** The count of a job whose scheduled runs are counted anew. */
const NOTHING_STARTED = { starts: 0, numberedRuns: [] };

/** The failures in a row of a job that is enabled: what was before is settled by whoever enables it. */
const countAnew = (at: Date) => ({ failuresInRow: 0, failuresSince: at });

/** The user who acts, or null for Punctual itself, which has a cause to act; and when. */
export interface Actor {
  by: Id | null;
  at: Date;
  cause?: ActionCause;
}

/** Records in the audit log that Punctual itself has disabled a job. */
export type AuditDisabled = (job: JobDocument, cause: ActionCause, at: Date) => Promise<void>;

/** The result of an action: the job now, runs that were canceled, and runs under way. */
export interface EditResult {
  job: JobDocument;
  canceled: RunDocument[];
  running: RunDocument[];
}

/** Builds the result of an action that leaves all runs as they are. */
const withoutEffect = (job: JobDocument): EditResult => ({ job, canceled: [], running: [] });
const at = (next: Occurrence | null) => ({
  nextOccurrence: next?.at ?? null,
  nextRunAt: next?.dueAt ?? null,
});

/**
 * Changes jobs. Each change is one guarded update on the revision that was read; what it means for runs
 * comes after it. In this order nothing that is not wanted is taken after the answer: a worker takes first
 * and reads the job second.
 */
export class JobEdits {
  readonly #collections: Collections;
  readonly #revisions: RevisionStore;
  readonly #cancels: RunCancellation;
  readonly #materialiser: Materialiser;
  readonly #audit: AuditDisabled;

  constructor(
    collections: Collections,
    revisions: RevisionStore,
    cancels: RunCancellation,
    audit: AuditDisabled,
  ) {
    this.#collections = collections;
    this.#revisions = revisions;
    this.#cancels = cancels;
    this.#materialiser = new Materialiser(collections);
    this.#audit = audit;
  }

  /** Stops a job until it is enabled. Null when it was changed in between. */
  disable(job: JobDocument, actor: Actor): Promise<EditResult | null> {
    return this.#switch(job, false, actor);
  }

  /** Disables a job whose target is gone for good, until somebody acts; nothing if it is disabled or deleted already. */
  disableGone(jobId: Id, at: Date): Promise<void> {
    return this.#disableFor('GONE', { _id: jobId }, at);
  }

  /** Disables a job that has failed as often in a row as it may, until somebody acts; nothing if it has not. */
  disableFailing(jobId: Id, at: Date): Promise<void> {
    return this.#disableFor('FAILURES', { _id: jobId, pauseDue: true }, at);
  }

  async #disableFor(cause: ActionCause, which: mongo.Filter<JobDocument>, at: Date): Promise<void> {
    for (let tries = 0; tries < DISABLE_TRIES; tries += 1) {
      const job = await this.#collections.jobs.findOne({ ...which, deletedAt: null });
      if (!job?.enabled) return;
      const disabled = await this.disable(job, { by: null, at, cause });
      if (disabled) return this.#audit(disabled.job, cause, at);
    }
  }

  /** Lets a job run again, from now on. */
  enable(job: JobDocument, actor: Actor): Promise<EditResult | null> {
    return this.#switch(job, true, actor);
  }

  /** Removes a job; its runs stay on record. */
  async remove(job: JobDocument, actor: Actor): Promise<EditResult | null> {
    const gone = { enabled: false, paused: false, deletedAt: actor.at, ...at(null) };
    await this.#materialiser.recordOwed([job], actor.at);
    const now = await this.#write(job, 'delete', actor, gone, true);
    return now && this.#stopRuns(now, 'DELETED', actor);
  }

  /**
   * Changes what a job does or when, and whether it is enabled; waiting runs that lie ahead follow, all others
   * keep what they have. Disabling ends all of them. An edit without a difference is none, and leaves no revision.
   */
  async edit(job: JobDocument, edit: StoredEdit, actor: Actor): Promise<EditResult | null> {
    const { restartCount = false, ...settings } = pickChanges(edit, job);
    if (!restartCount && Object.keys(settings).length === 0) return withoutEffect(job);
    const { schedule = job.schedule, enabled = job.enabled } = settings;
    const count = restartCount ? NOTHING_STARTED : {};
    const remaining = remainingOf({ starts: job.starts, ...count, schedule });
    const switches = enabled !== job.enabled;
    const goesOn = restartCount && enabled && job.nextRunAt === null;
    const reschedules = switches || goesOn || !isSameSchedule(schedule, job.schedule);
    const next = reschedules && enabled ? await this.#nextOf(schedule, job, actor.at, remaining) : null;
    const timing = reschedules ? at(next) : {};
    if (reschedules && !isKept(job, next)) await this.#materialiser.recordOwed([job], actor.at);
    const ahead = { before: schedule, now: actor.at, remaining };
    const paused = !enabled && (await computeInTurns(job.ownerId, () => nextAhead(schedule, ahead))) !== null;
    const action = switches ? (enabled ? 'enable' : 'disable') : 'edit';
    const failures = switches ? { pauseDue: false, ...(enabled ? countAnew(actor.at) : {}) } : {};
    const change = { ...settings, ...timing, ...count, ...failures, paused };
    const now = await this.#write(job, action, actor, change, reschedules);
    if (!now) return null;
    if (switches && !enabled) return this.#stopRuns(now, 'DISABLED', actor);
    if (reschedules) {
      const canceled = await this.#cancels.cancelWaiting(
        upcomingRuns(job._id, actor.at),
        'SUPERSEDED',
        actor.at,
      );
      return { job: now, canceled, running: [] };
    }
    const copied = { snapshot: snapshotOf(now), revision: now.revision };
    await this.#cancels.refresh(job._id, actor.at, copied);
    return withoutEffect(now);
  }

  #switch(job: JobDocument, enabled: boolean, actor: Actor): Promise<EditResult | null> {
    return job.enabled === enabled ? Promise.resolve(withoutEffect(job)) : this.edit(job, { enabled }, actor);
  }

  async #write(
    job: JobDocument,
    action: JobAction,
    actor: Actor,
    change: Partial<Omit<JobDocument, '_id' | 'status' | 'stateVersion'>>,
    reschedules: boolean,
  ): Promise<JobDocument | null> {
    const written = {
      ...change,
      stoppedFor: actor.cause ?? null,
      updatedAt: actor.at,
      revision: job.revision + 1,
      scheduleRevision: job.scheduleRevision + (reschedules ? 1 : 0),
    };
    const guard: mongo.Filter<JobDocument> = { _id: job._id, revision: job.revision, deletedAt: null };
    const open = await openRuns(this.#collections, [job._id]);
    const update = setState(literals(written), open);
    const now = await this.#collections.jobs.findOneAndUpdate(guard, update, { returnDocument: 'after' });
    if (!now) return null;
    this.#collections.changes.emit('jobsChanged', [now]);
    await this.#record(now, action, actor);
    return now;
  }

  #record(
    { _id, revision, scheduleRevision, ...job }: JobDocument,
    action: JobAction,
    { by, at, cause }: Actor,
  ): Promise<void> {
    return this.#revisions.record({
      jobId: _id,
      revision,
      scheduleRevision,
      at,
      by,
      ...(cause ? { cause } : {}),
      action,
      settings: settingsOf(job),
    });
  }

  async #stopRuns(job: JobDocument, reason: CancelReason, { at }: Actor): Promise<EditResult> {
    const canceled = await this.#cancels.cancelWaiting({ jobId: job._id }, reason, at);
    const running = await this.#cancels.requestAbort({ jobId: job._id }, reason);
    return { job, canceled, running };
  }

  async #nextOf(
    schedule: Schedule,
    job: JobDocument,
    now: Date,
    remaining: number | null,
  ): Promise<Occurrence | null> {
    // A new time that has just passed still runs, as for a new job.
    if (schedule.kind === 'once' && !isSameSchedule(schedule, job.schedule)) {
      const justBefore = new Date(Date.parse(schedule.at) - 1);
      return computeInTurns(job.ownerId, () => nextRun(schedule, justBefore, remaining));
    }
    const { nextOccurrence, nextRunAt } = job;
    const owed = nextRunAt && nextRunAt > now ? nextOccurrence : null;
    const begun = await this.#newestBegun(job);
    const change = { before: job.schedule, now, remaining, begun, owed };
    return computeInTurns(job.ownerId, () => nextAhead(schedule, change));
  }

  /** Finds the newest instant of which a run was begun. */
  async #newestBegun(job: JobDocument): Promise<Date | null> {
    const begun: mongo.Filter<RunDocument> = {
      jobId: job._id,
      trigger: { $in: PLANNED_TRIGGERS },
      attempt: { $gt: 0 },
    };
    const [newest] = await this.#collections.runs.find(begun).sort({ scheduledFor: -1 }).limit(1).toArray();
    return newest?.scheduledFor ?? null;
  }
}

/** Picks the fields of an edit that are not as the job has them. */
const pickChanges = (edit: StoredEdit, job: JobDocument): StoredEdit =>
  Object.fromEntries(
    Object.entries(edit).filter(
      ([name, value]) => !isSameValue(value, job[name as keyof JobDocument] ?? null),
    ),
  );

/** Compares values as they are answered: whatever the order of their fields, and without those that are undefined. */
const isSameValue = (a: unknown, b: unknown): boolean => isDeepStrictEqual(toJson(a), toJson(b));
const toJson = (value: unknown): unknown => (value === undefined ? value : JSON.parse(JSON.stringify(value)));

/** Says if an edit leaves the next occurrence of a job where it is: then its run comes by the new schedule. */
const isKept = ({ nextOccurrence }: JobDocument, next: Occurrence | null): boolean =>
  nextOccurrence !== null && nextOccurrence.getTime() === next?.at.getTime();

/** Compares schedules as they are stored: an edit to the schedule that a job already has moves nothing. */
export const isSameSchedule = (a: Schedule, b: Schedule): boolean =>
  JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort());
