import type { adminListJobs } from '@punctual/contracts/api/admin-jobs-contract';
import { call } from '@punctual/contracts/api/client';
import type { listJobs } from '@punctual/contracts/api/jobs-contract';
import type { JobView, OwnedJobView } from '@punctual/contracts/jobs/job';
import { queryOptions } from '@tanstack/react-query';
import { apiFetch } from '../../../lib/api/api-fetch.ts';
import type { PageOf } from '../../../lib/api/page-of.ts';
import { queryKeys } from '../../../lib/api/query-keys.ts';
import type { QueryOf } from '../../../lib/api/query-of.ts';
import type { Scope, Source } from '../../../lib/api/source.ts';
import { type JobFilters, PAGE_SIZE, toQuery } from '../list/job-filters.ts';

export type JobRow = JobView | OwnedJobView;

type JobsQuery = QueryOf<typeof listJobs>;

/** Jobs that a search offers at a time, and a choice of jobs. */
const FOUND = 8;
const CHOICES = 30;

const own = (query: JobsQuery, signal?: AbortSignal) =>
  call<typeof listJobs>(apiFetch, 'GET /users/jobs', { query }, { signal: signal ?? null });

const ofSource = (
  { scope, owner }: Source,
  query: JobsQuery,
  signal: AbortSignal | null = null,
): Promise<PageOf<JobRow>> =>
  scope === 'own'
    ? own(query, signal ?? undefined)
    : call<typeof adminListJobs>(apiFetch, 'GET /admin/jobs', { query: { ...query, owner } }, { signal });

/** Queries for one page of a list of jobs. */
export const jobsPageQuery = (source: Source, query: JobsQuery) =>
  queryOptions({
    queryKey: queryKeys.jobs.page(source, query),
    queryFn: ({ signal }) => ofSource(source, query, signal),
  });

/**
 * Lists all jobs that match filters, page by page in the one order that all lists have. One that is made meanwhile
 * moves the others on to the next page, where they are found again.
 */
export async function listAllJobs(source: Source, filters: JobFilters): Promise<JobRow[]> {
  const found = new Map<string, JobRow>();
  for (let page = 1; ; page += 1) {
    const { data } = await ofSource(source, { ...toQuery(filters), sort: '-createdAt', page });
    for (const job of data) found.set(job.id, job);
    if (data.length < PAGE_SIZE) return [...found.values()];
  }
}

/** Queries for jobs whose names hold the text, for the search on every page. */
export const foundJobsQuery = (text: string) =>
  queryOptions({
    queryKey: queryKeys.jobs.found(text),
    queryFn: ({ signal }) => own({ q: text, limit: FOUND }, signal),
  });

/** Queries for names to choose a job by: those that hold the text, by the alphabet; of all owners the newest. */
export const jobNamesQuery = (scope: Scope, text: string) =>
  queryOptions({
    queryKey: queryKeys.jobs.names(scope, text),
    queryFn: async ({ signal }) => {
      const sort = scope === 'own' ? 'name' : '-createdAt';
      const query = { q: text.trim() || undefined, sort, limit: CHOICES } as const;
      const { data } = await ofSource({ scope }, query, signal);
      return data.map(({ id, name }) => ({ id, name }));
    },
  });
