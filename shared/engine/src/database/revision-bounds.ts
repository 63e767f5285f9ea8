import { DAY_MS } from '@punctual/contracts/time';
import mongoose from 'mongoose';
import type { Id, RevisionDocument } from './documents.ts';
import type { Models } from './models.ts';

/** The newest versions of a job that are kept, and those of its tasks: a task may take a hundred times the rest. */
export const KEPT_VERSIONS = 1_000;
export const KEPT_TASKS = 50;
/** A version is kept this long after the next one: longer than any run of it. */
const KEPT_MS = 400 * DAY_MS;

type Previous = Pick<RevisionDocument, 'revision' | 'taskFrom'>;

/** Bounds what is kept of the versions of a job, by their number and age. Each step can be repeated, and be left out. */
export class RevisionBounds {
  readonly #models: Models;

  constructor(models: Models) {
    this.#models = models;
  }

  /**
   * Forgets what is behind a version that was just recorded.
   * @param before the version before it; null where none is on record
   */
  async keepTo(recorded: Omit<RevisionDocument, '_id'>, before: Previous | null): Promise<void> {
    const { jobId, revision, taskFrom, at, action } = recorded;
    const over = before ? [before.revision, before.taskFrom ?? before.revision] : [];
    const last = action === 'delete' ? [revision, taskFrom ?? revision] : [];
    const superseded = [...over.filter((number) => number !== taskFrom), ...last];
    await this.#expire(jobId, superseded, new Date(at.getTime() + KEPT_MS));
    if (taskFrom === undefined) await this.#forgetTasks(jobId);
    if (revision > KEPT_VERSIONS) await this.#forgetVersions(jobId, revision - KEPT_VERSIONS);
  }

  async #expire(jobId: Id, revisions: number[], expiresAt: Date): Promise<void> {
    if (revisions.length === 0) return;
    const which = { jobId, revision: mongoose.trusted({ $in: revisions }), expiresAt: null };
    await this.#models.jobRevisions.updateMany(which, { expiresAt });
  }

  async #forgetTasks(jobId: Id): Promise<void> {
    const withTask = { jobId, 'settings.task': mongoose.trusted({ $exists: true }) };
    const [first] = await this.#models.jobRevisions
      .find(withTask)
      .select({ revision: 1 })
      .sort({ revision: -1 })
      .skip(KEPT_TASKS)
      .limit(1)
      .lean<Previous[]>();
    if (!first) return;
    const older = { ...withTask, revision: mongoose.trusted({ $lte: first.revision }) };
    await this.#models.jobRevisions.updateMany(older, { $unset: { 'settings.task': 1 } });
  }

  /** Forgets versions up to one, but for those that have a task: newer ones may have the same. */
  async #forgetVersions(jobId: Id, until: number): Promise<void> {
    await this.#models.jobRevisions.deleteMany({
      jobId,
      revision: mongoose.trusted({ $lte: until }),
      'settings.task': mongoose.trusted({ $exists: false }),
    });
  }
}
