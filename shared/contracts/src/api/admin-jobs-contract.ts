import { z } from 'zod';
import { ownedJobView } from '../jobs/job.ts';
import { runView, runWithTask } from '../runs/run.ts';
import { idParams, ownerFilter, pageOf } from './common.ts';
import { endpoint } from './endpoint.ts';
import { disableJob, enableJob } from './job-actions-contract.ts';
import { BULK_ACTIONS, bulkAnswer, bulkRequest } from './job-bulk-contract.ts';
import { jobListing } from './jobs-contract.ts';
import { ownedRunView } from './runs-contract.ts';

const one = { access: 'admin', params: idParams } as const;

export const adminListJobs = endpoint({
  method: 'GET',
  path: '/admin/jobs',
  summary: 'Every user’s jobs, newest first, each with its owner',
  description:
    'Of one owner (an id or an email address) they can be sorted otherwise, and those that are failing by `lastRun`.',
  access: 'admin',
  query: z.strictObject({ ...jobListing, owner: ownerFilter }),
  status: 200,
  response: pageOf(ownedJobView),
});

export const adminGetJob = endpoint({
  ...one,
  method: 'GET',
  path: '/admin/jobs/:id',
  summary: 'Anybody’s job, with its owner',
  description: 'A deleted one too, with the settings that it had last; `removedAt` says when that was.',
  status: 200,
  response: ownedJobView.extend({ removedAt: z.iso.datetime().nullable() }),
});

/** A job as one of its pages shows it to administrators. */
export type InspectedJobView = z.infer<typeof adminGetJob.response>;

export const adminGetRun = endpoint({
  ...one,
  method: 'GET',
  path: '/admin/runs/:id',
  summary: 'Anybody’s run, with its owner and the task that it carries out',
  status: 200,
  response: ownedRunView.extend({ task: runWithTask.shape.task }),
});

export const adminBulkJobs = endpoint({
  method: 'POST',
  path: '/admin/jobs/bulk',
  summary: 'Enable, disable, delete or run many jobs of any users',
  access: 'admin',
  body: bulkRequest(BULK_ACTIONS, { owner: ownerFilter }),
  status: 200,
  response: bulkAnswer,
  heeds: ['Idempotency-Key'],
  audit: { action: 'job.bulk', details: ['action', 'ids', 'filter'] },
});

export const adminEnableJob = endpoint({
  ...one,
  method: 'PATCH',
  path: '/admin/jobs/:id/enable',
  summary: 'Let anybody’s job run again, from now on',
  status: 200,
  response: enableJob.response,
  heeds: ['If-Match'],
  audit: { action: 'job.enable' },
});

export const adminDisableJob = endpoint({
  ...one,
  method: 'PATCH',
  path: '/admin/jobs/:id/disable',
  summary: 'Stop anybody’s job',
  status: 200,
  response: disableJob.response,
  heeds: ['If-Match'],
  audit: { action: 'job.disable' },
});

export const adminDeleteJob = endpoint({
  ...one,
  method: 'DELETE',
  path: '/admin/jobs/:id',
  summary: 'Delete anybody’s job; its runs stay on record',
  status: 204,
  heeds: ['If-Match'],
  audit: { action: 'job.delete' },
});

export const adminRunJob = endpoint({
  ...one,
  method: 'POST',
  path: '/admin/jobs/:id/run',
  summary: 'Run anybody’s job now',
  status: 202,
  response: runView,
  heeds: ['Idempotency-Key'],
  audit: { action: 'job.run' },
});

export const adminCancelRun = endpoint({
  ...one,
  method: 'POST',
  path: '/admin/runs/:id/cancel',
  summary: 'Cancel anybody’s run: at once while it waits (200), by asking its worker while it runs (202)',
  status: 200,
  otherStatuses: [202],
  response: runView,
  audit: { action: 'run.cancel' },
});
