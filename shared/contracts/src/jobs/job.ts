import { z } from 'zod';
import { lastRunView } from '../runs/run.ts';
import { scheduleInput } from '../schedules/schedule.ts';
import { task } from '../tasks/task.ts';
import { ownerView } from '../users/user.ts';
import { JOB_STATUSES } from './job-status.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** How often and how fast a failed run is tried again. Times in ms. */
export const retryPolicy = z.strictObject({
  attempts: z.number().int().min(1).max(20).default(5),
  backoff: z.enum(['exponential', 'fixed']).default('exponential'),
  delayMs: z
    .number()
    .int()
    .min(100)
    .max(60 * MINUTE)
    .default(10_000),
  maxAgeMs: z
    .number()
    .int()
    .min(1_000)
    .max(30 * DAY)
    .default(DAY),
});
export type RetryPolicy = z.infer<typeof retryPolicy>;

export const OVERLAP_POLICIES = ['skip', 'queueOne', 'allow'] as const;
export const MISFIRE_POLICIES = ['fireOnce', 'skip', 'all'] as const;
export const DELIVERIES = ['at-least-once', 'at-most-once'] as const;

const tag = z.string().trim().min(1).max(50);

/** What a client may set of a job; whether a field may be left out differs between creating and editing. */
const fields = {
  name: z
    .string({ error: 'Enter a name.' })
    .trim()
    .min(1, 'Enter a name.')
    .max(200, 'A name has at most 200 characters.'),
  description: z.string().max(2_000).nullable(),
  tags: z.array(tag).max(20),
  task,
  schedule: scheduleInput,
  retry: retryPolicy,
  timeoutMs: z
    .number()
    .int()
    .min(1_000)
    .max(60 * MINUTE),
  overlap: z.enum(OVERLAP_POLICIES),
  misfire: z.enum(MISFIRE_POLICIES),
  catchUpWindowMs: z
    .number()
    .int()
    .min(0)
    .max(30 * DAY),
  delivery: z.enum(DELIVERIES),
  enabled: z.boolean(),
};

/** What a client sends to create a job. */
export const jobInput = z.strictObject({
  ...fields,
  description: fields.description.default(null),
  tags: fields.tags.default([]),
  retry: fields.retry.prefault({}),
  timeoutMs: fields.timeoutMs.default(30_000),
  overlap: fields.overlap.default('skip'),
  misfire: fields.misfire.default('fireOnce'),
  catchUpWindowMs: fields.catchUpWindowMs.default(DAY),
  delivery: fields.delivery.default('at-least-once'),
  enabled: fields.enabled.default(true),
});
export type JobInput = z.infer<typeof jobInput>;
/** The same before defaults are filled in: what a form or a service holds. */
export type JobDraft = z.input<typeof jobInput>;

/** What a client sends to change a job: whole fields, and nothing for what stays. */
export const jobEdit = z.strictObject(fields).partial();
export type JobEdit = z.infer<typeof jobEdit>;

export const jobCounts = z.object({
  total: z.number().int(),
  completed: z.number().int(),
  failed: z.number().int(),
  skipped: z.number().int(),
  canceled: z.number().int(),
});
export type JobCounts = z.infer<typeof jobCounts>;

/** A job as the API shows it. `nextRunAt` is null when no run is to come or the job is disabled. */
export const jobView = z.object({
  id: z.string(),
  ownerId: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  tags: z.array(z.string()),
  task,
  schedule: z.looseObject({ kind: z.string() }),
  /** The schedule in words. What has no zone of its own is told in UTC. */
  scheduleText: z.string(),
  retry: fields.retry,
  timeoutMs: fields.timeoutMs,
  overlap: fields.overlap,
  misfire: fields.misfire,
  catchUpWindowMs: fields.catchUpWindowMs,
  delivery: fields.delivery,
  enabled: fields.enabled,
  status: z.enum(JOB_STATUSES),
  nextRunAt: z.iso.datetime().nullable(),
  lastRun: lastRunView,
  counts: jobCounts,
  revision: z.number().int(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type JobView = z.infer<typeof jobView>;

export const ownedJobView = jobView.extend({ owner: ownerView });
export type OwnedJobView = z.infer<typeof ownedJobView>;
