import { isDeepStrictEqual } from 'node:util';
import mongoose, { type QueryFilter, Types } from 'mongoose';
import type { Id, JobAction, JobSettings, RevisionDocument } from './documents.ts';
import { duplicatePositions } from './driver-errors.ts';
import type { Models } from './models.ts';
import { KEPT_VERSIONS, RevisionBounds } from './revision-bounds.ts';
import { upserting, yielding } from './yielding.ts';

/** Actions that turn a job on or off; a job may be created disabled. */
const SWITCHES: JobAction[] = ['create', 'disable', 'enable', 'delete'];

/** A version as it is recorded: the job in full. */
export type NewRevision = Omit<RevisionDocument, '_id' | 'taskFrom' | 'expiresAt' | 'settings'> & {
  settings: JobSettings;
};
type WithTask = Pick<RevisionDocument, 'revision' | 'taskFrom' | 'settings'>;

/** The schedule of a job in `from` < t ≤ `to`, and if it was enabled. */
export interface ScheduleSpan {
  from: Date;
  to: Date | null;
  schedule: JobSettings['schedule'];
  enabled: boolean;
}

/**
 * Records changes of jobs: by whom, when, and the job from then on. Written after the change; a repetition is one row.
 * A task that is as before is not stored again: it is most of a job, and few changes are of it.
 */
export class RevisionStore {
  readonly #models: Models;
  readonly #bounds: RevisionBounds;

  constructor(models: Models) {
    this.#models = models;
    this.#bounds = new RevisionBounds(models);
  }

  async record(revision: NewRevision): Promise<void> {
    const before = await this.#before(revision);
    const isSame = isDeepStrictEqual(before?.settings.task, revision.settings.task);
    const row = before && isSame ? withTaskOf(revision, before) : { ...revision, expiresAt: null };
    const { jobId, revision: number, ...facts } = row;
    const version = { jobId, revision: number };
    await upserting(() =>
      this.#models.jobRevisions.updateOne(version, { $setOnInsert: facts }, { upsert: true }),
    );
    await this.#bounds.keepTo(row, before);
  }

  /** Finds the version directly before another, with its task. */
  async #before({ jobId, revision }: NewRevision): Promise<WithTask | null> {
    const found = await this.#models.jobRevisions
      .find({ jobId, revision: revision - 1 })
      .select({ revision: 1, taskFrom: 1, 'settings.task': 1 })
      .lean<RevisionDocument[]>();
    return (await this.#withTasks(jobId, found))[0] ?? null;
  }

  /** Fills in the tasks that other versions have. */
  async #withTasks<T extends WithTask>(jobId: Id, versions: T[]): Promise<T[]> {
    const wanted = [...new Set(versions.flatMap(({ taskFrom }) => taskFrom ?? []))];
    if (wanted.length === 0) return versions;
    const holders = await this.#models.jobRevisions
      .find({ jobId, revision: mongoose.trusted({ $in: wanted }) })
      .select({ revision: 1, 'settings.task': 1 })
      .lean<WithTask[]>();
    const tasks = new Map(holders.map(({ revision, settings }) => [revision, settings?.task]));
    return versions.map((version) => {
      const task = version.taskFrom === undefined ? undefined : tasks.get(version.taskFrom);
      return task ? { ...version, settings: { ...version.settings, task } } : version;
    });
  }

  /** Records the first versions of jobs, by one write. */
  async recordNew(revisions: NewRevision[]): Promise<void> {
    if (revisions.length === 0) return;
    const rows = revisions.map((revision) => ({ _id: new Types.ObjectId(), ...revision, expiresAt: null }));
    try {
      const { collection } = this.#models.jobRevisions;
      await yielding(() => collection.insertMany(rows, { ordered: false, ignoreUndefined: true }));
    } catch (error) {
      if (!duplicatePositions(error)) throw error;
    }
  }

  /** Finds the newest change until `at` that turned the job on or off, or removed it; null if there is none. */
  lastSwitch(jobId: Id, at: Date): Promise<RevisionDocument | null> {
    return this.last(jobId, SWITCHES, at);
  }

  /** Finds the newest change until `at` of one of these kinds. */
  last(jobId: Id, actions: JobAction[], at: Date): Promise<RevisionDocument | null> {
    return this.#newest({ jobId, action: mongoose.trusted({ $in: actions }) }, at);
  }

  /** Lists the schedules that a job had until `until`, the earliest first. A change counts for what lies after it. */
  async spans(jobId: Id, until: Date): Promise<ScheduleSpan[]> {
    const changes = await this.#models.jobRevisions
      .find({ jobId, at: mongoose.trusted({ $lt: until }) })
      .select({ at: 1, scheduleRevision: 1, 'settings.schedule': 1, 'settings.enabled': 1 })
      .sort({ revision: -1 })
      .limit(KEPT_VERSIONS)
      .lean<RevisionDocument[]>();
    changes.reverse();
    const turns = changes.filter((one, i) => one.scheduleRevision !== changes[i - 1]?.scheduleRevision);
    return turns.map(({ at, settings }, i) => {
      return {
        from: at,
        to: turns[i + 1]?.at ?? null,
        schedule: settings.schedule,
        enabled: settings.enabled,
      };
    });
  }

  /** Lists the versions of a job below a revision, the newest first. */
  async history(jobId: Id, limit: number, below?: number): Promise<RevisionDocument[]> {
    const older = below === undefined ? {} : { revision: mongoose.trusted({ $lt: below }) };
    const found = await this.#models.jobRevisions
      .find({ jobId, ...older })
      .sort({ revision: -1 })
      .limit(limit)
      .lean<RevisionDocument[]>();
    return this.#withTasks(jobId, found);
  }

  async one(jobId: Id, revision: number): Promise<RevisionDocument | null> {
    const found = await this.#models.jobRevisions.find({ jobId, revision }).lean<RevisionDocument[]>();
    return (await this.#withTasks(jobId, found))[0] ?? null;
  }

  /** Finds a job as it was at an instant, without its task; null before the first version that is kept. */
  asOf(jobId: Id, at: Date): Promise<RevisionDocument | null> {
    return this.#newest({ jobId }, at);
  }

  #newest(which: QueryFilter<RevisionDocument>, until: Date): Promise<RevisionDocument | null> {
    return this.#models.jobRevisions
      .findOne({ ...which, at: mongoose.trusted({ $lte: until }) })
      .sort({ revision: -1 })
      .lean<RevisionDocument>()
      .exec();
  }
}

/** Leaves out the task of a version that is the one before's, and says which version has it. */
function withTaskOf(revision: NewRevision, before: WithTask) {
  const { task: _, ...settings } = revision.settings;
  return { ...revision, settings, taskFrom: before.taskFrom ?? before.revision, expiresAt: null };
}

/** Picks the part of a job that is kept with each of its revisions. */
export function settingsOf(job: JobSettings): JobSettings {
  const { name, description, tags, task, schedule, retry, timeoutMs } = job;
  const { overlap, misfire, catchUpWindowMs, delivery, enabled } = job;
  const { pauseAfterFailures = null } = job;
  const policies = { retry, timeoutMs, overlap, misfire, catchUpWindowMs, delivery, pauseAfterFailures };
  return { name, description, tags, task, schedule, ...policies, enabled };
}
