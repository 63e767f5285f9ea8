import type { Verdict } from '@punctual/shared/engine/job-changes';
import type { RunEnding } from '@punctual/shared/engine/run-changes';
import type { Attempt, RunDocument } from '@punctual/shared/store/documents';
import type { Outcome } from '../tasks/executor.ts';
import { mayRetry, pauseAfter } from './retry.ts';

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
  const nextAttemptAt = new Date(at.getTime() + pauseAfter(retry, run.attempt, random));
  return { run, change: 'retry', at, attempt: attempt(run, 'RETRY', outcome, at), nextAttemptAt };
}

/** What becomes of a run that was taken and must not go on: nothing has been done for it. */
export function endingOfStopped(run: RunDocument, verdict: Stop, at: Date): RunEnding {
  if (verdict.kind === 'unwanted')
    return { run, change: 'withdraw', at, attempt: null, reason: verdict.reason };
  return { run, change: 'refuse', at, attempt: null, reason: 'OVERLAP', blockedBy: verdict.by };
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
): Attempt => ({ startedAt: attemptStartedAt, finishedAt, outcome, code, error, response });
