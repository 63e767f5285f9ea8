import type { JobSort } from '@punctual/contracts/api/jobs-contract';
import { TOTAL_CAP } from '@punctual/contracts/api/limits';
import { JOB_STATUSES, type JobStatus } from '@punctual/contracts/jobs/job-status';
import type { TaskType } from '@punctual/contracts/tasks/task';
import type { Id, JobDocument } from '@punctual/engine/database/documents';
import type { Whose } from '@punctual/engine/database/job-store';
import type { Models } from '@punctual/engine/database/models';
import type { mongo } from 'mongoose';
import { checkCursor, countedPage } from '../http/paging.ts';
import { containing } from '../lists/containing.ts';
import { isCursorIn, type Order, type OrderKind } from '../lists/cursor.ts';
import type { ListQuery } from '../lists/list-query.ts';
import type { CreateListReader } from '../lists/list-reader.ts';
import { type Page, PageReader, type PageRequest } from '../lists/page-reader.ts';
import { COUNT_FAILING, FAILING } from './failing-filter.ts';
import { FailingJobs } from './failing-jobs.ts';

export interface JobFilter {
  status?: JobStatus | undefined;
  enabled?: boolean | undefined;
  /** By the rule of failing-filter.ts. */
  failing?: boolean | undefined;
  type?: TaskType | undefined;
  tag?: string | undefined;
  /** Part of a name, a description or a tag; upper and lower case are equal. */
  q?: string | undefined;
}

/** Asks for a page of a list: the jobs, their order and the place. */
export interface JobListQuery extends JobFilter, PageRequest {
  sort: JobSort;
}

export interface JobCounts {
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

function parseSort(sort: JobSort): Order & { index: string } {
  const isReversed = sort.startsWith('-');
  const name = (isReversed ? sort.slice(1) : sort) as OrderName;
  return { name: sort, direction: isReversed ? -1 : 1, ...FIELDS[name] };
}

/** Lists and counts jobs. Each list follows an index and looks at a bounded number of jobs. */
export class JobLists {
  readonly #models: Models;
  readonly #pages: PageReader<JobDocument>;
  readonly #failing: FailingJobs;

  constructor(models: Models, createReader: CreateListReader) {
    this.#models = models;
    this.#pages = new PageReader(models.jobs, createReader);
    this.#failing = new FailingJobs(models, createReader);
  }

  /**
   * Lists a page of jobs. Those of all owners are ordered by creation, and those of them that are failing by their last
   * run too: no index orders them otherwise.
   * @throws AppError 422 for a cursor of another list, and for a page behind those that are counted
   */
  async list(scope: Whose, query: JobListQuery): Promise<Page<JobDocument>> {
    const { sort, page, limit, cursor, ...filter } = query;
    checkSortCursor(cursor, sort);
    const request = { page, limit, cursor };
    if (!scope.ownerId && isOrderedFailing(query)) {
      const { failing: _, ...residual } = filter;
      return countedPage(await this.#failing.list(parseSort(sort), buildResidual(residual), request));
    }
    return countedPage(await this.#pages.read(buildListQuery(scope, filter, sort), request));
  }

  /**
   * Lists jobs by a filter, the oldest first: an order that changing them does not change.
   * @throws AppError 422 for a cursor of another list
   */
  async listMatching(
    scope: Whose,
    filter: JobFilter,
    limit: number,
    cursor?: string,
  ): Promise<Omit<Page<JobDocument>, 'page'>> {
    checkSortCursor(cursor, 'createdAt');
    return this.#pages.after(buildListQuery(scope, filter, 'createdAt'), limit, cursor);
  }

  /** Counts the jobs of an owner by kind, each kind up to TOTAL_CAP. */
  async count(ownerId: Id): Promise<JobCounts> {
    const counted = await Promise.all(
      JOB_STATUSES.map(async (status) => [status, await this.#countStatus(ownerId, status)] as const),
    );
    const sum = (number: (count: StatusCount) => number) =>
      counted.reduce((total, [, count]) => total + number(count), 0);
    return {
      total: sum(sumEnabledAndDisabled),
      totalIsCapped: counted.some(([, count]) => sumEnabledAndDisabled(count) >= TOTAL_CAP),
      enabled: sum(({ enabled }) => enabled),
      disabled: sum(({ disabled }) => disabled),
      failing: sum(({ failing }) => failing),
      byStatus: Object.fromEntries(
        counted.map(([status, count]) => [status, sumEnabledAndDisabled(count)]),
      ) as Record<JobStatus, number>,
    };
  }

  async #countStatus(ownerId: Id, status: JobStatus): Promise<StatusCount> {
    const pipeline = [
      { $match: { ownerId, status, deletedAt: null } },
      { $sort: { _id: -1 } },
      { $limit: TOTAL_CAP },
      { $group: { _id: '$enabled', jobs: { $sum: 1 }, failing: COUNT_FAILING } },
    ];
    const groups = await this.#models.jobs.collection
      .aggregate<{ _id: boolean; jobs: number; failing: number }>(pipeline, { hint: 'own_status' })
      .toArray();
    const enabled = groups.find(({ _id }) => _id);
    const disabled = groups.find(({ _id }) => !_id);
    const failing = (enabled?.failing ?? 0) + (disabled?.failing ?? 0);
    return { enabled: enabled?.jobs ?? 0, disabled: disabled?.jobs ?? 0, failing };
  }
}

interface StatusCount {
  enabled: number;
  disabled: number;
  failing: number;
}

/** Tells whether failing jobs are asked for in the one order that those of all owners have besides their age. */
export const isOrderedFailing = ({ failing, sort }: Pick<JobListQuery, 'failing' | 'sort'>): boolean =>
  failing === true && sort.endsWith('lastRun');

const sumEnabledAndDisabled = ({ enabled, disabled }: StatusCount): number => enabled + disabled;

const checkSortCursor = (cursor: string | undefined, sort: JobSort): void =>
  checkCursor(cursor, (given) => isCursorIn(parseSort(sort), given));

function buildListQuery({ ownerId }: Whose, filter: JobFilter, sort: JobSort): ListQuery {
  const { status } = filter;
  const { index, ...order } = parseSort(sort);
  const residual = buildResidual(filter);
  if (!ownerId) return { order, indexed: {}, residual: { ...residual, deletedAt: null } };
  const owned = { ownerId, deletedAt: null };
  if (!status || order.kind !== 'id') return { order, indexed: owned, residual, hint: index };
  const { status: _, ...rest } = residual;
  return { order, indexed: { ...owned, status }, residual: rest, hint: 'own_status' };
}

function buildResidual({ status, enabled, failing, type, tag, q }: JobFilter): mongo.Document {
  return {
    ...(status === undefined ? {} : { status }),
    ...(enabled === undefined ? {} : { enabled }),
    ...(failing === undefined ? {} : { [failing ? '$and' : '$nor']: [FAILING] }),
    ...(type === undefined ? {} : { 'task.type': type }),
    ...(tag === undefined ? {} : { tags: tag }),
    ...(q === undefined ? {} : containing(['name', 'description', 'tags'], q)),
  };
}
