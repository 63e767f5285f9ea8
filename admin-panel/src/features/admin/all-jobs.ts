import type {
  adminBulkJobs,
  adminDeleteJob,
  adminDisableJob,
  adminEnableJob,
  adminListJobs,
  adminRunJob,
} from '@punctual/contracts/api/admin-jobs-contract';
import { call } from '@punctual/contracts/api/client';
import type { adminJobStrips } from '@punctual/contracts/api/run-figures-contract';
import { apiFetch } from '../../lib/api/api-fetch.ts';
import { queryKeys } from '../../lib/api/query-keys.ts';
import type { JobSource } from '../jobs/job-source.ts';

const once = (): RequestInit => ({ headers: { 'Idempotency-Key': crypto.randomUUID() } });

/** Everybody's jobs, or those of an owner by address; whatever is done to them is in the audit log. */
export const jobsOfAll = (owner: string): JobSource => ({
  scope: 'all',
  pageKey: (query) => queryKeys.admin.jobs({ ...query, owner }),
  page: (query, signal) =>
    call<typeof adminListJobs>(
      apiFetch,
      'GET /admin/jobs',
      { query: { ...query, ...by(owner) } },
      { signal },
    ),
  counts: null,
  strips: {
    key: queryKeys.admin.strips,
    read: (ids, signal) =>
      call<typeof adminJobStrips>(
        apiFetch,
        'GET /admin/jobs/strips',
        { query: { ids: ids.join(',') } },
        { signal },
      ),
  },
  setEnabled: (id, enabled) =>
    call<typeof adminEnableJob | typeof adminDisableJob>(
      apiFetch,
      enabled ? 'PATCH /admin/jobs/:id/enable' : 'PATCH /admin/jobs/:id/disable',
      { params: { id } },
    ),
  run: (id) => call<typeof adminRunJob>(apiFetch, 'POST /admin/jobs/:id/run', { params: { id } }, once()),
  remove: (id) => call<typeof adminDeleteJob>(apiFetch, 'DELETE /admin/jobs/:id', { params: { id } }),
  bulk: (order) =>
    call<typeof adminBulkJobs>(
      apiFetch,
      'POST /admin/jobs/bulk',
      { body: 'filter' in order ? { ...order, filter: { ...order.filter, ...by(owner) } } : order },
      once(),
    ),
});

const by = (owner: string): { owner?: string } => (owner === '' ? {} : { owner });
