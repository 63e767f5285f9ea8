import { CATCH_UP_LIMIT } from '@punctual/contracts/jobs/job-limits';
import type { JobDocument, RunDocument } from '../database/documents.ts';

/** The fields of a job that decide on its missed runs, their number, and the last run that it catches up so far. */
export interface MissedRunsByJob extends Pick<JobDocument, 'misfire' | 'catchUpWindowMs'> {
  newest: Date;
  count: number;
  before: Pick<RunDocument, 'runKey' | 'scheduledFor'> | null;
}

/** A missed run that is caught up, and the key of the run that has to end first. */
export interface CaughtUp {
  run: RunDocument;
  after: string | null;
}

/**
 * Decides which of these missed runs, the oldest first, are skipped and which are caught up. Runs of a job that is
 * not in the map have been judged already, by another process.
 */
export function applyMisfirePolicy(missed: RunDocument[], jobs: Map<string, MissedRunsByJob>, now: Date) {
  const skipped: RunDocument[] = [];
  const caughtUp: CaughtUp[] = [];
  const last = new Map<string, { place: number; key: string | null }>();
  for (const run of missed) {
    const id = run.jobId.toHexString();
    const job = jobs.get(id);
    if (!job) continue;
    const { place, key } = last.get(id) ?? { place: 1, key: keyBefore(run, job) };
    const isKept = isToRun(run, job, job.count - place, now);
    if (isKept) caughtUp.push({ run, after: key });
    else skipped.push(run);
    last.set(id, { place: place + 1, key: isKept ? run.runKey : key });
  }
  return { skipped, caughtUp };
}

/** Finds the run that is caught up already and lies before this one. */
const keyBefore = ({ scheduledFor }: RunDocument, { misfire, before }: MissedRunsByJob): string | null =>
  misfire === 'all' && before && before.scheduledFor < scheduledFor ? before.runKey : null;

function isToRun(run: RunDocument, job: MissedRunsByJob, newer: number, now: Date): boolean {
  if (run.dueAt.getTime() < now.getTime() - job.catchUpWindowMs) return false;
  if (job.misfire === 'all') return newer < CATCH_UP_LIMIT;
  return job.misfire === 'fireOnce' && run.scheduledFor >= job.newest;
}
