import mongoose, { Types } from 'mongoose';
import type { RecordedRun } from '../jobs/verdicts.ts';
import { OPEN_STATUSES, PLANNED_TRIGGERS } from '../runs/run-status.ts';
import type { Id, RunDocument } from './documents.ts';
import type { Models } from './models.ts';
import type { Page } from './paging.ts';

/** A place in a history: the instant of the last row shown, and its id where several share it. */
const cursorOf = (run: RunDocument): string => `${run.scheduledFor.getTime()}.${run._id.toHexString()}`;
const CURSOR = /^(\d{1,15})\.([0-9a-f]{24})$/;

export const isHistoryCursor = (cursor: string): boolean => CURSOR.test(cursor);

function after(cursor: string | undefined) {
  const match = cursor ? CURSOR.exec(cursor) : null;
  if (!match) return {};
  const scheduledFor = new Date(Number(match[1]));
  const earlier = { scheduledFor: mongoose.trusted({ $lt: scheduledFor }) };
  const beside = { scheduledFor, _id: mongoose.trusted({ $lt: new Types.ObjectId(match[2]) }) };
  return { $or: [earlier, beside] };
}

const OPEN_LIMIT = 100;

/** Runs as their owners see them. What changes them is in store/engine. */
export class RunStore {
  readonly #models: Models;

  constructor(models: Models) {
    this.#models = models;
  }

  /** The run, if it is this owner's. */
  one(ownerId: Id, id: string): Promise<RunDocument | null> {
    return this.#models.runs.findOne({ _id: id, ownerId }).lean<RunDocument>().exec();
  }

  /** The runs of a job from the newest occurrence back. */
  async history(jobId: Id, limit: number, cursor?: string): Promise<Page<RunDocument>> {
    const rows = await this.#models.runs
      .find({ jobId, ...after(cursor) })
      .sort({ scheduledFor: -1, _id: -1 })
      .limit(limit + 1)
      .lean<RunDocument[]>();
    const data = rows.slice(0, limit);
    const last = data.at(-1);
    return { data, page: null, nextCursor: rows.length > limit && last ? cursorOf(last) : null };
  }

  /** What is on record of a job's scheduled occurrences with from ≤ t < to, the earliest first. */
  async scheduledBetween(jobId: Id, from: Date, to: Date, limit: number): Promise<RecordedRun[]> {
    const within = mongoose.trusted({ $gte: from, $lt: to });
    const rows = await this.#models.runs
      .find({ jobId, scheduledFor: within, trigger: mongoose.trusted({ $in: PLANNED_TRIGGERS }) })
      .sort({ scheduledFor: 1 })
      .limit(limit)
      .lean<RunDocument[]>();
    return rows.map((run) => ({ ...run, id: run._id.toHexString() }));
  }

  /** The run of the occurrence at an instant; of several the one of the newest schedule. */
  at(jobId: Id, scheduledFor: Date): Promise<RunDocument | null> {
    return this.#models.runs
      .findOne({ jobId, scheduledFor })
      .sort({ scheduleRevision: -1, _id: -1 })
      .lean<RunDocument>()
      .exec();
  }

  /** The next run after an instant, if it stands for occurrences that were missed before it. */
  async standInFor(jobId: Id, at: Date): Promise<RunDocument | null> {
    const next = await this.#models.runs
      .findOne({
        jobId,
        scheduledFor: mongoose.trusted({ $gt: at }),
        trigger: mongoose.trusted({ $in: PLANNED_TRIGGERS }),
      })
      .sort({ scheduledFor: 1 })
      .lean<RunDocument>();
    return next?.missed ? next : null;
  }

  /** The runs of a job that wait or run now. */
  open(jobId: Id): Promise<RunDocument[]> {
    return this.#models.runs
      .find({ jobId, finishedAt: null, status: mongoose.trusted({ $in: OPEN_STATUSES }) })
      .sort({ scheduledFor: 1 })
      .limit(OPEN_LIMIT)
      .lean<RunDocument[]>()
      .exec();
  }
}
