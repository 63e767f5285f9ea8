import { CATCH_UP_LIMIT } from '@punctual/contracts/jobs/job-limits';
import type { JobDocument, RunDocument } from '../database/documents.ts';
import { isMissed } from './plan-due.ts';

/** The backlog of a job, as far as it is on record, and what decides on it. */
export interface Backlog extends Pick<JobDocument, 'misfire' | 'catchUpWindowMs'> {
  /** The instant by which it is judged. */
  until: Date;
  /** Its newest occurrence. */
  newest: Date;
  /** The number of its runs that are not judged yet, and of occurrences behind them all. */
  unjudged: number;
  newer: number;
  /** The newest run that is caught up and lies before those that are not judged yet. */
  before: Pick<RunDocument, 'runKey' | 'scheduledFor'> | null;
}

/** A run that has to wait for others of its job, and the key of the one that has to end first. */
export interface LinedUp {
  run: RunDocument;
  after: string | null;
  trigger: 'schedule' | 'catchup';
  /** Another one comes after it. */
  followed: boolean;
}

/**
 * Decides which of these runs of backlogs, the oldest first, are skipped and which are caught up. Runs of a job that
 * is not in the map have been judged already, by another process.
 */
export function applyMisfirePolicy(runs: RunDocument[], backlogs: Map<string, Backlog>) {
  const skipped: RunDocument[] = [];
  const caughtUp: LinedUp[] = [];
  const last = new Map<string, { place: number; key: string | null }>();
  for (const run of runs) {
    const id = run.jobId.toHexString();
    const backlog = backlogs.get(id);
    if (!backlog) continue;
    const { place, key } = last.get(id) ?? { place: 1, key: keyBefore(run, backlog) };
    const isKept = isToRun(run, backlog, backlog.unjudged - place + backlog.newer);
    if (isKept) caughtUp.push({ run, after: key, trigger: 'catchup', followed: false });
    else skipped.push(run);
    last.set(id, { place: place + 1, key: isKept ? run.runKey : key });
  }
  return { skipped, caughtUp };
}

/** Lines up runs of one job that waited together, the oldest first: none of them was an overlap of another. */
export const lineUp = (runs: RunDocument[]): LinedUp[] =>
  runs.map((run, i) => ({
    run,
    after: runs[i - 1]?.runKey ?? null,
    trigger: 'schedule',
    followed: i < runs.length - 1,
  }));

/** Finds the run that is caught up already and lies before this one. */
const keyBefore = ({ scheduledFor }: RunDocument, { misfire, before }: Backlog): string | null =>
  misfire === 'all' && before && before.scheduledFor < scheduledFor ? before.runKey : null;

function isToRun(run: RunDocument, backlog: Backlog, newer: number): boolean {
  const { until, misfire, catchUpWindowMs, newest } = backlog;
  if (run.dueAt.getTime() < until.getTime() - catchUpWindowMs) return false;
  if (misfire === 'all') return newer < CATCH_UP_LIMIT;
  if (run.scheduledFor < newest) return false;
  return misfire === 'fireOnce' || !isMissed(run.dueAt, until);
}
