import { call } from '@punctual/contracts/api/client';
import type {
  ChangedJob,
  deleteJob,
  disableJob,
  enableJob,
  runJob,
} from '@punctual/contracts/api/job-actions-contract';
import type { BulkAction, BulkAnswer, bulkJobs } from '@punctual/contracts/api/job-bulk-contract';
import type { countJobs, listJobs } from '@punctual/contracts/api/jobs-contract';
import type { JobStrip, jobStrips } from '@punctual/contracts/api/run-figures-contract';
import type { JobView, OwnedJobView } from '@punctual/contracts/jobs/job';
import type { RunView } from '@punctual/contracts/runs/run';
import type { QueryKey } from '@tanstack/react-query';
import { apiFetch } from '../../lib/api/api-fetch.ts';
import type { PageOf } from '../../lib/api/page-of.ts';
import { queryKeys } from '../../lib/api/query-keys.ts';
import type { toBulkFilter, toQuery } from './list/job-filters.ts';

export type JobRow = JobView | OwnedJobView;
export type JobsQuery = ReturnType<typeof toQuery> & { page: number };
export type BulkOrder = { action: BulkAction; cursor?: string } & (
  | { ids: string[] }
  | { filter: ReturnType<typeof toBulkFilter> }
);

export interface JobCounts {
  total: number;
  totalIsCapped: boolean;
  disabled: number;
  failing: number;
  byStatus: Record<JobView['status'], number>;
}

/** Where a list of jobs comes from, and what changes them there: one's own, or everybody's. */
export interface JobSource {
  scope: 'own' | 'all';
  pageKey: (query: JobsQuery) => QueryKey;
  page: (query: JobsQuery, signal: AbortSignal) => Promise<PageOf<JobRow>>;
  /** Not to be had for everybody's. */
  counts: { key: QueryKey; read: (signal: AbortSignal) => Promise<JobCounts> } | null;
  /** The last runs of each of these jobs. */
  strips: {
    key: (ids: readonly string[]) => QueryKey;
    read: (ids: readonly string[], signal: AbortSignal) => Promise<{ data: JobStrip[] }>;
  };
  setEnabled: (id: string, enabled: boolean) => Promise<ChangedJob>;
  run: (id: string) => Promise<RunView>;
  remove: (id: string) => Promise<void>;
  bulk: (order: BulkOrder) => Promise<BulkAnswer>;
}

const once = (): RequestInit => ({ headers: { 'Idempotency-Key': crypto.randomUUID() } });

export const ownJobs: JobSource = {
  scope: 'own',
  pageKey: (query) => queryKeys.jobs.list(query),
  page: (query, signal) => call<typeof listJobs>(apiFetch, 'GET /users/jobs', { query }, { signal }),
  counts: {
    key: queryKeys.jobs.counts,
    read: (signal) => call<typeof countJobs>(apiFetch, 'GET /users/jobs/counts', {}, { signal }),
  },
  strips: {
    key: queryKeys.strips,
    read: (ids, signal) =>
      call<typeof jobStrips>(
        apiFetch,
        'GET /users/jobs/strips',
        { query: { ids: ids.join(',') } },
        { signal },
      ),
  },
  setEnabled: (id, enabled) =>
    call<typeof enableJob | typeof disableJob>(
      apiFetch,
      enabled ? 'PATCH /users/jobs/:id/enable' : 'PATCH /users/jobs/:id/disable',
      { params: { id } },
    ),
  run: (id) => call<typeof runJob>(apiFetch, 'POST /users/jobs/:id/run', { params: { id } }, once()),
  remove: (id) => call<typeof deleteJob>(apiFetch, 'DELETE /users/jobs/:id', { params: { id } }),
  bulk: (order) => call<typeof bulkJobs>(apiFetch, 'POST /users/jobs/bulk', { body: order }, once()),
};
