import { z } from 'zod';
import { jobInput, jobView } from '../jobs/job.ts';
import { JOB_LIMITS } from '../jobs/job-limits.ts';
import { JOB_STATUSES } from '../jobs/job-status.ts';
import { runView } from '../runs/run.ts';
import { TASK_TYPES } from '../tasks/task.ts';
import { speaking } from '../validation.ts';
import { flag, idParams, pageOf, paging } from './common.ts';
import { endpoint } from './endpoint.ts';
import { ID_PATTERN, SEARCH_LIMIT } from './limits.ts';
import { REQUEST_WORDS } from './request-words.ts';
import { jobRunFilters } from './runs-contract.ts';

const says = speaking(REQUEST_WORDS);

const statusFilter = z.enum(
  JOB_STATUSES,
  says((words) => words.oneOf('status', JOB_STATUSES)),
);

const ORDERS = ['nextRunAt', 'name', 'lastRun', 'createdAt'] as const;
/** Orders of a list of jobs; `-` reverses. Jobs without a next or a last run come last both ways. */
export const JOB_SORTS = [
  ...ORDERS,
  ...ORDERS.map((order) => `-${order}` as const),
] as const satisfies string[];
export type JobSort = (typeof JOB_SORTS)[number];

/** Filters of jobs, for lists and for changes of many at once. */
export const jobFilters = {
  status: statusFilter.optional(),
  enabled: flag.optional(),
  /** Enabled, and the last run failed; or disabled by Punctual itself, until somebody acts. */
  failing: flag.optional(),
  type: z.enum(TASK_TYPES).optional(),
  tag: z.string().trim().min(1).max(JOB_LIMITS.tag).optional(),
  /** Part of a name, a description or a tag, in any case. */
  q: z
    .string()
    .trim()
    .min(1)
    .max(SEARCH_LIMIT)
    // A pattern of the database cannot hold it.
    .refine(
      (text) => !text.includes('\0'),
      says((words) => words.noCharacter),
    )
    .optional(),
};

/** The query of a list of jobs. */
export const jobListing = {
  ...jobFilters,
  sort: z
    .enum(
      JOB_SORTS,
      says((words) => words.oneOf('sort', JOB_SORTS)),
    )
    .default('-createdAt'),
  ...paging,
};

export const createJob = endpoint({
  method: 'POST',
  path: '/users/jobs',
  summary: 'Create a job',
  description:
    'With `secretsFrom`, the id of another of your jobs, secrets that are sent as they were answered are taken ' +
    'from that one, where the new job calls the same scheme, host and port.',
  access: 'user',
  scope: 'jobs:write',
  query: z.strictObject({
    secretsFrom: z
      .string()
      .regex(
        ID_PATTERN,
        says((words) => words.noJobId),
      )
      .optional(),
  }),
  body: jobInput,
  status: 201,
  response: jobView,
  heeds: ['Idempotency-Key'],
  audit: { action: 'job.create', details: ['name'] },
});

export const listJobs = endpoint({
  method: 'GET',
  path: '/users/jobs',
  summary: 'Your jobs, newest first unless sorted otherwise',
  description:
    'Of very many jobs, so many are looked at for one answer: where few of them are kept, a page may hold fewer ' +
    'than `limit`, and `nextCursor` leads on.',
  access: 'user',
  scope: 'jobs:read',
  query: z.strictObject(jobListing),
  status: 200,
  response: pageOf(jobView),
  heeds: ['If-None-Match'],
  cache: { tags: ['ownJobs'] },
});

const count = z.number().int();

export const countJobs = endpoint({
  method: 'GET',
  path: '/users/jobs/counts',
  summary: 'How many jobs you have, by status and by whether they are enabled',
  access: 'user',
  scope: 'jobs:read',
  status: 200,
  response: z.object({
    total: count,
    totalIsCapped: z.boolean(),
    enabled: count,
    disabled: count,
    /** Enabled, and the last run failed; or disabled by Punctual itself, until somebody acts. */
    failing: count,
    byStatus: z.object({ PENDING: count, RUNNING: count, COMPLETED: count, FAILED: count }),
  }),
  heeds: ['If-None-Match'],
  cache: { tags: ['ownJobs'] },
});

export const getJob = endpoint({
  method: 'GET',
  path: '/users/jobs/:id',
  summary: 'One of your jobs',
  access: 'user',
  scope: 'jobs:read',
  params: idParams,
  status: 200,
  response: jobView,
  heeds: ['If-None-Match'],
  cache: { tags: ['job'] },
});

export const listJobRuns = endpoint({
  method: 'GET',
  path: '/users/jobs/:id/runs',
  summary: 'The runs of one of your jobs, newest first',
  access: 'user',
  scope: 'runs:read',
  params: idParams,
  query: z.strictObject(jobRunFilters),
  status: 200,
  response: pageOf(runView),
});
