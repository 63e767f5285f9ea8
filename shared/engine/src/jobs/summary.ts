import type { JobCounts } from '@punctual/contracts/jobs/job';
import { isTerminal, type RunStatus } from '@punctual/contracts/runs/run-status';
import type { Id, LastRun, RunDocument } from '../database/documents.ts';
import { type Expression, when } from '../database/update-expressions.ts';
import type { JobFields } from './job-state.ts';

interface JobRuns {
  jobId: Id;
  /** The earliest first. */
  runs: RunDocument[];
}

/** The summary of runs of one job that ended together: the row that the update of the job looks up. */
export interface JobSummary {
  /** Runs that have ended for good. */
  ended: Id[];
  /** Forms in which the job may have named a run as its active one. */
  held: { runId: Id; fence: number }[];
  lastRun: LastRun | null;
  counts: JobCounts;
  /** One of them completed: failures before it count no more. */
  completed: boolean;
  /** Failures after the last that completed, and when the last of them ended. */
  failures: number;
  failedAt: Date | null;
}

/** Orders runs by their occurrence, the earliest first. */
export const byScheduledFor = (a: RunDocument, b: RunDocument): number =>
  a.scheduledFor.getTime() - b.scheduledFor.getTime();

export function groupByJob(runs: RunDocument[]): JobRuns[] {
  const groups = new Map<string, JobRuns>();
  for (const run of [...runs].sort(byScheduledFor)) {
    const key = run.jobId.toHexString();
    const group = groups.get(key);
    if (group) group.runs.push(run);
    else groups.set(key, { jobId: run.jobId, runs: [run] });
  }
  return [...groups.values()];
}

export function buildSummary({ runs }: JobRuns): JobSummary {
  const count = (fits: (status: RunStatus) => boolean) => runs.filter(({ status }) => fits(status)).length;
  const having = (wanted: RunStatus) => count((status) => status === wanted);
  return {
    // A takeover raises the fence; what was held before it is one below.
    held: runs.flatMap(({ _id, fence }) => [fence, fence - 1].map((at) => ({ runId: _id, fence: at }))),
    ended: runs.filter(({ status }) => isTerminal(status)).map(({ _id }) => _id),
    lastRun: findLastRun(runs),
    counts: {
      total: count(isTerminal),
      completed: having('COMPLETED'),
      failed: having('FAILED'),
      skipped: having('SKIPPED'),
      canceled: having('CANCELED'),
    },
    ...countFailures(runs),
  };
}

/** Counts the failures since the last completion in the order in which the runs ended. */
function countFailures(runs: RunDocument[]): Pick<JobSummary, 'completed' | 'failures' | 'failedAt'> {
  const endedAt = ({ finishedAt }: RunDocument): number => finishedAt?.getTime() ?? 0;
  const ends = runs
    .filter(({ status }) => status === 'COMPLETED' || status === 'FAILED')
    .sort((a, b) => endedAt(a) - endedAt(b));
  const last = ends.findLastIndex(({ status }) => status === 'COMPLETED');
  const failures = ends.slice(last + 1);
  return { completed: last >= 0, failures: failures.length, failedAt: failures.at(-1)?.finishedAt ?? null };
}

/** Leaves out runs that only say that the job had no run left: the last one that it had stays the last. */
function findLastRun(runs: RunDocument[]): LastRun | null {
  const run = runs.findLast(({ status, reason }) => isTerminal(status) && reason !== 'MAX_RUNS');
  if (!run) return null;
  const { _id, status, reason, scheduledFor, startedAt, finishedAt, lateness } = run;
  return { id: _id, status, reason, scheduledFor, startedAt, finishedAt, lateness };
}

const EPOCH = new Date(0);
const orEpoch = (path: string): Expression => ({ $ifNull: [path, EPOCH] });
const isNewer = {
  $and: [
    { $ne: ['$row.lastRun', null] },
    { $lte: [orEpoch('$lastRun.scheduledFor'), orEpoch('$row.lastRun.scheduledFor')] },
  ],
};

/** Sets what a summary says, and keeps a lock that a later start has taken, and a newer last run. */
export const SUMMARIZED = {
  active: when({ $in: ['$active', '$row.held'] }, null, '$active'),
  lastRun: when(isNewer, '$row.lastRun', '$lastRun'),
  nextActive: when({ $in: [{ $ifNull: ['$nextActive.runId', null] }, '$row.ended'] }, null, {
    $ifNull: ['$nextActive', null],
  }),
  queuedRunId: when({ $in: ['$queuedRunId', '$row.ended'] }, null, '$queuedRunId'),
} satisfies JobFields;

const plus = (field: string): Expression => ({ $add: [`$counts.${field}`, `$row.counts.${field}`] });

const FAILURES = when('$row.completed', '$row.failures', {
  $add: [{ $ifNull: ['$failuresInRow', 0] }, '$row.failures'],
});

/** Expresses that a job which failed so often in a row is to be disabled for it. */
export const pauseDueAt = (failures: Expression): Expression => {
  const most = { $ifNull: ['$pauseAfterFailures', null] };
  return { $and: ['$enabled', { $ne: [most, null] }, { $gte: [failures, most] }] };
};

/** Adds the runs of a row to the counts of its job: only once, or they would count twice. */
export const COUNTED = {
  failuresInRow: FAILURES,
  failedAt: { $ifNull: ['$row.failedAt', { $ifNull: ['$failedAt', null] }] },
  pauseDue: pauseDueAt(FAILURES),
  counts: {
    total: plus('total'),
    completed: plus('completed'),
    failed: plus('failed'),
    skipped: plus('skipped'),
    canceled: plus('canceled'),
  },
} satisfies JobFields;
