import { nextRun } from '@punctual/contracts/schedules/next-runs';
import { resolveSchedule } from '@punctual/contracts/schedules/resolve-schedule';
import type { Schedule, ScheduleInput } from '@punctual/contracts/schedules/schedule';
import type { JobDocument, RunDocument } from '@punctual/engine/database/documents';
import { draftRun } from '@punctual/engine/runs/run-draft';
import { Types } from 'mongoose';

/** The instant that tests with a clock of their own call now. */
export const NOON = new Date('2030-06-01T12:00:00.000Z');
/** Adds seconds to noon; subtracts them if negative. */
export const at = (seconds: number): Date => new Date(NOON.getTime() + seconds * 1_000);
/** Adds milliseconds to an instant. */
export const after = (from: Date, ms: number): Date => new Date(from.getTime() + ms);

const LONG_AGO = new Date('2020-01-01T00:00:00.000Z');

/** A schedule as it is stored. */
export function aSchedule(input: ScheduleInput, now = LONG_AGO): Schedule {
  const completion = resolveSchedule(input, { now, seed: 'seed' });
  if (!completion.ok) throw new Error(JSON.stringify(completion.issues));
  return completion.schedule;
}

export const once = (when: Date): Schedule => aSchedule({ kind: 'once', at: when.toISOString() });
/** Each so many seconds from `startAt` on. */
export const every = (seconds: number, startAt: Date, more: object = {}): Schedule =>
  aSchedule({ kind: 'interval', every: seconds * 1_000, startAt: startAt.toISOString(), ...more });

export const anEmail = (subject = 'Hello'): JobDocument['task'] => ({
  type: 'email',
  to: ['ana@example.com'],
  subject,
  text: 'Good morning.',
});

/** A job as the API stores it, due once at noon unless told otherwise; what is not given follows from its schedule. */
export function aJob(more: Partial<JobDocument> = {}): JobDocument {
  const schedule = more.schedule ?? once(NOON);
  const first = nextRun(schedule, LONG_AGO);
  return {
    _id: new Types.ObjectId(),
    ownerId: new Types.ObjectId(),
    name: 'A job',
    description: null,
    tags: [],
    task: { type: 'log', data: 'ticked' },
    schedule,
    retry: { attempts: 5, backoff: 'exponential', delayMs: 10_000, maxAgeMs: 86_400_000 },
    timeoutMs: 30_000,
    overlap: 'skip',
    misfire: 'fireOnce',
    catchUpWindowMs: 86_400_000,
    delivery: 'at-least-once',
    pauseAfterFailures: null,
    enabled: true,
    ownerDisabled: false,
    deletedAt: null,
    nextOccurrence: first?.at ?? null,
    nextRunAt: first?.dueAt ?? null,
    backlogUntil: null,
    revision: 1,
    scheduleRevision: 1,
    stateVersion: 1,
    shard: 0,
    status: 'PENDING',
    paused: false,
    stoppedFor: null,
    active: null,
    nextActive: null,
    queuedRunId: null,
    starts: 0,
    numberedRuns: [],
    lastRun: null,
    counts: { total: 0, completed: 0, failed: 0, skipped: 0, canceled: 0 },
    failuresInRow: 0,
    failedAt: null,
    pauseDue: false,
    countsDirty: false,
    createdAt: LONG_AGO,
    updatedAt: LONG_AGO,
    ...more,
  };
}

/** A job that has no run to come: what it has is there already. */
export const aSpentJob = (more: Partial<JobDocument> = {}): JobDocument =>
  aJob({ nextOccurrence: null, nextRunAt: null, ...more });

/** A run of a job as the watcher makes it, due at noon. */
export function aRun(job: JobDocument = aJob(), more: Partial<RunDocument> = {}): RunDocument {
  const due = more.dueAt ?? more.scheduledFor ?? NOON;
  const occurrence = { at: more.scheduledFor ?? due, dueAt: due };
  const planned = { occurrence, trigger: 'schedule', missed: null, expired: false } as const;
  return { ...draftRun(job, planned), ...more };
}
