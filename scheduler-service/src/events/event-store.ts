import type { Id, JobDocument, RunDocument } from '@punctual/engine/database/documents';
import type { Models } from '@punctual/engine/database/models';
import mongoose from 'mongoose';

/** Jobs and runs, as they are in the database. */
export interface Found {
  jobs: JobDocument[];
  runs: RunDocument[];
}

const MAX_JOBS = 500;
const MAX_RUNS = 200;

const among = <T>(values: T[]) => mongoose.trusted({ $in: values });

/** Reads what subscribers are sent: by id, and while no hints come, as much as one poll can take in. */
export class EventStore {
  readonly #models: Models;

  constructor(models: Models) {
    this.#models = models;
  }

  async findByIds(jobIds: string[], runIds: string[]): Promise<Found> {
    const { jobs, runs } = this.#models;
    const [foundJobs, foundRuns] = await Promise.all([
      jobIds.length === 0 ? [] : jobs.find({ _id: among(jobIds) }).lean<JobDocument[]>(),
      runIds.length === 0 ? [] : runs.find({ _id: among(runIds) }).lean<RunDocument[]>(),
    ]);
    return { jobs: foundJobs, runs: foundRuns };
  }

  /** Lists jobs of an owner, in no order: sorting would cost; or the newest jobs of all owners. */
  listJobs(ownerId: Id | null): Promise<JobDocument[]> {
    const { jobs } = this.#models;
    const found = ownerId
      ? jobs.find({ ownerId, deletedAt: null }).hint('own_age')
      : jobs.find().sort({ _id: -1 });
    return found.limit(MAX_JOBS).lean<JobDocument[]>().exec();
  }

  /** Lists the runs of these jobs that have not ended, and the last that has. */
  async listRuns(jobs: JobDocument[]): Promise<RunDocument[]> {
    if (jobs.length === 0) return [];
    const open = { jobId: among(jobs.map(({ _id }) => _id)), finishedAt: null };
    const last = { _id: among(jobs.flatMap(({ lastRun }) => lastRun?.id ?? [])) };
    const { runs } = this.#models;
    const found = await Promise.all([
      runs.find(last).lean<RunDocument[]>(),
      runs.find(open).limit(MAX_RUNS).lean<RunDocument[]>(),
    ]);
    return found.flat();
  }
}
