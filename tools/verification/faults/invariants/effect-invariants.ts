import { isTerminal, PLANNED_TRIGGERS } from '@punctual/contracts/runs/run-status';
import type { RunDocument } from '@punctual/engine/database/documents';
import { type Evidence, idOf, nameOf, type Window } from './evidence.ts';
import { groupBy } from './group-by.ts';

/**
 * Each window has one verdict: a run, or a place among those that a run counts as missed. What was withdrawn in
 * favour of a newer schedule is none, unless there is no other. A run has an effect, or says why it has none.
 */
export function checkWindows({ runs, effects, expected }: Evidence): string[] {
  const happened = new Set(effects.map(({ runId }) => runId));
  const byJob = groupBy(runs.filter(isPlanned), (run) => run.jobId.toHexString());
  return expected.flatMap((window) => {
    const its = byJob.get(window.jobId) ?? [];
    const at = its.filter(({ scheduledFor }) => scheduledFor.getTime() === window.at.getTime());
    const standing = at.filter((run) => !isWithdrawn(run));
    const name = `the window ${window.at.toISOString()} of job ${window.jobId}`;
    const verdicts = standing.length + its.filter((run) => countsIn(run, window)).length;
    if (verdicts !== 1 && !(verdicts === 0 && at.length > 0))
      return [`${name} has ${verdicts} verdicts: ${at.map(nameOf).join(', ') || 'no run'}`];
    const silent = standing.filter(
      (run) => !saysWhy(run) && !(isTerminal(run.status) && isDone(run, happened)),
    );
    return silent.map((run) => `${name} has neither an effect nor a reason: ${nameOf(run)}`);
  });
}

const isPlanned = ({ trigger }: RunDocument): boolean =>
  (PLANNED_TRIGGERS as readonly string[]).includes(trigger);
const isWithdrawn = ({ status }: RunDocument): boolean => status === 'CANCELED';
const saysWhy = ({ status, reason }: RunDocument): boolean =>
  isTerminal(status) && status !== 'COMPLETED' && reason !== null;
/** It reached the other side; or it failed, and its last attempt says how. */
const isDone = (run: RunDocument, happened: Set<string>): boolean =>
  happened.has(idOf(run)) || (run.status === 'FAILED' && Boolean(run.attempts.at(-1)?.error));

function countsIn({ missed, scheduledFor }: RunDocument, { at, everyMs }: Window): boolean {
  const before = scheduledFor.getTime() - at.getTime();
  return everyMs !== undefined && missed !== null && before > 0 && before <= missed * everyMs;
}

export function checkOrigins({ runs, effects }: Evidence): string[] {
  const known = new Set(runs.map(idOf));
  return effects.filter(({ runId }) => !known.has(runId)).map(({ runId }) => `an effect of no run: ${runId}`);
}

/**
 * Checks how often effects are repeated: a refused call is tried again by right, others only after a fault, and
 * those
 * to be delivered at most once never.
 */
export function checkRepetitions({ runs, effects, faultsBetween, uncounted }: Evidence): string[] {
  const byRun = groupBy(effects, ({ runId }) => runId);
  return runs.flatMap((run) => {
    const all = byRun.get(idOf(run)) ?? [];
    const isOnce = run.snapshot.delivery === 'at-most-once';
    const its = isOnce ? all : all.filter(({ refused }) => !refused);
    const [first, last] = [all.at(0)?.at, all.at(-1)?.at];
    const most = isOnce || !first || !last ? 1 : 1 + faultsBetween(first, last);
    if (its.length > most) return [`${nameOf(run)} has ${its.length} effects, at most ${most} are allowed`];
    const attempts = new Set(all.map(({ attempt }) => attempt));
    return uncounted || attempts.size === all.length ? [] : [`one attempt of ${nameOf(run)} had two effects`];
  });
}
