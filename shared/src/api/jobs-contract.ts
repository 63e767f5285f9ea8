import { z } from 'zod';
import { jobInput, jobView } from '../jobs/job.ts';
import { JOB_STATUSES } from '../jobs/job-status.ts';
import { runView } from '../runs/run.ts';
import { flag, idParams, pageOf, paging } from './common.ts';
import { endpoint } from './endpoint.ts';

const statusFilter = z.enum(JOB_STATUSES, { error: `status is one of ${JOB_STATUSES.join(', ')}.` });

/** Filters that a user's list and the administrators' list of jobs share. */
export const jobFilters = { status: statusFilter.optional(), enabled: flag.optional() };

export const createJob = endpoint({
  method: 'POST',
  path: '/users/jobs',
  summary: 'Create a job',
  access: 'user',
  body: jobInput,
  status: 201,
  response: jobView,
  heeds: ['Idempotency-Key'],
});

export const listJobs = endpoint({
  method: 'GET',
  path: '/users/jobs',
  summary: 'Your jobs, newest first',
  access: 'user',
  query: z.strictObject({ ...jobFilters, ...paging }),
  status: 200,
  response: pageOf(jobView),
});

export const getJob = endpoint({
  method: 'GET',
  path: '/users/jobs/:id',
  summary: 'One of your jobs',
  access: 'user',
  params: idParams,
  status: 200,
  response: jobView,
});

export const listJobRuns = endpoint({
  method: 'GET',
  path: '/users/jobs/:id/runs',
  summary: 'The runs of one of your jobs, newest first',
  access: 'user',
  params: idParams,
  query: z.strictObject({ limit: paging.limit, cursor: paging.cursor }),
  status: 200,
  response: pageOf(runView),
});
