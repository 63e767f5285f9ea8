import { PLANNED_TRIGGERS } from '@punctual/contracts/runs/run-status';
import type { Collections } from '@punctual/engine/database/collections';
import type { Id, JobDocument, RunDocument } from '@punctual/engine/database/documents';
import { plusOne, when } from '@punctual/engine/database/update-expressions';
import { type JobFields, setFields, setStateIf, withRows } from '@punctual/engine/jobs/job-state';
import { remainingOf } from '@punctual/engine/jobs/start-numbers';
import { computeInTurns } from '@punctual/engine/platform/compute-in-turns';
import type { Materialiser } from '@punctual/engine/runs/materialiser';
import { openRuns } from '@punctual/engine/runs/open-runs';
import type { RunCancellation } from '@punctual/engine/runs/run-cancellation';
import { nextAhead } from '@punctual/engine/runs/still-due';
import type { mongo } from 'mongoose';
import type { UserStore } from './user-store.ts';

type Filter = mongo.Filter<JobDocument>;

/** The effects on runs of suspending the jobs of an account. */
export interface SuspensionEffects {
  canceled: number;
  running: RunDocument[];
}

/** Jobs that are changed by one update. */
const BATCH = 250;

/** Removes what is to come. `paused` keeps if there was something, for the status that the job shows meanwhile. */
const STOPPED = {
  ownerDisabled: true,
  paused: { $or: ['$paused', { $ne: ['$nextRunAt', null] }] },
  nextOccurrence: null,
  nextRunAt: null,
} satisfies JobFields;

/** Sets a new schedule revision: an instant whose run was canceled may have another run. */
const RESUMED = {
  ownerDisabled: false,
  paused: when('$enabled', false, '$paused'),
  nextOccurrence: '$row.nextOccurrence',
  nextRunAt: '$row.nextRunAt',
  scheduleRevision: plusOne('scheduleRevision'),
} satisfies JobFields;

/**
 * Suspends and resumes jobs with their owner's account, by the thousand. The account is written first and decides:
 * a sync that a dying process left half-way is finished by the next one.
 */
export class OwnerSuspension {
  readonly #collections: Collections;
  readonly #users: UserStore;
  readonly #materialiser: Materialiser;
  readonly #cancels: RunCancellation;

  constructor(
    collections: Collections,
    users: UserStore,
    materialiser: Materialiser,
    cancels: RunCancellation,
  ) {
    this.#collections = collections;
    this.#users = users;
    this.#materialiser = materialiser;
    this.#cancels = cancels;
  }

  /**
   * Stops or resumes the jobs of an account until all of them are as it is: it may be switched back, and jobs
   * may be edited, meanwhile.
   */
  async sync(ownerId: Id, at: Date): Promise<SuspensionEffects> {
    const effects: SuspensionEffects = { canceled: 0, running: [] };
    for (;;) {
      const isDisabled = await this.#users.isDisabled(ownerId);
      if (isDisabled) {
        const stopped = await this.#stop(ownerId, at);
        effects.canceled += stopped.canceled;
        effects.running = stopped.running;
      } else await this.#resume(ownerId, at);
      const differing = { ownerId, ownerDisabled: !isDisabled, deletedAt: null };
      if ((await this.#users.isDisabled(ownerId)) !== isDisabled) continue;
      if (!(await this.#collections.jobs.findOne(differing, { projection: { _id: 1 } }))) return effects;
    }
  }

  /**
   * Syncs after a job was made, if its account is disabled. The account was written before its jobs were looked
   * for, and the job before its account is: one of the two sees the other.
   */
  async syncIfDisabled(ownerId: Id, at: Date): Promise<void> {
    if (await this.#users.isDisabled(ownerId)) await this.sync(ownerId, at);
  }

  /** Stops jobs first and runs second: a worker claims first and reads the job second, so nothing more is begun. */
  async #stop(ownerId: Id, at: Date): Promise<SuspensionEffects> {
    for await (const jobs of this.#batches({ ownerId, ownerDisabled: false })) {
      // Runs that are owed are recorded before they are canceled: no watcher has looked at them yet.
      await this.#materialiser.recordOwed(jobs, at);
      const followed = { _id: { $in: listIds(jobs) }, ownerDisabled: false };
      await this.#collections.jobs.updateMany(followed, setFields(STOPPED));
      this.#collections.changes.emit('jobsChanged', jobs);
    }
    const canceled = await this.#cancels.cancelWaiting({ ownerId }, 'OWNER_DISABLED', at);
    const running = await this.#cancels.requestAbort({ ownerId }, 'OWNER_DISABLED');
    return { canceled: canceled.length, running };
  }

  /** Resumes jobs from now on: nothing that passed meanwhile is made up for. A job that is edited just now is left out. */
  async #resume(ownerId: Id, at: Date): Promise<void> {
    for await (const jobs of this.#batches({ ownerId, ownerDisabled: true })) {
      const ids = listIds(jobs);
      const [begun, open] = await Promise.all([
        this.#findNewestBegun(ids, at),
        openRuns(this.#collections, ids),
      ]);
      const rows: ResumedRow[] = [];
      for (const job of jobs)
        rows.push(await buildResumedRow(job, at, begun.get(job._id.toHexString()) ?? null));
      const asRead = { $eq: ['$revision', '$row.revision'] };
      const update = withRows(ids, rows, setStateIf(asRead, RESUMED, open));
      await this.#collections.jobs.updateMany({ _id: { $in: ids }, ownerDisabled: true }, update);
      this.#collections.changes.emit('jobsChanged', jobs);
    }
  }

  /** Finds, for jobs that have begun a run of an instant still ahead, that instant: it does not come again. */
  async #findNewestBegun(jobIds: Id[], at: Date): Promise<Map<string, Date>> {
    const ahead: mongo.Filter<RunDocument> = {
      jobId: { $in: jobIds },
      trigger: { $in: PLANNED_TRIGGERS },
      attempt: { $gt: 0 },
      scheduledFor: { $gt: at },
    };
    const begun = await this.#collections.runs.find(ahead).sort({ scheduledFor: 1 }).toArray();
    return new Map(begun.map(({ jobId, scheduledFor }) => [jobId.toHexString(), scheduledFor]));
  }

  async *#batches(which: Filter): AsyncGenerator<JobDocument[]> {
    let after: Filter = {};
    for (;;) {
      const jobs = await this.#collections.jobs
        .find({ ...which, ...after, deletedAt: null })
        .sort({ _id: 1 })
        .limit(BATCH)
        .toArray();
      const last = jobs.at(-1);
      if (!last) return;
      yield jobs;
      after = { _id: { $gt: last._id } };
    }
  }
}

const listIds = (jobs: JobDocument[]): Id[] => jobs.map(({ _id }) => _id);

type ResumedRow = Pick<JobDocument, 'revision' | 'nextOccurrence' | 'nextRunAt'>;

async function buildResumedRow(job: JobDocument, at: Date, begun: Date | null): Promise<ResumedRow> {
  const { enabled, ownerId, schedule, revision } = job;
  const change = { before: schedule, now: at, remaining: remainingOf(job), begun };
  const next = enabled ? await computeInTurns(ownerId, () => nextAhead(schedule, change)) : null;
  return { revision, nextOccurrence: next?.at ?? null, nextRunAt: next?.dueAt ?? null };
}
