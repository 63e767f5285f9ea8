import { EXCERPT_LIMIT } from '@punctual/contracts/runs/run-limits';
import { MINUTE_MS } from '@punctual/contracts/time';
import type { Attempt, CancelReason, RunDocument } from '@punctual/engine/database/documents';
import type { LockResult } from '@punctual/engine/jobs/lock-result';
import { WAKE_LOST_MS } from '@punctual/engine/runs/run-draft';
import type { RunTransition } from '@punctual/engine/runs/run-transition';
import { LEASE_ENDED, POISON_DEATHS } from '@punctual/engine/runs/suspects';
import type { Outcome } from '../tasks/executor.ts';
import { mayRetry, pauseAfter } from './retry.ts';

/** A run that waits for another one of its job, and is not released by the end of that, asks again after this. */
const BLOCKED_RETRY_MS = 2_000;
/** A run of a newer release is offered again after this, until a worker of that release gets it. */
const NEWER_RETRY_MS = 10_000;
/** A suspect whose process died is tried again after this: what kills it may be a moment's lack of memory. */
const DEATH_PAUSE_MS = 1_000;

/** From this age (ms) on a pause of its host counts as an attempt: a run does not wait without end. */
const PAUSED_LIMIT_MS = 10 * MINUTE_MS;

type Stop = Exclude<LockResult, { kind: 'acquired' } | { kind: 'retry' }>;

/** Chooses the transition of a run after an attempt. `random` (0 to 1) spreads the retries. */
export function transitionForOutcome(
  run: RunDocument,
  outcome: Outcome,
  at: Date,
  random: number,
): RunTransition {
  const { retry, delivery } = run.snapshot;
  if (outcome.kind === 'completed')
    return { run, change: 'complete', at, attempt: attempt(run, 'COMPLETED', outcome, at) };
  const isUnclear = outcome.kind === 'retry' && !outcome.undelivered;
  if (delivery === 'at-most-once' && isUnclear) return unknownOutcome(run, outcome, at);
  if (outcome.process === 'died') return transitionForDeath(run, outcome, at);
  const age = at.getTime() - run.dueAt.getTime();
  if (outcome.untried && age < Math.min(PAUSED_LIMIT_MS, retry.maxAgeMs))
    return pausedRun(run, outcome, at, age);
  if (outcome.kind === 'failed' || !mayRetry(retry, run.attempt, age)) {
    const failed = attempt(run, 'FAILED', outcome, at);
    if (outcome.quota) return { run, change: 'exceed', reason: 'QUOTA', at, attempt: failed };
    const ending = { run, change: 'fail', at, attempt: failed } as const;
    return outcome.disableJob ? { ...ending, disableJob: true } : ending;
  }
  const pause = Math.max(pauseAfter(retry, run.attempt, random), outcome.retryAfterMs ?? 0);
  const nextAttemptAt = new Date(at.getTime() + pause);
  const survived = outcome.process !== 'killed';
  return { run, change: 'retry', at, attempt: attempt(run, 'RETRY', outcome, at), nextAttemptAt, survived };
}

/**
 * Gives back a run whose host is left alone: that is no attempt. The longer it waits, the less often it asks, so that
 * the runs of a host that stays away cost little.
 */
const pausedRun = (
  run: RunDocument,
  { retryAfterMs = 0 }: Outcome,
  at: Date,
  age: number,
): RunTransition => ({
  run,
  change: 'retry',
  at,
  attempt: null,
  uncounted: true,
  nextAttemptAt: new Date(at.getTime() + Math.max(retryAfterMs, age / 2)),
});

/** Chooses the transition of a run whose process in quarantine died. The worker lives: no lease has to end first. */
function transitionForDeath(run: RunDocument, outcome: Outcome, at: Date): RunTransition {
  const died = { run, at, attempt: attempt(run, 'LOST', outcome, at), crashed: true, inQuarantine: true };
  if (run.aloneCrashes + 1 >= POISON_DEATHS) return { ...died, change: 'giveUp', reason: 'POISON' };
  return { ...died, change: 'takeOver', nextAttemptAt: new Date(at.getTime() + DEATH_PAUSE_MS) };
}

