import { send } from '@punctual/contracts/api/client';
import type { adminExportJobs, exportJobs } from '@punctual/contracts/api/csv-contract';
import { apiFetch } from '../../../lib/api/api-fetch.ts';
import type { Source } from '../../../lib/api/source.ts';
import { type JobFilters, toQuery } from '../list/job-filters.ts';

/** Asks for a list of jobs as CSV. */
export function askJobsCsv({ scope, owner }: Source, filters: JobFilters): Promise<Response> {
  const { limit: _, ...query } = toQuery(filters);
  return scope === 'own'
    ? send<typeof exportJobs>(apiFetch, 'GET /users/jobs.csv', { query })
    : send<typeof adminExportJobs>(apiFetch, 'GET /admin/jobs.csv', { query: { ...query, owner } });
}
