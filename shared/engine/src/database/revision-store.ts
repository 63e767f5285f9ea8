import mongoose, { type QueryFilter, Types } from 'mongoose';
import type { Id, JobAction, JobSettings, RevisionDocument } from './documents.ts';
import { duplicatePositions } from './driver-errors.ts';
import type { Models } from './models.ts';

/** Actions that turn a job on or off; a job may be created disabled. */
const SWITCHES: JobAction[] = ['create', 'disable', 'enable', 'delete'];
/** The number of changes of a job that are looked back at. */
const LOOK_BACK = 1_000;

/** The schedule of a job in `from` < t ≤ `to`, and if it was enabled. */
export interface ScheduleSpan {
  from: Date;
  to: Date | null;
  schedule: JobSettings['schedule'];
  enabled: boolean;
}

/** Records changes of jobs: by whom, when, and the job from then on. Written after the change; a repetition is one row. */
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

  /** Records the first versions of jobs, by one write. */
  async recordNew(revisions: Omit<RevisionDocument, '_id'>[]): Promise<void> {
    if (revisions.length === 0) return;
    const rows = revisions.map((revision) => ({ _id: new Types.ObjectId(), ...revision }));
    try {
      await this.#models.jobRevisions.collection.insertMany(rows, { ordered: false, ignoreUndefined: true });
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
      .limit(LOOK_BACK)
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
  history(jobId: Id, limit: number, below?: number): Promise<RevisionDocument[]> {
    const older = below === undefined ? {} : { revision: mongoose.trusted({ $lt: below }) };
    return this.#models.jobRevisions
      .find({ jobId, ...older })
      .sort({ revision: -1 })
      .limit(limit)
      .lean<RevisionDocument[]>()
      .exec();
  }

  one(jobId: Id, revision: number): Promise<RevisionDocument | null> {
    return this.#models.jobRevisions.findOne({ jobId, revision }).lean<RevisionDocument>().exec();
  }

  /** Finds a job as it was at an instant; null before it existed. */
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

/** Picks the part of a job that is kept with each of its revisions. */
export function settingsOf(job: JobSettings): JobSettings {
  const { name, description, tags, task, schedule, retry, timeoutMs } = job;
  const { overlap, misfire, catchUpWindowMs, delivery, enabled } = job;
  const policies = { retry, timeoutMs, overlap, misfire, catchUpWindowMs, delivery };
  return { name, description, tags, task, schedule, ...policies, enabled };
}
