import { describe, expect, it } from 'vitest';
import { aJob, anEmail, aRun, at, NOON } from '../../../shared/test/support/engine/documents.ts';
import type { Outcome } from '../tasks/executor.ts';
import { endingOf, endingOfLost, endingOfStopped } from './ending.ts';

const outcome = (kind: Outcome['kind'], more: Partial<Outcome> = {}): Outcome => ({
  kind,
  code: 451,
  error: 'Try later.',
  response: '451 Try later.',
  ...more,
});
const job = aJob({
  task: anEmail(),
  retry: { attempts: 3, backoff: 'fixed', delayMs: 5_000, maxAgeMs: 60_000 },
});
/** A run in its n-th attempt. */
const attempting = (attempt: number) => {
  const before = Array.from({ length: attempt - 1 }, () => ({
    startedAt: NOON,
    finishedAt: NOON,
    outcome: 'RETRY' as const,
    code: null,
    error: null,
    response: null,
  }));
  return aRun(job, { status: 'RUNNING', attempt, attempts: before, attemptStartedAt: NOON, fence: attempt });
};

describe('what becomes of a run after an attempt', () => {
  it('is COMPLETED when it succeeded, with what the other side said', () => {
    const run = attempting(1);
    const sent = outcome('completed', { code: 250, error: null, response: '250 OK' });
    expect(endingOf(run, sent, at(1), 0.5)).toEqual({
      run,
      change: 'complete',
      at: at(1),
      attempt: {
        startedAt: NOON,
        finishedAt: at(1),
        outcome: 'COMPLETED',
        code: 250,
        error: null,
        response: '250 OK',
      },
    });
  });

  it('is FAILED at once when a repetition cannot help', () => {
    const end = endingOf(attempting(1), outcome('failed'), at(1), 0.5);
    expect(end).toMatchObject({ change: 'fail', attempt: { outcome: 'FAILED' } });
  });

  it('is another attempt after a pause when it may pass', () => {
    const end = endingOf(attempting(2), outcome('retry'), at(1), 0.5);
    expect(end).toMatchObject({ change: 'retry', nextAttemptAt: at(6), attempt: { outcome: 'RETRY' } });
  });

  it('is FAILED after the last attempt', () => {
    expect(endingOf(attempting(3), outcome('retry'), at(1), 0.5)).toMatchObject({ change: 'fail' });
  });

  it('is FAILED when it has become too old for another', () => {
    expect(endingOf(attempting(1), outcome('retry'), at(60), 0.5)).toMatchObject({ change: 'fail' });
  });

  it('keeps the beginning of a very long answer', () => {
    const long = outcome('failed', { error: 'e'.repeat(10_000), response: 'r'.repeat(10_000) });
    const { attempt } = endingOf(attempting(1), long, at(1), 0.5);
    expect([attempt?.error?.length, attempt?.response?.length]).toEqual([4_096, 4_096]);
  });
});

describe('what becomes of a run that was taken and must not go on', () => {
  const other = aRun(job)._id;

  it('is CANCELED when its job is not wanted any more, and no attempt is counted', () => {
    const end = endingOfStopped(attempting(1), { kind: 'unwanted', reason: 'DISABLED' }, at(1));
    expect(end).toMatchObject({ change: 'withdraw', reason: 'DISABLED', attempt: null, uncounted: true });
  });

  it('is SKIPPED when another run is in the way, which it names', () => {
    const end = endingOfStopped(attempting(1), { kind: 'blocked', by: other }, at(1));
    expect(end).toMatchObject({ change: 'refuse', reason: 'OVERLAP', blockedBy: other, uncounted: true });
  });

  it('is to wait, when it has been begun before: a retry is never dropped for a later run', () => {
    const end = endingOfStopped(attempting(2), { kind: 'blocked', by: other }, at(1));
    expect(end).toMatchObject({ change: 'release', nextAttemptAt: at(3), attempt: null, uncounted: true });
  });
});

it('what becomes of a run whose worker was lost is another attempt, under a new fence', () => {
  const end = endingOfLost(attempting(1), at(31));
  expect(end).toMatchObject({ change: 'takeOver', crashed: true, at: at(31) });
  expect(end.attempt).toMatchObject({ outcome: 'LOST', startedAt: NOON, finishedAt: at(31), code: 'LEASE' });
});
