import {
  adminBulkJobs,
  adminDeleteJob,
  adminDisableJob,
  adminEnableJob,
  adminListJobs,
  adminRunJob,
} from '@punctual/shared/api/admin-jobs-contract';
import { call } from '@punctual/shared/api/client';
import { apiFetch } from '../../lib/api/api-fetch.ts';
import { queryKeys } from '../../lib/api/query-keys.ts';
import type { JobSource } from '../jobs/job-source.ts';

const once = (): RequestInit => ({ headers: { 'Idempotency-Key': crypto.randomUUID() } });

/** Everybody's jobs, each with its owner; whatever is done to them is in the audit log. */
export const allJobs: JobSource = {
  scope: 'all',
  pageKey: (query) => queryKeys.admin.jobs(query),
  page: (query, signal) => call(apiFetch, adminListJobs, { query }, { signal }),
  counts: null,
  setEnabled: (id, enabled) => call(apiFetch, enabled ? adminEnableJob : adminDisableJob, { params: { id } }),
  run: (id) => call(apiFetch, adminRunJob, { params: { id } }, once()),
  remove: (id) => call(apiFetch, adminDeleteJob, { params: { id } }),
  bulk: (order) => call(apiFetch, adminBulkJobs, { body: order }, once()),
};
