import { jobStatus } from '@punctual/contracts/jobs/job-status';
import { isTerminal } from '@punctual/contracts/runs/run-status';
import { nextRun, previousRuns } from '@punctual/contracts/schedules/next-runs';
import type { JobDocument, RunDocument } from '@punctual/engine/database/documents';
import { draftRun } from '@punctual/engine/runs/run-draft';
import { chance, idAt } from './chance.ts';
import { endOf } from './endings.ts';

/** Limit of past runs of a job. */
const MOST_RUNS = 40;

export interface History {
  job: JobDocument;
  runs: RunDocument[];
}

/** Builds the past runs of a job until now, and the job as they leave it. */
export function withHistory(job: JobDocument, seed: number, now: Date): History {
  const occurrences = job.enabled ? previousRuns(job.schedule, now, MOST_RUNS) : [];
  const newestFirst = occurrences.map((occurrence, i) => {
    const planned = { occurrence, trigger: 'schedule', missed: null, expired: false } as const;
    const _id = idAt(occurrence.at, seed, job._id.toHexString(), occurrence.at.getTime());
    const at = (what: string) => chance(seed, job.name, i, what);
    return endOf({ ...draftRun(job, planned), _id }, at, i === 0, now);
  });
  const runs = newestFirst.toReversed();
  return { job: afterRuns(job, runs, now), runs };
}

function afterRuns(job: JobDocument, runs: RunDocument[], now: Date): JobDocument {
  const next = job.enabled ? nextRun(job.schedule, now) : null;
  const running = runs.find(({ status }) => status === 'RUNNING');
  const waiting = next !== null || runs.some(({ status }) => status === 'PENDING');
  const last = runs.filter(({ status }) => isTerminal(status)).at(-1);
  const facts = { running: running !== undefined, waiting, lastStatus: last?.status ?? null };
  return {
    ...job,
    nextOccurrence: next?.at ?? null,
    nextRunAt: next?.dueAt ?? null,
    status: job.enabled ? jobStatus(facts) : job.status,
    active: running ? { runId: running._id, fence: running.fence } : null,
    lastRun: last ? summaryOf(last) : null,
    counts: countsOf(runs),
    stateVersion: 1 + runs.length,
    updatedAt: last?.finishedAt ?? job.updatedAt,
  };
}

const summaryOf = ({
  _id: id,
  status,
  reason,
  scheduledFor,
  startedAt,
  finishedAt,
  lateness,
}: RunDocument): JobDocument['lastRun'] => ({
  ...{ id, status, reason, scheduledFor, startedAt, finishedAt, lateness },
});

function countsOf(runs: RunDocument[]): JobDocument['counts'] {
  const of = (status: RunDocument['status']) => runs.filter((run) => run.status === status).length;
  const ended = {
    completed: of('COMPLETED'),
    failed: of('FAILED'),
    skipped: of('SKIPPED'),
    canceled: of('CANCELED'),
  };
  return { total: Object.values(ended).reduce((a, b) => a + b, 0), ...ended };
}