/** Chooses the transition of a run that was taken and must not go on: this attempt has not begun. */
export function transitionForStopped(run: RunDocument, lock: Stop, at: Date): RunTransition {
  const ending = { run, at, attempt: null, uncounted: true } as const;
  const later = (ms: number) => new Date(at.getTime() + ms);
  switch (lock.kind) {
    case 'cancelled':
      if (lock.reason === 'BY_USER') return { ...ending, change: 'abort', reason: lock.reason };
      return { ...ending, change: 'withdraw', reason: lock.reason };
    case 'queued':
    case 'outOfOrder':
      // Released by the end of the run that it waits for.
      return { ...ending, change: 'release', dispatchAfter: later(WAKE_LOST_MS) };
    case 'waited':
      // Nobody tells that the other run has ended, which knows nothing of this one.
      return { ...ending, change: 'release', after: lock.after, dispatchAfter: later(BLOCKED_RETRY_MS) };
    case 'missed':
      // Judged by the recovery, together with all that was missed.
      return { ...ending, change: 'release' };
    case 'unsupportedVersion':
      return { ...ending, change: 'release', nextAttemptAt: later(NEWER_RETRY_MS) };
    case 'usedUp':
      return { ...ending, change: 'refuse', reason: 'MAX_RUNS' };
    case 'locked':
      if (run.attempts.length === 0)
        return { ...ending, change: 'refuse', reason: 'OVERLAP', blockedBy: lock.by };
      // It has been begun before: it is owed an end of its own, and waits for the other one.
      return { ...ending, change: 'release', dispatchAfter: later(BLOCKED_RETRY_MS) };
  }
}

/** Builds the transition of a run whose end was requested while it was under way. */
export const transitionForAborted = (
  run: RunDocument,
  reason: CancelReason,
  outcome: Outcome,
  at: Date,
): RunTransition => ({ run, change: 'abort', at, reason, attempt: attempt(run, 'CANCELED', outcome, at) });

/** Builds the transition of a run whose process ends before it: another one takes it. It costs no attempt. */
export function transitionForReleased(run: RunDocument, at: Date, effectBegun: boolean): RunTransition {
  const outcome = { code: 'DRAIN', error: 'The worker was stopped.', response: null };
  if (effectBegun) return unknownOutcome(run, outcome, at);
  return { run, change: 'release', at, attempt: null, uncounted: true };
}

/** Chooses the transition of a run whose worker was lost. */
export function transitionForLost(run: RunDocument, at: Date): RunTransition {
  const outcome = {
    code: LEASE_ENDED,
    error: 'The worker was lost: its lease ended without a result.',
    response: null,
  };
  const lost = { run, at, attempt: attempt(run, 'LOST', outcome, at), crashed: true } as const;
  if (run.cancelRequested) return { ...lost, change: 'abort', reason: run.cancelRequested };
  if (run.snapshot.delivery === 'at-most-once' && run.effectAt)
    return { ...lost, change: 'giveUp', reason: 'UNKNOWN_OUTCOME' };
  // A worker of the release before had nothing else under way in its process.
  if (run.alone && run.aloneCrashes + 1 >= POISON_DEATHS)
    return { ...lost, change: 'giveUp', reason: 'POISON' };
  return { ...lost, change: 'takeOver' };
}

type Said = Pick<Outcome, 'code' | 'error' | 'response' | 'process' | 'timings'>;

/** Builds the end of a run that may have been delivered, and must not be tried again: delivery is at most once. */
const unknownOutcome = (run: RunDocument, outcome: Said, at: Date): RunTransition => ({
  run,
  change: 'giveUp',
  at,
  reason: 'UNKNOWN_OUTCOME',
  attempt: attempt(run, 'FAILED', outcome, at),
  ...(outcome.process === 'died' && { crashed: true, inQuarantine: true }),
});

const attempt = (
  { attemptStartedAt }: RunDocument,
  outcome: Attempt['outcome'],
  { code, error, response, timings }: Said,
  finishedAt: Date,
): Attempt => ({
  startedAt: attemptStartedAt,
  finishedAt,
  outcome,
  code,
  error: error?.slice(0, EXCERPT_LIMIT) ?? null,
  response: response?.slice(0, EXCERPT_LIMIT) ?? null,
  ...(timings && { timings }),
});
