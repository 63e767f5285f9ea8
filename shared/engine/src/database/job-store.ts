import mongoose from 'mongoose';
import { DomainEvents } from '../events/domain-events.ts';
import type { Id, JobDocument, JobSettings } from './documents.ts';
import { duplicatePositions } from './driver-errors.ts';
import type { Models } from './models.ts';
import { newJob } from './new-job.ts';

export { ALL_SHARDS, SHARDS } from './new-job.ts';

/** Whose things are meant: one owner's, or everybody's on the routes of administrators. */
export type Whose = { ownerId: Id } | Record<string, never>;

/** A job that is to be made, by the id that it is to have. */
export interface JobDraftOf {
  _id: Id;
  settings: JobSettings;
}

/** Jobs as their owners see them. What runs them is in store/engine. */
export class JobStore {
  readonly #models: Models;
  readonly #changes: DomainEvents;

  constructor(models: Models, changes = new DomainEvents()) {
    this.#models = models;
    this.#changes = changes;
  }

  /**
   * Stores new jobs, by one write. Those that are there already are the same ones, made before.
   * @returns them in the order given, each as it is now
   */
  async create(ownerId: Id, drafts: JobDraftOf[], now: Date): Promise<JobDocument[]> {
    const jobs = drafts.map(({ _id, settings }) => newJob(ownerId, settings, now, _id));
    // Also of what may be there although no answer came.
    const taken = await this.#insert(jobs).finally(() => this.tell(jobs));
    const earlier = await this.made(taken.map(({ _id }) => _id));
    return jobs.map((job) => earlier.get(job._id.toHexString()) ?? job);
  }

  /** Those of these ids that were made, by id, whatever has become of them since. Who made them may not have told. */
  async made(ids: Id[]): Promise<Map<string, JobDocument>> {
    if (ids.length === 0) return new Map();
    const found = await this.#models.jobs
      .find({ _id: mongoose.trusted({ $in: ids }) })
      .lean<JobDocument[]>()
      .exec();
    this.tell(found);
    return new Map(found.map((job) => [job._id.toHexString(), job]));
  }

  /** Says that jobs are not as others may know them. */
  tell(jobs: JobDocument[]): void {
    this.#changes.emit('jobsChanged', jobs);
  }

  /** The job, if it is one of these and not deleted. */
  one(whose: Whose, id: string): Promise<JobDocument | null> {
    return this.#models.jobs
      .findOne({ _id: id, ...whose, deletedAt: null })
      .lean<JobDocument>()
      .exec();
  }

  /** The names of some jobs, deleted or not, by their id in hexadecimal. */
  async names(ids: Id[]): Promise<Map<string, string>> {
    const jobs = await this.#models.jobs
      .find({ _id: mongoose.trusted({ $in: ids }) }, { name: 1 })
      .lean<Pick<JobDocument, '_id' | 'name'>[]>();
    return new Map(jobs.map(({ _id, name }) => [_id.toHexString(), name]));
  }

  /** The same, deleted or not: what has been recorded of it can still be asked for. */
  oneEver(whose: Whose, id: string): Promise<JobDocument | null> {
    return this.#models.jobs
      .findOne({ _id: id, ...whose })
      .lean<JobDocument>()
      .exec();
  }

  /** Which of them were there already. Made here, they need none of what mongoose does to each. */
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
