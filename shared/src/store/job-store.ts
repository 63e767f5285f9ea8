import mongoose, { Types } from 'mongoose';
import { Changes } from '../changes/changes.ts';
import type { Id, JobDocument, JobSettings } from './documents.ts';
import { isDuplicateKey } from './errors.ts';
import type { Models } from './models.ts';
import { newJob } from './new-job.ts';

export { ALL_SHARDS, SHARDS } from './new-job.ts';

/** Whose things are meant: one owner's, or everybody's on the routes of administrators. */
export type Whose = { ownerId: Id } | Record<string, never>;

/** Jobs as their owners see them. What runs them is in store/engine. */
export class JobStore {
  readonly #models: Models;
  readonly #changes: Changes;

  constructor(models: Models, changes = new Changes()) {
    this.#models = models;
    this.#changes = changes;
  }

  /** Stores a new job. One of this id that is there already is the same one, made before. */
  async create(
    ownerId: Id,
    settings: JobSettings,
    now: Date,
    _id: Id = new Types.ObjectId(),
  ): Promise<JobDocument> {
    const job = newJob(ownerId, settings, now, _id);
    try {
      const created = await this.#models.jobs.create(job);
      this.#changes.emit('jobs', [job]);
      return created.toObject();
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return (await this.made(_id)) ?? job;
    }
  }

  /** The job of this id, whatever has become of it since it was made. */
  made(_id: Id): Promise<JobDocument | null> {
    return this.#models.jobs.findById(_id).lean<JobDocument>().exec();
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
}
