import type { Verdict } from '@punctual/shared/engine/job-changes';
import type { RunEnding } from '@punctual/shared/engine/run-changes';
import type { Attempt, RunDocument } from '@punctual/shared/store/documents';
import type { Outcome } from '../tasks/executor.ts';
import { mayRetry, pauseAfter } from './retry.ts';

/** A retry that finds another run of its job under way tries again after this. */
const BLOCKED_RETRY_MS = 2_000;
/** Longest text of an attempt that is kept. */
const EXCERPT = 4_096;

type Stop = Exclude<Verdict, { kind: 'go' } | { kind: 'free' }>;

/** What becomes of a run after an attempt. `random` (0 to 1) spreads the retries. */
export function endingOf(run: RunDocument, outcome: Outcome, at: Date, random: number): RunEnding {
  const { retry } = run.snapshot;
  const age = at.getTime() - run.dueAt.getTime();
  if (outcome.kind === 'completed')
    return { run, change: 'complete', at, attempt: attempt(run, 'COMPLETED', outcome, at) };
  if (outcome.kind === 'failed' || !mayRetry(retry, run.attempt, age)) {
    return { run, change: 'fail', at, attempt: attempt(run, 'FAILED', outcome, at) };
  }
  const pause = Math.max(pauseAfter(retry, run.attempt, random), outcome.retryAfterMs ?? 0);
  const nextAttemptAt = new Date(at.getTime() + pause);
  return { run, change: 'retry', at, attempt: attempt(run, 'RETRY', outcome, at), nextAttemptAt };
}

/** What becomes of a run that was taken and must not go on: this attempt has not begun. */
export function endingOfStopped(run: RunDocument, verdict: Stop, at: Date): RunEnding {
  const ending = { run, at, attempt: null, uncounted: true } as const;
  if (verdict.kind === 'unwanted') return { ...ending, change: 'withdraw', reason: verdict.reason };
  if (run.attempts.length === 0)
    return { ...ending, change: 'refuse', reason: 'OVERLAP', blockedBy: verdict.by };
  // It has been begun before: it is owed an end of its own, and waits for the other one.
  return { ...ending, change: 'release', nextAttemptAt: new Date(at.getTime() + BLOCKED_RETRY_MS) };
}

/** A run whose worker was lost. */
export function endingOfLost(run: RunDocument, at: Date): RunEnding {
  const outcome = {
    code: 'LEASE',
    error: 'The worker was lost: its lease ended without a result.',
    response: null,
  };
  return { run, change: 'takeOver', at, attempt: attempt(run, 'LOST', outcome, at), crashed: true };
}

const attempt = (
  { attemptStartedAt }: RunDocument,
  outcome: Attempt['outcome'],
  { code, error, response }: Pick<Outcome, 'code' | 'error' | 'response'>,
  finishedAt: Date,
): Attempt => ({
  startedAt: attemptStartedAt,
  finishedAt,
  outcome,
  code,
  error: error?.slice(0, EXCERPT) ?? null,
  response: response?.slice(0, EXCERPT) ?? null,
});
