import mongoose from 'mongoose';
import { DomainEvents } from '../events/domain-events.ts';
import { computeInTurns } from '../platform/compute-in-turns.ts';
import type { Id, JobDocument, JobSettings } from './documents.ts';
import { duplicatePositions } from './driver-errors.ts';
import type { Models } from './models.ts';
import { firstRun, newJob } from './new-job.ts';

export { ALL_SHARDS, SHARDS } from './new-job.ts';

/** A scope: the documents of one owner, or those of all on the routes of administrators. */
export type Whose = { ownerId: Id } | Record<string, never>;

/** A job that is to be created, and the id that it is to have. */
export interface JobDraftOf {
  _id: Id;
  settings: JobSettings;
}

/** Stores jobs as their owners see them; the engine changes them as they run (jobs/ and runs/). */
export class JobStore {
  readonly #models: Models;
  readonly #changes: DomainEvents;

  constructor(models: Models, changes = new DomainEvents()) {
    this.#models = models;
    this.#changes = changes;
  }

  /**
   * Stores new jobs, by one write. Those that are there already are the same ones, created before.
   * @returns the jobs in the order given, each as it is now
   */
  async create(ownerId: Id, drafts: JobDraftOf[], now: Date): Promise<JobDocument[]> {
    const jobs: JobDocument[] = [];
    for (const { _id, settings } of drafts) {
      const first = await computeInTurns(ownerId, () => firstRun(settings, now));
      jobs.push(newJob(ownerId, settings, now, _id, first));
    }
    // Announced even if the write failed: jobs may be there although no answer came.
    const taken = await this.#insert(jobs).finally(() => this.tell(jobs));
    const earlier = await this.made(taken.map(({ _id }) => _id));
    return jobs.map((job) => earlier.get(job._id.toHexString()) ?? job);
  }

  /** Finds the jobs of these ids that exist, by id, deleted or not; announces them, for their creator may not have. */
  async made(ids: Id[]): Promise<Map<string, JobDocument>> {
    if (ids.length === 0) return new Map();
    const found = await this.#models.jobs
      .find({ _id: mongoose.trusted({ $in: ids }) })
      .lean<JobDocument[]>()
      .exec();
    this.tell(found);
    return new Map(found.map((job) => [job._id.toHexString(), job]));
  }

  /** Announces that jobs are not as others may know them. */
  tell(jobs: JobDocument[]): void {
    this.#changes.emit('jobsChanged', jobs);
  }

  /** Finds a job in a scope, if it is not deleted. */
  one(whose: Whose, id: string): Promise<JobDocument | null> {
    return this.#models.jobs
      .findOne({ _id: id, ...whose, deletedAt: null })
      .lean<JobDocument>()
      .exec();
  }

  /** Finds the names of jobs, deleted or not, by their id in hexadecimal. */
  async names(ids: Id[]): Promise<Map<string, string>> {
    const jobs = await this.#models.jobs
      .find({ _id: mongoose.trusted({ $in: ids }) }, { name: 1 })
      .lean<Pick<JobDocument, '_id' | 'name'>[]>();
    return new Map(jobs.map(({ _id, name }) => [_id.toHexString(), name]));
  }

  /** Finds a job in a scope, deleted or not: its runs can still be asked for. */
  oneEver(whose: Whose, id: string): Promise<JobDocument | null> {
    return this.#models.jobs
      .findOne({ _id: id, ...whose })
      .lean<JobDocument>()
      .exec();
  }

  /** Inserts jobs; gives those that were there already. Built here, they need no casting by mongoose. */
  async #insert(jobs: JobDocument[]): Promise<JobDocument[]> {
    if (jobs.length === 0) return [];
    try {
      await this.#models.jobs.collection.insertMany(jobs, { ordered: false, ignoreUndefined: true });
      return [];
    } catch (error) {
      const taken = duplicatePositions(error);
      if (!taken) throw error;
      return jobs.filter((_, position) => taken.has(position));
    }
  }
}
