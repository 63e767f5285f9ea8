import {
  adminBulkJobs,
  adminDeleteJob,
  adminDisableJob,
  adminEnableJob,
  adminListJobs,
  adminRunJob,
} from '@punctual/contracts/api/admin-jobs-contract';
import { call } from '@punctual/contracts/api/client';
import { adminJobStrips } from '@punctual/contracts/api/run-figures-contract';
import { apiFetch } from '../../lib/api/api-fetch.ts';
import { queryKeys } from '../../lib/api/query-keys.ts';
import type { JobSource } from '../jobs/job-source.ts';

const once = (): RequestInit => ({ headers: { 'Idempotency-Key': crypto.randomUUID() } });

/** Everybody's jobs, or those of an owner by address; whatever is done to them is in the audit log. */
export const jobsOfAll = (owner: string): JobSource => ({
  scope: 'all',
  pageKey: (query) => queryKeys.admin.jobs({ ...query, owner }),
  page: (query, signal) => call(apiFetch, adminListJobs, { query: { ...query, ...by(owner) } }, { signal }),
  counts: null,
  strips: {
    key: queryKeys.admin.strips,
    read: (ids, signal) => call(apiFetch, adminJobStrips, { query: { ids: ids.join(',') } }, { signal }),
  },
  setEnabled: (id, enabled) => call(apiFetch, enabled ? adminEnableJob : adminDisableJob, { params: { id } }),
  run: (id) => call(apiFetch, adminRunJob, { params: { id } }, once()),
  remove: (id) => call(apiFetch, adminDeleteJob, { params: { id } }),
  bulk: (order) =>
    call(
      apiFetch,
      adminBulkJobs,
      { body: 'filter' in order ? { ...order, filter: { ...order.filter, ...by(owner) } } : order },
      once(),
    ),
});

const by = (owner: string): { owner?: string } => (owner === '' ? {} : { owner });
