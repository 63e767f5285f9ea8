import { z } from 'zod';
import { jobView } from '../jobs/job.ts';
import { jobChange, jobReplacement } from '../jobs/job-as-read.ts';
import { runView, runWithTask } from '../runs/run.ts';
import { idParams } from './common.ts';
import { endpoint } from './endpoint.ts';

/** The effect of a change on runs: the number of waiting ones that were canceled, and the ids of running ones. */
export const runEffects = z.object({ canceledRuns: z.number().int(), runningRuns: z.array(z.string()) });
const changedJob = jobView.extend({ effects: runEffects });
export type ChangedJob = z.infer<typeof changedJob>;

const one = { access: 'user', params: idParams } as const;

export const editJob = endpoint({
  ...one,
  method: 'PATCH',
  path: '/users/jobs/:id',
  scope: 'jobs:write',
  summary: 'Change a job: the fields that are sent, each as a whole',
  body: jobChange,
  status: 200,
  response: changedJob,
  heeds: ['If-Match'],
  audit: { action: 'job.edit', details: ['enabled'] },
});

export const replaceJob = endpoint({
  ...one,
  method: 'PUT',
  path: '/users/jobs/:id',
  scope: 'jobs:write',
  summary: 'Replace a job: what is left out becomes the default',
  body: jobReplacement,
  status: 200,
  response: changedJob,
  heeds: ['If-Match'],
  audit: { action: 'job.edit', details: ['enabled'] },
});

export const deleteJob = endpoint({
  ...one,
  method: 'DELETE',
  path: '/users/jobs/:id',
  scope: 'jobs:write',
  summary: 'Delete a job; its runs stay on record',
  status: 204,
  audit: { action: 'job.delete' },
  heeds: ['If-Match'],
});

export const enableJob = endpoint({
  ...one,
  method: 'PATCH',
  path: '/users/jobs/:id/enable',
  scope: 'jobs:write',
  summary: 'Let a job run again, from now on',
  status: 200,
  response: changedJob,
  heeds: ['If-Match'],
  audit: { action: 'job.enable' },
});

export const disableJob = endpoint({
  ...one,
  method: 'PATCH',
  path: '/users/jobs/:id/disable',
  scope: 'jobs:write',
  summary: 'Stop a job: waiting runs are canceled, running ones are asked to end',
  status: 200,
  response: changedJob,
  heeds: ['If-Match'],
  audit: { action: 'job.disable' },
});

export const runJob = endpoint({
  ...one,
  method: 'POST',
  path: '/users/jobs/:id/run',
  scope: 'runs:write',
  summary: 'Run a job now',
  status: 202,
  response: runView,
  heeds: ['Idempotency-Key'],
  audit: { action: 'job.run' },
});

export const getRun = endpoint({
  ...one,
  method: 'GET',
  path: '/users/runs/:id',
  scope: 'runs:read',
  summary: 'One of your runs, with the task that it carries out',
  description: 'An API key needs `jobs:read` to be shown the task.',
  status: 200,
  response: runWithTask,
});

export const cancelRun = endpoint({
  ...one,
  method: 'POST',
  path: '/users/runs/:id/cancel',
  scope: 'runs:write',
  summary: 'Cancel a run: at once while it waits (200), by asking its worker while it runs (202)',
  status: 200,
  response: runView,
  otherStatuses: [202],
  audit: { action: 'run.cancel' },
});

export const rerunRun = endpoint({
  ...one,
  method: 'POST',
  path: '/users/runs/:id/rerun',
  scope: 'runs:write',
  summary: 'Run again what has ended, as a new run',
  status: 202,
  response: runView,
  heeds: ['Idempotency-Key'],
  audit: { action: 'run.again' },
});
