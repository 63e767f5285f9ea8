import { z } from 'zod';
import { lastRunView } from '../runs/run.ts';
import { scheduleInput } from '../schedules/schedule.ts';
import { task } from '../tasks/task.ts';
import { plainText } from '../users/plain-text.ts';
import { ownerView } from '../users/user.ts';
import { USER_WORDS } from '../users/user-words.ts';
import { speaking } from '../validation.ts';
import { JOB_DEFAULTS } from './job-defaults.ts';
import { JOB_LIMITS } from './job-limits.ts';
import { JOB_STATUSES } from './job-status.ts';
import { BACKOFFS, DELIVERIES, MISFIRE_POLICIES, OVERLAP_POLICIES } from './policies.ts';

const says = speaking(USER_WORDS);
const enterName = says((words) => words.enterName);

const wholeWithin = ({ min, max }: { min: number; max: number }) => z.number().int().min(min).max(max);

/** Attempts after a failure: their number and pace. Times in ms. */
export const retryPolicy = z.strictObject({
  attempts: wholeWithin(JOB_LIMITS.attempts).default(JOB_DEFAULTS.retry.attempts),
  backoff: z.enum(BACKOFFS).default(JOB_DEFAULTS.retry.backoff),
  delayMs: wholeWithin(JOB_LIMITS.retryDelayMs).default(JOB_DEFAULTS.retry.delayMs),
  maxAgeMs: wholeWithin(JOB_LIMITS.retryMaxAgeMs).default(JOB_DEFAULTS.retry.maxAgeMs),
});
export type RetryPolicy = z.infer<typeof retryPolicy>;

const tag = plainText().min(1).max(JOB_LIMITS.tag);

/** The tags of a job, and those that are added to many. */
export const jobTags = z.array(tag).max(JOB_LIMITS.tags);

/** Fields of a job that a client may set. Creating and editing differ in the fields that may be left out. */
const fields = {
  name: plainText(enterName)
    .min(1, enterName)
    .max(
      JOB_LIMITS.name,
      says((words) => words.longestName(JOB_LIMITS.name)),
    ),
  description: z.string().max(JOB_LIMITS.description).nullable(),
  tags: jobTags,
  task,
  schedule: scheduleInput,
  retry: retryPolicy,
  timeoutMs: wholeWithin(JOB_LIMITS.timeoutMs),
  overlap: z.enum(OVERLAP_POLICIES),
  misfire: z.enum(MISFIRE_POLICIES),
  catchUpWindowMs: wholeWithin(JOB_LIMITS.catchUpWindowMs),
  delivery: z.enum(DELIVERIES),
  pauseAfterFailures: wholeWithin(JOB_LIMITS.pauseAfterFailures)
    .nullable()
    .meta({
      description:
        'Punctual disables the job when so many of its runs in a row have failed, each after all its attempts; a run ' +
        'that completes begins the count anew. null: never.',
    }),
  enabled: z.boolean(),
};

/** The body that creates a job. */
export const jobInput = z.strictObject({
  ...fields,
  description: fields.description.default(null),
  tags: fields.tags.default([]),
  retry: fields.retry.prefault({}),
  timeoutMs: fields.timeoutMs.default(JOB_DEFAULTS.timeoutMs),
  overlap: fields.overlap.default(JOB_DEFAULTS.overlap),
  misfire: fields.misfire.default(JOB_DEFAULTS.misfire),
  catchUpWindowMs: fields.catchUpWindowMs.default(JOB_DEFAULTS.catchUpWindowMs),
  delivery: fields.delivery.default(JOB_DEFAULTS.delivery),
  pauseAfterFailures: fields.pauseAfterFailures.default(JOB_DEFAULTS.pauseAfterFailures),
  enabled: fields.enabled.default(JOB_DEFAULTS.enabled),
});
export type JobInput = z.infer<typeof jobInput>;
/** The body that creates a job, before defaults are filled in. */
export type JobDraft = z.input<typeof jobInput>;

/** The body that changes a job: whole fields, without those that stay. */
export const jobEdit = z
  .strictObject({
    ...fields,
    restartCount: z.boolean().meta({
      description:
        'Counts the runs for `schedule.maxRuns` anew: those that were started before this edit count no more. ' +
        'Without it the count stays, whatever the edit changes.',
    }),
  })
  .partial();
export type JobEdit = z.infer<typeof jobEdit>;

const jobCounts = z.object({
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
  /** The schedule in words, in UTC if it has no zone of its own. */
  scheduleText: z.string(),
  retry: fields.retry,
  timeoutMs: fields.timeoutMs,
  overlap: fields.overlap,
  misfire: fields.misfire,
  catchUpWindowMs: fields.catchUpWindowMs,
  delivery: fields.delivery,
  pauseAfterFailures: fields.pauseAfterFailures,
  enabled: fields.enabled,
  suspended: z.boolean().meta({
    description: 'The account of its owner is disabled: the job does not run until the account is enabled.',
  }),
  status: z.enum(JOB_STATUSES),
  nextRunAt: z.iso.datetime().nullable(),
  lastRun: lastRunView,
  counts: jobCounts,
  failuresInRow: z
    .number()
    .int()
    .meta({
      description:
        'Runs that failed since the last one that completed, or since the job was enabled. Runs that were skipped or ' +
        'canceled leave it as it is.',
    }),
  starts: z
    .number()
    .int()
    .nullable()
    .meta({
      description:
        'How many of the runs that `schedule.maxRuns` allows have been started; null without `maxRuns`. Runs that ' +
        'were skipped, canceled before their start or triggered by hand do not count.',
    }),
  revision: z.number().int(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type JobView = z.infer<typeof jobView>;

export const ownedJobView = jobView.extend({ owner: ownerView });
export type OwnedJobView = z.infer<typeof ownedJobView>;
