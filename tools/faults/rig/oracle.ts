import { isTerminal, RUN_CHANGES, type RunChange, type RunStatus } from '@punctual/shared/runs/run-status';
import type { JobDocument, RunDocument } from '@punctual/shared/store/documents';
import type { Effect } from './effects.ts';

/** An instant at which a job has to run, by the test's own reckoning. */
export interface Window {
  jobId: string;
  at: Date;
}

export interface Evidence {
  runs: RunDocument[];
  jobs: JobDocument[];
  effects: Effect[];
  expected: Window[];
  /** How many faults there were that may repeat an effect; 0: none may be repeated. */
  faults: number;
  /** Attempts were given back uncounted: the next has the same number. */
  uncounted?: boolean;
  now: Date;
}

/** A step of a loop and its work may take so long before what is left counts as forgotten. */
const GRACE_MS = 10_000;
const CHANGES: readonly RunChange[] = Object.values(RUN_CHANGES);

/** What is not as it must be after a fault, in sentences; nothing when all is well. */
export function judge(evidence: Evidence): string[] {
  return [windows, origins, counts, histories, rest, keys, summaries].flatMap((law) => law(evidence));
}

const idOf = (run: RunDocument): string => run._id.toHexString();
const nameOf = (run: RunDocument): string => `run ${run.runKey} (${run.status} ${run.reason ?? ''})`;

/** Each window has an effect, or an end without one that says why; no window has two runs. */
function windows({ runs, effects, expected }: Evidence): string[] {
  const happened = new Set(effects.map(({ runId }) => runId));
  return expected.flatMap(({ jobId, at }) => {
    const its = runs.filter(
      (run) => run.jobId.toHexString() === jobId && run.scheduledFor.getTime() === at.getTime(),
    );
    const window = `the window ${at.toISOString()} of job ${jobId}`;
    if (its.length !== 1) return [`${window} has ${its.length} runs`];
    const [run] = its as [RunDocument];
    const ran = run.status === 'COMPLETED' ? happened.has(idOf(run)) : isTerminal(run.status) && run.reason;
    return ran ? [] : [`${window} has neither an effect nor a reason: ${nameOf(run)}`];
  });
}

function origins({ runs, effects }: Evidence): string[] {
  const known = new Set(runs.map(idOf));
  return effects.filter(({ runId }) => !known.has(runId)).map(({ runId }) => `an effect of no run: ${runId}`);
}

function counts({ runs, effects, faults, uncounted }: Evidence): string[] {
  const byRun = new Map<string, Effect[]>();
  for (const effect of effects) byRun.set(effect.runId, [...(byRun.get(effect.runId) ?? []), effect]);
  return runs.flatMap((run) => {
    const its = byRun.get(idOf(run)) ?? [];
    const most = run.snapshot.delivery === 'at-most-once' ? 1 : 1 + faults;
    if (its.length > most) return [`${nameOf(run)} has ${its.length} effects, at most ${most} are allowed`];
    const attempts = new Set(its.map(({ attempt }) => attempt));
    return uncounted || attempts.size === its.length ? [] : [`one attempt of ${nameOf(run)} had two effects`];
  });
}

/** Its status can be reached by a legal change for its reason, and its attempts lead there. */
function histories({ runs }: Evidence): string[] {
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
function rest({ runs, now }: Evidence): string[] {
  const before = (time: Date | null) => time !== null && time.getTime() < now.getTime() - GRACE_MS;
  const isLeft: Partial<Record<RunStatus, (run: RunDocument) => boolean>> = {
    RUNNING: (run) => before(run.leaseUntil),
    PENDING: (run) => before(run.dispatchAfter ?? run.nextAttemptAt),
  };
  return runs.filter((run) => isLeft[run.status]?.(run)).map((run) => `${nameOf(run)} was forgotten`);
}

function keys({ runs }: Evidence): string[] {
  const different = new Set(runs.map(({ runKey }) => runKey)).size;
  return different === runs.length ? [] : [`${runs.length} runs have only ${different} keys`];
}

/** A job whose runs have all ended holds none of them, and has been told of all of them. */
function summaries({ runs, jobs }: Evidence): string[] {
  return jobs.flatMap((job) => {
    const its = runs.filter((run) => run.jobId.equals(job._id));
    if (its.some(({ status }) => !isTerminal(status))) return [];
    const wrong: string[] = [];
    if (job.active) wrong.push(`job ${job._id} still holds run ${job.active.runId}`);
    if (job.counts.total !== its.length)
      wrong.push(`job ${job._id} counts ${job.counts.total} of ${its.length} runs`);
    return wrong;
  });
}
