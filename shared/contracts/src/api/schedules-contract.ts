import { z } from 'zod';
import { ACTION_CAUSES } from '../jobs/action-causes.ts';
import { jobEdit } from '../jobs/job.ts';
import { runView } from '../runs/run.ts';
import { RUN_REASONS, RUN_STATUSES } from '../runs/run-status.ts';
import { scheduleInput } from '../schedules/schedule.ts';
import { idParams, instantInput, wholeIn } from './common.ts';
import { endpoint } from './endpoint.ts';
import { EXPLAINED, IMPACT_DAYS, MAX_OCCURRENCES } from './limits.ts';

const note = z.enum(['gap-shifted', 'overlap-first', 'overlap-second']).nullable();

/** `at` is UTC, `local` the same instant in the job's zone with its offset, `note` an effect of a clock change. */
const plannedRun = z.object({ at: z.iso.datetime(), local: z.string(), note });

const warning = z.object({
  code: z.string(),
  message: z.string(),
  at: z.iso.datetime().optional(),
  effect: z.string().optional(),
});

export const previewSchedule = endpoint({
  method: 'POST',
  path: '/schedules/preview',
  summary: 'A schedule in words, its next runs, and what one might not expect of it',
  access: 'user',
  scope: 'jobs:read',
  body: z.strictObject({
    schedule: z.union([z.string(), scheduleInput]),
    count: z.number().int().min(1).max(MAX_OCCURRENCES).default(5),
    after: instantInput.optional(),
  }),
  status: 200,
  response: z.object({ description: z.string(), next: z.array(plannedRun), warnings: z.array(warning) }),
});

/**
 * The verdict on an occurrence: the status of its run, or PLANNED (to come), DISABLED (would come, but the
 * job is disabled), NONE (passed, and no run of it is on record).
 */
const VERDICTS = [...RUN_STATUSES, 'PLANNED', 'DISABLED', 'NONE'] as const;

const occurrenceView = plannedRun.extend({
  dueAt: z.iso.datetime(),
  verdict: z.enum(VERDICTS),
  reason: z.enum(RUN_REASONS).nullable(),
  runId: z.string().nullable(),
});
export type OccurrenceView = z.infer<typeof occurrenceView>;

export const listOccurrences = endpoint({
  method: 'GET',
  path: '/users/jobs/:id/occurrences',
  summary: 'The occurrences of a job in a window of time, each with its verdict',
  description: 'Runs are named by their ids. An API key needs `runs:read` to read one.',
  access: 'user',
  scope: 'jobs:read',
  params: idParams,
  query: z.strictObject({ from: instantInput, to: instantInput }),
  status: 200,
  response: z.object({ data: z.array(occurrenceView), isCut: z.boolean() }),
});

const times = z.array(z.object({ at: z.iso.datetime(), local: z.string() }));

export const previewImpact = endpoint({
  method: 'POST',
  path: '/users/jobs/:id/impact',
  summary: `What an edit would change over the next ${IMPACT_DAYS} days, before it is made`,
  description: 'Runs are named by their ids. An API key needs `runs:read` to read one.',
  access: 'user',
  scope: 'jobs:read',
  params: idParams,
  body: jobEdit,
  status: 200,
  response: z.object({
    from: z.iso.datetime(),
    to: z.iso.datetime(),
    /** More runs than are counted lie in the window; the figures are for the part until `to`. */
    isCut: z.boolean(),
    added: z.number().int(),
    removed: z.number().int(),
    moved: z.number().int(),
    unchanged: z.number().int(),
    before: times,
    after: times,
    waiting: z.array(
      z.object({
        runId: z.string(),
        dueAt: z.iso.datetime(),
        becomes: z.enum(['canceled', 'updated', 'kept']),
      }),
    ),
    running: z.array(z.object({ runId: z.string(), becomes: z.literal('finishes') })),
  }),
});
export type ImpactView = z.infer<typeof previewImpact.response>;

const EXPLANATIONS = [...VERDICTS, 'NOT_PLANNED'] as const;

const withinMs = wholeIn('withinMs', 1, EXPLAINED.withinMs);

export const explainInstant = endpoint({
  method: 'GET',
  path: '/users/jobs/:id/explain',
  summary: 'Why did it run, or not run, at this instant?',
  description:
    'With `withinMs` the question is about the time from `at` on of that length, a second or a minute: answered is the ' +
    'first instant in it that has a run (one by hand too) or that the schedule names. ' +
    'An API key without `runs:read` is told the verdict, and shown no run.',
  access: 'user',
  scope: 'jobs:read',
  params: idParams,
  query: z.strictObject({ at: instantInput, withinMs: withinMs.optional() }),
  status: 200,
  response: z.object({
    /** The instant that is explained: the one asked about, or the first with something to say in the time asked about. */
    at: z.iso.datetime(),
    local: z.string(),
    verdict: z.enum(EXPLANATIONS),
    reason: z.enum(RUN_REASONS).nullable(),
    /** The verdict in one sentence. */
    sentence: z.string(),
    run: runView.nullable(),
    /** The run that was still going. */
    blockedBy: runView.nullable(),
    /** The recorded time in which no watcher looked at the due jobs, and in which this instant fell due. */
    /** `watch`: no watcher looked at what is due; `queue`: due runs waited, because Redis was away. */
    outage: z
      .object({ from: z.iso.datetime(), to: z.iso.datetime(), part: z.enum(['watch', 'queue']) })
      .nullable(),
    /** The change of the job that is the reason. */
    change: z
      .object({
        action: z.string(),
        /** The address of the owner, "an administrator", or "Punctual", which then has a cause. */
        by: z.string(),
        at: z.iso.datetime(),
        cause: z.enum(ACTION_CAUSES).nullable(),
      })
      .nullable(),
    /** The occurrences nearest to an instant that is none. */
    nearest: times,
    /** The other instants in the time asked about that have a run, or that the schedule names. */
    also: times,
  }),
});
export type Explanation = z.infer<typeof explainInstant.response>;
