import { createHash } from 'node:crypto';
import { nextRun, type Occurrence } from '@punctual/contracts/schedules/next-runs';
import type { Id, JobDocument, JobSettings } from './documents.ts';

/** Jobs are spread over this many shards, so that watchers can share the watching. */
export const SHARDS = 64;
export const ALL_SHARDS = Array.from({ length: SHARDS }, (_, shard) => shard);

const shardOf = (id: Id): number => createHash('sha1').update(id.id).digest().readUInt32BE(0) % SHARDS;

const NO_RUNS = { total: 0, completed: 0, failed: 0, skipped: 0, canceled: 0 };

/** Computes the first run of a new job: after `now`, but a `once` that has just passed still runs. */
export function firstRun({ schedule, enabled }: JobSettings, now: Date): Occurrence | null {
  const isOnce = schedule.kind === 'once' && enabled;
  return nextRun(schedule, isOnce ? new Date(new Date(schedule.at).getTime() - 1) : now);
}

/** Builds a job as it is when it is created at `now`: nothing has run yet, and its first run, `next`, is known. */
export function newJob(
  ownerId: Id,
  settings: JobSettings,
  now: Date,
  _id: Id,
  next = firstRun(settings, now),
): JobDocument {
  const first = settings.enabled ? next : null;
  return {
    ...settings,
    _id,
    ownerId,
    ownerDisabled: false,
    deletedAt: null,
    nextOccurrence: first?.at ?? null,
    nextRunAt: first?.dueAt ?? null,
    backlogUntil: null,
    revision: 1,
    scheduleRevision: 1,
    stateVersion: 1,
    shard: shardOf(_id),
    status: next ? 'PENDING' : 'COMPLETED',
    paused: !settings.enabled && next !== null,
    stoppedFor: null,
    active: null,
    nextActive: null,
    queuedRunId: null,
    starts: 0,
    numberedRuns: [],
    lastRun: null,
    counts: NO_RUNS,
    failuresInRow: 0,
    failedAt: null,
    pauseDue: false,
    countsDirty: false,
    createdAt: now,
    updatedAt: now,
  };
}
