import type { RunStatus } from '@punctual/contracts/runs/run-status';
import type { Id, RunDocument } from '@punctual/engine/database/documents';
import type { Models } from '@punctual/engine/database/models';
import { type mongo, Types } from 'mongoose';
import { formatCursor, isCursorIn, type Order } from '../lists/cursor.ts';
import type { ListQuery } from '../lists/list-query.ts';
import type { CreateListReader } from '../lists/list-reader.ts';
import { type Page, PageReader } from '../lists/page-reader.ts';

export interface RunFilter {
  ownerId?: Id | undefined;
  /** A job that is known to be the owner's. */
  jobId?: Id | undefined;
  /** Any of these. */
  status?: RunStatus[] | undefined;
  /** Instants of their occurrences: from ≤ scheduledFor < to. */
  from?: Date | undefined;
  to?: Date | undefined;
}

/** Orders by occurrence, the newest first. */
const BY_TIME: Order = { name: 'time', field: 'scheduledFor', kind: 'time', direction: -1 };
const OLDEST_FIRST: Order = { ...BY_TIME, name: 'oldest', direction: 1 };
/** Orders by creation, the newest first: for the runs of all owners, which no index orders by time. */
const BY_AGE: Order = { name: 'age', field: '_id', kind: 'id', direction: -1 };

/** A run is made seconds before its instant, or later; clocks may differ by less than this. */
const MADE_BEFORE_MS = 60 * 60 * 1000;

/** Says if a list by this filter has given the cursor. */
export const isRunCursor = (cursor: string, filter: RunFilter): boolean =>
  isCursorIn(buildListQuery(filter).order, cursor);

/** Lists runs, the newest first. Each list follows an index and looks at a bounded number of runs. */
export class RunLists {
  readonly #pages: PageReader<RunDocument>;

  constructor(models: Models, createReader: CreateListReader) {
    this.#pages = new PageReader(models.runs, createReader);
  }

  async list(filter: RunFilter, limit: number, cursor?: string): Promise<Page<RunDocument>> {
    return { ...(await this.#pages.after(buildListQuery(filter), limit, cursor)), page: null };
  }

  /** Finds the runs of the same job before and after a run; null at either end. */
  async neighbours(run: RunDocument): Promise<Record<'older' | 'newer', RunDocument | null>> {
    const [older, newer] = await Promise.all([this.#next(run, BY_TIME), this.#next(run, OLDEST_FIRST)]);
    return { older, newer };
  }

  async #next({ _id, jobId, scheduledFor }: RunDocument, order: Order): Promise<RunDocument | null> {
    const query: ListQuery = { ...buildListQuery({ jobId }), order };
    const cursor = formatCursor(order, { value: scheduledFor, id: _id });
    return (await this.#pages.after(query, 1, cursor)).data[0] ?? null;
  }
}

function buildListQuery({ ownerId, jobId, status, from, to }: RunFilter): ListQuery {
  const time = from || to ? { scheduledFor: { ...(from && { $gte: from }), ...(to && { $lt: to }) } } : {};
  const residual: mongo.Document = status ? { status: { $in: status } } : {};
  if (jobId) return { order: BY_TIME, indexed: { jobId, ...time }, residual, hint: 'job' };
  if (!ownerId)
    return { order: BY_AGE, indexed: from ? madeSince(from) : {}, residual: { ...residual, ...time } };
  if (status?.every((one) => one === 'FAILED'))
    return {
      order: BY_TIME,
      indexed: { ownerId, status: 'FAILED', ...time },
      residual: {},
      hint: 'own_failed',
    };
  return { order: BY_TIME, indexed: { ownerId, ...time }, residual, hint: 'own_time' };
}

const madeSince = (from: Date): mongo.Document => ({
  _id: { $gte: Types.ObjectId.createFromTime(Math.max(0, (from.getTime() - MADE_BEFORE_MS) / 1_000)) },
});
