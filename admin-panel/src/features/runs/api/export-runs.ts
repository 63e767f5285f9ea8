import { send } from '@punctual/contracts/api/client';
import type { adminExportRuns, exportRuns } from '@punctual/contracts/api/csv-contract';
import { apiFetch } from '../../../lib/api/api-fetch.ts';
import type { Source } from '../../../lib/api/source.ts';
import { type RunFilters, toRunQuery } from '../run-filters.ts';

/** Asks for a list of runs as CSV. */
export function askRunsCsv({ scope, owner }: Source, filters: RunFilters): Promise<Response> {
  const query = toRunQuery(filters, Date.now());
  return scope === 'own'
    ? send<typeof exportRuns>(apiFetch, 'GET /users/runs.csv', { query })
    : send<typeof adminExportRuns>(apiFetch, 'GET /admin/runs.csv', { query: { ...query, owner } });
}
