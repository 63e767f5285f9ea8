import mongoose, { type QueryFilter } from 'mongoose';
import type { Id, JobAction, JobSettings, RevisionDocument } from './documents.ts';
import type { Models } from './models.ts';

const SWITCHES: JobAction[] = ['disable', 'enable', 'delete'];

/** Who changed a job, when, and what it was from then on. Written after the change; a repetition is one row. */
export class RevisionStore {
  readonly #models: Models;

  constructor(models: Models) {
    this.#models = models;
  }

  async record(revision: Omit<RevisionDocument, '_id'>): Promise<void> {
    const { jobId, revision: number, ...facts } = revision;
    await this.#models.jobRevisions.updateOne(
      { jobId, revision: number },
      { $setOnInsert: facts },
      { upsert: true },
    );
  }

  /** The newest change until `at` that turned the job on or off, or removed it; null if there is none. */
  lastSwitch(jobId: Id, at: Date): Promise<RevisionDocument | null> {
    return this.#newest({ jobId, action: mongoose.trusted({ $in: SWITCHES }) }, at);
  }

  /** The job as it was at an instant; null before it existed. */
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

/** What of a job is kept with each of its revisions. */
export function settingsOf(job: JobSettings): JobSettings {
  const { name, description, tags, task, schedule, retry, timeoutMs } = job;
  const { overlap, misfire, catchUpWindowMs, delivery, enabled } = job;
  const policies = { retry, timeoutMs, overlap, misfire, catchUpWindowMs, delivery };
  return { name, description, tags, task, schedule, ...policies, enabled };
}
