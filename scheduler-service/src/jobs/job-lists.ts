import type { JobSort } from '@punctual/contracts/api/jobs-contract';
import { TOTAL_CAP } from '@punctual/contracts/api/limits';
import { JOB_STATUSES, type JobStatus } from '@punctual/contracts/jobs/job-status';
import type { TaskType } from '@punctual/contracts/tasks/task';
import type { Id, JobDocument } from '@punctual/engine/database/documents';
import type { Models } from '@punctual/engine/database/models';
import type { mongo } from 'mongoose';
import { isCursorIn, type Order, type OrderKind } from '../lists/cursor.ts';
import type { ListQuery } from '../lists/list-query.ts';
import type { CreateListReader } from '../lists/list-reader.ts';
import { type Page, PageReader, type PageRequest } from '../lists/page-reader.ts';
import { FAILING, ONE_IF_FAILING } from './failing-filter.ts';

export interface JobFilter {
  ownerId?: Id | undefined;
  status?: JobStatus | undefined;
  enabled?: boolean | undefined;
  /** Enabled, and the last run failed. */
  failing?: boolean | undefined;
  type?: TaskType | undefined;
  tag?: string | undefined;
  /** Part of a name, a description or a tag; upper and lower case are equal. */
  q?: string | undefined;
}

export interface JobCountsByKind {
  total: number;
  totalIsCapped: boolean;
  enabled: number;
  disabled: number;
  failing: number;
  byStatus: Record<JobStatus, number>;
}

type OrderName = Exclude<JobSort, `-${string}`>;

/** The field and the index of each order. An id grows with the time of creation: it orders by that. */
const FIELDS: Record<OrderName, { field: string; kind: OrderKind; index: string }> = {
  nextRunAt: { field: 'nextRunAt', kind: 'time', index: 'own_next' },
  name: { field: 'name', kind: 'text', index: 'own_name' },
  lastRun: { field: 'lastRun.finishedAt', kind: 'time', index: 'own_last' },
  createdAt: { field: '_id', kind: 'id', index: 'own_age' },
};

function orderOf(sort: JobSort): Order & { index: string } {
  const isReversed = sort.startsWith('-');
  const name = (isReversed ? sort.slice(1) : sort) as OrderName;
  return { name: sort, direction: isReversed ? -1 : 1, ...FIELDS[name] };
}

/** Tells whether a list in this order has given the cursor. */
export const isJobCursor = (cursor: string, sort: JobSort): boolean => isCursorIn(orderOf(sort), cursor);

/** Lists and counts jobs. Each list follows an index, and scans a bounded number of jobs. */
export class JobLists {
  readonly #models: Models;
  readonly #pages: PageReader<JobDocument>;

  constructor(models: Models, createReader: CreateListReader) {
    this.#models = models;
    this.#pages = new PageReader(models.jobs, createReader);
  }

  /** Lists jobs. Those of all owners go by creation only: no index orders them otherwise. */
  list(filter: JobFilter, sort: JobSort, request: PageRequest): Promise<Page<JobDocument>> {
    return this.#pages.read(queryOf(filter, sort), request);
  }

  /** Lists jobs by a filter, the oldest first: in an order that changing them does not change. */
  matching(filter: JobFilter, limit: number, cursor?: string): Promise<Omit<Page<JobDocument>, 'page'>> {
    return this.#pages.after(queryOf(filter, 'createdAt'), limit, cursor);
  }

  /** Counts the jobs of each status, up to TOTAL_CAP each. */
  async counts(ownerId: Id): Promise<JobCountsByKind> {
    const found = await Promise.all(JOB_STATUSES.map((status) => this.#countOf(ownerId, status)));
    const sum = (of: (one: StatusCount) => number) => found.reduce((total, one) => total + of(one), 0);
    const byStatus = JOB_STATUSES.map((status, i) => [status, allOf(found[i] as StatusCount)] as const);
    return {
      total: sum(allOf),
      totalIsCapped: found.some((one) => allOf(one) >= TOTAL_CAP),
      enabled: sum(({ enabled }) => enabled),
      disabled: sum(({ disabled }) => disabled),
      failing: sum(({ failing }) => failing),
      byStatus: Object.fromEntries(byStatus) as Record<JobStatus, number>,
    };
  }

  async #countOf(ownerId: Id, status: JobStatus): Promise<StatusCount> {
    const pipeline = [
      { $match: { ownerId, status, deletedAt: null } },
      { $sort: { _id: -1 } },
      { $limit: TOTAL_CAP },
      { $group: { _id: '$enabled', jobs: { $sum: 1 }, failing: ONE_IF_FAILING } },
    ];
    const groups = await this.#models.jobs.collection
      .aggregate<{ _id: boolean; jobs: number; failing: number }>(pipeline, { hint: 'own_status' })
      .toArray();
    const of = (enabled: boolean) => groups.find(({ _id }) => _id === enabled);
    const [enabled, disabled] = [of(true), of(false)];
    return { enabled: enabled?.jobs ?? 0, disabled: disabled?.jobs ?? 0, failing: enabled?.failing ?? 0 };
  }
}

interface StatusCount {
  enabled: number;
  disabled: number;
  failing: number;
}
const allOf = ({ enabled, disabled }: StatusCount): number => enabled + disabled;

function queryOf(filter: JobFilter, sort: JobSort): ListQuery {
  const { ownerId, status } = filter;
  const { index, ...order } = orderOf(sort);
  const residual = residualOf(filter);
  if (!ownerId) return { order, indexed: {}, residual: { ...residual, deletedAt: null } };
  const own = { ownerId, deletedAt: null };
  if (!status || order.kind !== 'id') return { order, indexed: own, residual, hint: index };
  const { status: _, ...rest } = residual;
  return { order, indexed: { ...own, status }, residual: rest, hint: 'own_status' };
}

function residualOf({ status, enabled, failing, type, tag, q }: JobFilter): mongo.Document {
  return {
    ...(status === undefined ? {} : { status }),
    ...(enabled === undefined ? {} : { enabled }),
    ...(failing === undefined ? {} : { [failing ? '$and' : '$nor']: [FAILING] }),
    ...(type === undefined ? {} : { 'task.type': type }),
    ...(tag === undefined ? {} : { tags: tag }),
    ...(q === undefined ? {} : { $or: ['name', 'description', 'tags'].map((field) => containing(field, q)) }),
  };
}

const containing = (field: string, text: string) => ({
  [field]: { $regex: text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), $options: 'i' },
});
