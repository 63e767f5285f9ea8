import { z } from 'zod';
import { TASK_TYPES, task } from '../tasks/task.ts';
import { RUN_REASONS, RUN_STATUSES, RUN_TRIGGERS } from './run-status.ts';

const instant = z.iso.datetime().nullable();

const ATTEMPT_OUTCOMES = ['COMPLETED', 'FAILED', 'RETRY', 'LOST', 'RELEASED', 'CANCELED', 'SKIPPED'] as const;
export type AttemptOutcome = (typeof ATTEMPT_OUTCOMES)[number];

const reachedMs = z.number().int().nullable();
/**
 * The steps to which a request over HTTP came, in ms from when its address was looked for: found, connected, secured, the first
 * byte of the answer. Null for what it did not come to, and for a connection that was open already.
 */
const callTimings = z.object({
  lookedUpMs: reachedMs,
  connectedMs: reachedMs,
  securedMs: reachedMs,
  answeredMs: reachedMs,
});
export type CallTimings = z.infer<typeof callTimings>;

/** One attempt at a run: when, how it ended, and what the other side said. */
const attemptView = z.object({
  startedAt: instant,
  finishedAt: instant,
  outcome: z.enum(ATTEMPT_OUTCOMES),
  code: z.union([z.string(), z.number()]).nullable(),
  error: z.string().nullable(),
  response: z.string().nullable(),
  /** Present for a call over HTTP; null of all else, and where it is not on record. */
  timings: callTimings.nullable(),
});
export type AttemptView = z.infer<typeof attemptView>;

/** A run as the API shows it. Times are ISO 8601 UTC, `lateness` is in ms from `dueAt`. */
export const runView = z.object({
  id: z.string(),
  jobId: z.string(),
  /** The name of the job when the run was made. */
  jobName: z.string(),
  /** The kind of its task when the run was made. */
  taskType: z.enum(TASK_TYPES),
  ownerId: z.string(),
  trigger: z.enum(RUN_TRIGGERS),
  status: z.enum(RUN_STATUSES),
  reason: z.enum(RUN_REASONS).nullable(),
  blockedBy: z.string().nullable(),
  missed: z.number().int().nullable(),
  scheduledFor: z.iso.datetime(),
  dueAt: z.iso.datetime(),
  queuedAt: instant,
  startedAt: instant,
  finishedAt: instant,
  lateness: z.number().nullable(),
  attempt: z.number().int(),
  /** The time of the next attempt, of a run that waits for one; null otherwise. */
  retryAt: instant,
  attempts: z.array(attemptView),
  rerunOf: z.string().nullable(),
  /** The id of the user who started it by hand or again; null otherwise, and where that is not on record. */
  startedBy: z.string().nullable(),
  /** The id of the user who canceled it; null otherwise, and where that is not on record. */
  canceledBy: z.string().nullable(),
});
export type RunView = z.infer<typeof runView>;

/** A run on its own, with the task that it carries out, as it was then; secrets are masked. Null for an API key that may not read jobs. */
export const runWithTask = runView.extend({ task: task.nullable() });

/** The part of the newest run that a job shows. */
export const lastRunView = runView
  .pick({
    id: true,
    status: true,
    reason: true,
    scheduledFor: true,
    startedAt: true,
    finishedAt: true,
    lateness: true,
  })
  .nullable();

/** Builds the one key of an occurrence: however many processes record it, the second insert is refused. */
export const scheduledRunKey = (jobId: string, scheduleRevision: number, scheduledFor: Date): string =>
  `${jobId}|s${scheduleRevision}|${scheduledFor.toISOString()}`;
