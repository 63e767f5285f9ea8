import mongoose, { Types } from 'mongoose';
import type { Id, RunDocument } from './documents.ts';
import type { Models } from './models.ts';
import type { Page } from './paging.ts';

/** A place in a history: the instant of the last row shown, and its id where several share it. */
const cursorOf = (run: RunDocument): string => `${run.scheduledFor.getTime()}.${run._id.toHexString()}`;
const CURSOR = /^(\d{1,16})\.([0-9a-f]{24})$/;

export const isHistoryCursor = (cursor: string): boolean => CURSOR.test(cursor);

function after(cursor: string | undefined) {
  const match = cursor ? CURSOR.exec(cursor) : null;
  if (!match) return {};
  const scheduledFor = new Date(Number(match[1]));
  const earlier = { scheduledFor: mongoose.trusted({ $lt: scheduledFor }) };
  const beside = { scheduledFor, _id: mongoose.trusted({ $lt: new Types.ObjectId(match[2]) }) };
  return { $or: [earlier, beside] };
}

/** Runs as their owners see them. What changes them is in store/engine. */
export class RunStore {
  readonly #models: Models;

  constructor(models: Models) {
    this.#models = models;
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
}
