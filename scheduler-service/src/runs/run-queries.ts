import { ID_PATTERN } from '@punctual/contracts/api/limits';
import type { RunStatus } from '@punctual/contracts/runs/run-status';
import type { RunDocument } from '@punctual/engine/database/documents';
import type { JobStore, Whose } from '@punctual/engine/database/job-store';
import { checkCursor } from '../http/paging.ts';
import { findJob } from '../jobs/find-job.ts';
import type { Page } from '../lists/page-reader.ts';
import { isRunCursor, type RunFilter, type RunLists } from './run-lists.ts';
import { parseTimeRange } from './time-range.ts';

/** Asks for a page of the runs of one job. */
export interface JobRunsQuery {
  status?: RunStatus[] | undefined;
  from?: string | undefined;
  to?: string | undefined;
  limit: number;
  cursor?: string | undefined;
}

/** Asks for a page of runs, of all jobs or of one. */
export interface RunsQuery extends JobRunsQuery {
  jobId?: string | undefined;
}

const NO_RUNS: Page<RunDocument> = { data: [], page: null, nextCursor: null };

/** Answers queries for runs: for owners and for administrators, by scope. */
export class RunQueries {
  readonly #jobs: JobStore;
  readonly #lists: RunLists;

  constructor(jobs: JobStore, lists: RunLists) {
    this.#jobs = jobs;
    this.#lists = lists;
  }

  /** Lists runs within a scope, those of deleted jobs too. An unknown job, and one of others, has none. */
  async list(scope: Whose, { jobId, ...query }: RunsQuery): Promise<Page<RunDocument>> {
    if (jobId === undefined) return this.#read(scope, query);
    const job = ID_PATTERN.test(jobId) ? await this.#jobs.oneEver(scope, jobId) : null;
    if (job) return this.#read({ jobId: job._id }, query);
    checkQuery(scope, query);
    return NO_RUNS;
  }

  /**
   * Lists the runs of a job within a scope.
   * @throws AppError 404 without such a job
   */
  async listOfJob(scope: Whose, jobId: string, query: JobRunsQuery): Promise<Page<RunDocument>> {
    const job = await findJob(this.#jobs, scope, jobId);
    return this.#read({ jobId: job._id }, query);
  }

  #read(reach: Pick<RunFilter, 'ownerId' | 'jobId'>, query: JobRunsQuery): Promise<Page<RunDocument>> {
    return this.#lists.list(checkQuery(reach, query), query.limit, query.cursor);
  }
}

/**
 * Builds the filter of a query.
 * @throws AppError 422 for a range that ends before it starts, and for a cursor of another list
 */
function checkQuery(reach: Pick<RunFilter, 'ownerId' | 'jobId'>, query: JobRunsQuery): RunFilter {
  const filter = { ...reach, status: query.status, ...parseTimeRange(query) };
  checkCursor(query.cursor, (given) => isRunCursor(given, filter));
  return filter;
}
