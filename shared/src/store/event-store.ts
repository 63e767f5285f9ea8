import mongoose from 'mongoose';
import type { Id, JobDocument, RunDocument } from './documents.ts';
import type { Models } from './models.ts';

/** Jobs and runs, as they are. */
export interface Found {
  jobs: JobDocument[];
  runs: RunDocument[];
}

const NEWEST_JOBS = 500;
const NEWEST_RUNS = 200;

/** What those who look on are told of: by id, or the newest of an owner. */
export class EventStore {
  readonly #models: Models;

  constructor(models: Models) {
    this.#models = models;
  }

  async byIds(jobIds: string[], runIds: string[]): Promise<Found> {
    const among = (ids: string[]) => ({ _id: mongoose.trusted({ $in: ids }) });
    const [jobs, runs] = await Promise.all([
      jobIds.length === 0 ? [] : this.#models.jobs.find(among(jobIds)).lean<JobDocument[]>(),
      runIds.length === 0 ? [] : this.#models.runs.find(among(runIds)).lean<RunDocument[]>(),
    ]);
    return { jobs, runs };
  }

  /** The newest jobs and runs of an owner, or of everybody: where no hints come, changes are looked for in these. */
  async newest(ownerId: Id | null): Promise<Found> {
    const { jobs, runs } = this.#models;
    const own = { ownerId, deletedAt: null };
    const [newestJobs, newestRuns] = ownerId
      ? [
          jobs.find(own).sort({ _id: -1 }).hint('own_age'),
          runs.find({ ownerId }).sort({ scheduledFor: -1, _id: -1 }).hint('own_time'),
        ]
      : [jobs.find().sort({ _id: -1 }), runs.find().sort({ _id: -1 })];
    const [foundJobs, foundRuns] = await Promise.all([
      newestJobs.limit(NEWEST_JOBS).lean<JobDocument[]>(),
      newestRuns.limit(NEWEST_RUNS).lean<RunDocument[]>(),
    ]);
    return { jobs: foundJobs, runs: foundRuns };
  }
}
