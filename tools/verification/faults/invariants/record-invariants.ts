import { isTerminal, RUN_CHANGES, type RunChange, type RunStatus } from '@punctual/contracts/runs/run-status';
import type { RunDocument } from '@punctual/engine/database/documents';
import { type Evidence, nameOf } from './evidence.ts';
import { groupBy } from './group-by.ts';

/** A step of a loop and its work may take so long before what is left counts as forgotten. */
const GRACE_MS = 10_000;
const CHANGES: readonly RunChange[] = Object.values(RUN_CHANGES);

/** Its status can be reached by a legal change for its reason, and its attempts lead there. */
export function checkEnds({ runs }: Evidence): string[] {
  return runs.flatMap((run) => {
    const wrong: string[] = [];
    const isNew = run.status === 'PENDING' && run.reason === null;
    if (!isNew && !CHANGES.some((change) => leadsTo(change, run)))
      wrong.push(`${nameOf(run)} is no legal state`);
    const outcomes = run.attempts.map(({ outcome }) => outcome);
    const early = outcomes.slice(0, -1).filter((outcome) => outcome === 'COMPLETED' || outcome === 'FAILED');
    if (early.length > 0) wrong.push(`${nameOf(run)} went on after its end: ${outcomes.join(', ')}`);
    if (run.status === 'COMPLETED' && outcomes.at(-1) !== 'COMPLETED')
      wrong.push(`${nameOf(run)} ended with ${outcomes.join(', ')}`);
    if (run.fence < run.attempt)
      wrong.push(`${nameOf(run)} has fence ${run.fence} and attempt ${run.attempt}`);
    return wrong;
  });
}

const leadsTo = ({ to, reasons }: RunChange, run: RunDocument): boolean =>
  to === run.status && (run.reason === null || (reasons ?? []).includes(run.reason));

/** When all is quiet, nothing is held by nobody and nothing waits that should have gone. */
export function checkNothingOpen({ runs, now }: Evidence): string[] {
  const before = (time: Date | null) => time !== null && time.getTime() < now.getTime() - GRACE_MS;
  const isLeft: Partial<Record<RunStatus, (run: RunDocument) => boolean>> = {
    RUNNING: (run) => before(run.leaseUntil),
    PENDING: (run) => before(run.dispatchAfter ?? run.nextAttemptAt),
  };
  return runs.filter((run) => isLeft[run.status]?.(run)).map((run) => `${nameOf(run)} was forgotten`);
}

export function checkRunKeys({ runs }: Evidence): string[] {
  const different = new Set(runs.map(({ runKey }) => runKey)).size;
  return different === runs.length ? [] : [`${runs.length} runs have only ${different} keys`];
}

/** A job whose runs have all ended holds none of them, and has been told of all of them. */
export function checkSummaries({ runs, jobs }: Evidence): string[] {
  const byJob = groupBy(runs, (run) => run.jobId.toHexString());
  return jobs.flatMap((job) => {
    const its = byJob.get(job._id.toHexString()) ?? [];
    if (its.some(({ status }) => !isTerminal(status))) return [];
    const wrong: string[] = [];
    if (job.active) wrong.push(`job ${job._id} still holds run ${job.active.runId}`);
    if (job.counts.total !== its.length)
      wrong.push(`job ${job._id} counts ${job.counts.total} of ${its.length} runs`);
    return wrong;
  });
}
