import { CATCH_UP_LIMIT } from '@punctual/contracts/jobs/job-limits';
import type { JobDocument, RunDocument } from '../database/documents.ts';

/** What of a job decides on its missed runs, how many there are, and the run that it catches up last so far. */
export interface MissedRunsByJob extends Pick<JobDocument, 'misfire' | 'catchUpWindowMs'> {
  newest: Date;
  count: number;
  before: Pick<RunDocument, 'runKey' | 'scheduledFor'> | null;
}

/** A missed run that is made up for, and the key of the one that has to end first. */
export interface CaughtUp {
  run: RunDocument;
  after: string | null;
}

/**
 * What becomes of these missed runs, the oldest first. Of a job that is not known any more somebody else has
 * judged the runs already.
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

/** What is caught up already and lies before it. */
const keyBefore = ({ scheduledFor }: RunDocument, { misfire, before }: MissedRunsByJob): string | null =>
  misfire === 'all' && before && before.scheduledFor < scheduledFor ? before.runKey : null;

function isToRun(run: RunDocument, job: MissedRunsByJob, newer: number, now: Date): boolean {
  if (run.dueAt.getTime() < now.getTime() - job.catchUpWindowMs) return false;
  if (job.misfire === 'all') return newer < CATCH_UP_LIMIT;
  return job.misfire === 'fireOnce' && run.scheduledFor >= job.newest;
}
