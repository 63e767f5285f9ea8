import { CATCH_UP_LIMIT } from '@punctual/contracts/jobs/job-limits';
import { OPEN_STATUSES, PLANNED_TRIGGERS } from '@punctual/contracts/runs/run-status';
import { countBetween } from '@punctual/contracts/schedules/next-runs';
import type { mongo } from 'mongoose';
import type { Collections } from '../database/collections.ts';
import type { Id, JobDocument, RunDocument } from '../database/documents.ts';
import { literal, lookupById } from '../database/update-expressions.ts';
import { setFields } from '../jobs/job-state.ts';
import { computeInTurns } from '../platform/compute-in-turns.ts';
import type { Backlog } from './misfire-policy.ts';

type Filter = mongo.Filter<RunDocument>;
type Marked = Pick<JobDocument, '_id' | 'backlogUntil'>;

/** The fields of a job that decide on its backlog. */
export type JudgedJob = Marked &
  Pick<JobDocument, 'ownerId' | 'misfire' | 'catchUpWindowMs' | 'schedule' | 'nextOccurrence' | 'nextRunAt'>;

const JUDGED = {
  ownerId: 1,
  misfire: 1,
  catchUpWindowMs: 1,
  schedule: 1,
  nextOccurrence: 1,
  nextRunAt: 1,
  backlogUntil: 1,
} as const;

/**
 * Records at jobs that they have a backlog, and until when: whoever judges a part of it does so by that instant, also
 * after a crash. Of several that do this at once the first decides, and all have to read the jobs again.
 */
export async function markBacklogs({ jobs }: Collections, found: Marked[], now: Date): Promise<void> {
  const ids = found.map(({ _id }) => _id);
  const seen = found.map(({ backlogUntil }) => backlogUntil ?? null);
  const isAsRead = { $eq: [{ $ifNull: ['$backlogUntil', null] }, lookupById(ids, seen)] };
  await jobs.updateMany({ _id: { $in: ids }, $expr: isAsRead }, setFields({ backlogUntil: literal(now) }));
}

/** Finds for each of these jobs the key of its newest planned run that has not ended: what is caught up comes after it. */
export async function findNewestOpen({ runs }: Collections, jobIds: Id[]): Promise<Map<string, string>> {
  if (jobIds.length === 0) return new Map();
  const which = {
    jobId: { $in: jobIds },
    finishedAt: null,
    status: { $in: OPEN_STATUSES },
    trigger: { $in: PLANNED_TRIGGERS },
  };
  const open = await runs
    .find<Pick<RunDocument, 'jobId' | 'runKey'>>(which, { projection: { jobId: 1, runKey: 1 } })
    .sort({ scheduledFor: 1 })
    .toArray();
  return new Map(open.map(({ jobId, runKey }) => [jobId.toHexString(), runKey]));
}

/** Reads the jobs of these runs, as far as it decides on their backlogs. */
export async function readJudged(
  { jobs }: Collections,
  runs: RunDocument[],
): Promise<Map<string, JudgedJob>> {
  const which = { _id: { $in: runs.map(({ jobId }) => jobId) } };
  const found = await jobs.find<JudgedJob>(which, { projection: JUDGED }).toArray();
  return new Map(found.map((job) => [job._id.toHexString(), job]));
}

/** Reads the backlogs to which these runs belong; there is none where another process has judged all of it. */
export async function readBacklogs(
  collections: Collections,
  missed: RunDocument[],
  jobs: Map<string, JudgedJob>,
): Promise<Map<string, Backlog>> {
  const judged = [...new Set(missed.map(({ jobId }) => jobId.toHexString()))].flatMap(
    (id) => jobs.get(id) ?? [],
  );
  if (judged.length === 0) return new Map();
  const [rows, open] = await Promise.all([
    countRecorded(collections, missed, judged),
    findCaughtUp(collections, judged),
  ]);
  const countOf = new Map(rows.map((row) => [row._id.toHexString(), row]));
  const known = new Map<string, Backlog>();
  for (const job of judged) {
    const id = job._id.toHexString();
    const row = countOf.get(id);
    if (!row || row.unjudged === 0) continue;
    const caughtUp = open.filter(({ jobId }) => jobId.equals(job._id));
    known.set(id, await toBacklog(job, row, caughtUp));
  }
  return known;
}

async function toBacklog(job: JudgedJob, row: Row, caughtUp: CaughtUp[]): Promise<Backlog> {
  const { misfire, catchUpWindowMs, schedule, nextOccurrence, nextRunAt } = job;
  const until = job.backlogUntil ?? row.newest;
  const toCome = nextOccurrence && nextRunAt && nextRunAt <= until ? nextOccurrence : null;
  const ahead = toCome
    ? await computeInTurns(job.ownerId, () => countBetween(schedule, toCome, until, CATCH_UP_LIMIT))
    : 0;
  const newer = caughtUp.filter(({ scheduledFor }) => scheduledFor > row.newestUnjudged);
  return {
    misfire,
    catchUpWindowMs,
    until,
    newest: toCome ?? row.newest,
    unjudged: row.unjudged,
    // What the next look of a watcher records is newer than all of these.
    newer: newer.length + (toCome ? Math.max(1, ahead) : 0),
    before: caughtUp.findLast(({ scheduledFor }) => scheduledFor <= row.newestUnjudged) ?? null,
  };
}

type CaughtUp = Pick<RunDocument, 'jobId' | 'runKey' | 'scheduledFor'>;

/** Finds the runs of these backlogs that are caught up, the oldest first. */
function findCaughtUp({ runs }: Collections, jobs: JudgedJob[]): Promise<CaughtUp[]> {
  const jobId = { $in: jobs.map(({ _id }) => _id) };
  const which: Filter = { jobId, finishedAt: null, trigger: 'catchup', status: { $in: OPEN_STATUSES } };
  return runs
    .find<CaughtUp>(which, { projection: { jobId: 1, runKey: 1, scheduledFor: 1 } })
    .sort({ scheduledFor: 1 })
    .toArray();
}

interface Row {
  _id: Id;
  /** The newest occurrence of the backlog that has a row, and of those that are not judged yet. */
  newest: Date;
  newestUnjudged: Date;
  unjudged: number;
}

/** Counts the recorded runs of backlogs that are not judged yet, and finds the newest that there is. */
function countRecorded({ runs }: Collections, missed: RunDocument[], jobs: JudgedJob[]): Promise<Row[]> {
  const ids = jobs.map(({ _id }) => _id);
  const ends = jobs.map(({ backlogUntil }) => backlogUntil);
  const oldest = new Date(Math.min(...missed.map(({ scheduledFor }) => scheduledFor.getTime())));
  const match: Filter = {
    jobId: { $in: ids },
    scheduledFor: { $gte: oldest },
    trigger: { $in: PLANNED_TRIGGERS },
    $expr: { $lte: ['$dueAt', lookupById(ids, ends, '$jobId')] },
  };
  const isUnjudged = {
    $and: [{ $eq: ['$status', 'PENDING'] }, { $eq: ['$trigger', 'schedule'] }, { $eq: ['$attempt', 0] }],
  };
  const group = {
    _id: '$jobId',
    newest: { $max: '$scheduledFor' },
    newestUnjudged: { $max: { $cond: [isUnjudged, '$scheduledFor', null] } },
    unjudged: { $sum: { $cond: [isUnjudged, 1, 0] } },
  };
  return runs.aggregate<Row>([{ $match: match }, { $group: group }]).toArray();
}
