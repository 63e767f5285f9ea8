import { aJob, anEmail, aRun, at, NOON } from '@punctual/testing/engine/documents';
import { describe, expect, it } from 'vitest';
import type { Outcome } from '../tasks/executor.ts';
import {
  transitionForAborted,
  transitionForLost,
  transitionForOutcome,
  transitionForReleased,
  transitionForStopped,
} from './outcome-transition.ts';

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

describe('what becomes of a run whose host is left alone', () => {
  const paused = (error = 'x.example is left alone.') =>
    outcome('retry', {
      code: 'CIRCUIT_OPEN',
      error,
      response: null,
      undelivered: true,
      untried: true,
      retryAfterMs: 2_000,
    });

  it('is no attempt: it waits, ever longer, and has all of its attempts still', () => {
    const end = transitionForOutcome(attempting(3), paused(), at(1), 0.5);
    expect(end).toMatchObject({ change: 'retry', attempt: null, uncounted: true, nextAttemptAt: at(3) });
    expect(transitionForOutcome(attempting(3), paused(), at(20), 0.5)).toMatchObject({
      nextAttemptAt: at(30),
    });
  });

  it('ends in time all the same, and says what the host failed with', () => {
    const end = transitionForOutcome(attempting(3), paused('The last time: 503'), at(60), 0.5);
    expect(end).toMatchObject({
      change: 'fail',
      attempt: { outcome: 'FAILED', error: 'The last time: 503' },
    });
  });
});

describe('what becomes of a run after an attempt', () => {
  it('is COMPLETED when it succeeded, with what the other side said', () => {
    const run = attempting(1);
    const sent = outcome('completed', { code: 250, error: null, response: '250 OK' });
    expect(transitionForOutcome(run, sent, at(1), 0.5)).toEqual({
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
    const end = transitionForOutcome(attempting(1), outcome('failed'), at(1), 0.5);
    expect(end).toMatchObject({ change: 'fail', attempt: { outcome: 'FAILED' } });
  });

  it('is another attempt after a pause when it may pass', () => {
    const end = transitionForOutcome(attempting(2), outcome('retry'), at(1), 0.5);
    expect(end).toMatchObject({ change: 'retry', nextAttemptAt: at(6), attempt: { outcome: 'RETRY' } });
  });

  it('is FAILED after the last attempt', () => {
    expect(transitionForOutcome(attempting(3), outcome('retry'), at(1), 0.5)).toMatchObject({
      change: 'fail',
    });
  });

  it('is FAILED when it has become too old for another', () => {
    expect(transitionForOutcome(attempting(1), outcome('retry'), at(60), 0.5)).toMatchObject({
      change: 'fail',
    });
  });

  it('keeps the beginning of a very long answer', () => {
    const long = outcome('failed', { error: 'e'.repeat(10_000), response: 'r'.repeat(10_000) });
    const { attempt } = transitionForOutcome(attempting(1), long, at(1), 0.5);
    expect([attempt?.error?.length, attempt?.response?.length]).toEqual([4_096, 4_096]);
  });
});

describe('what becomes of a run that was taken and must not go on', () => {
  const other = aRun(job)._id;

  it('is CANCELED when its job is not wanted any more, and no attempt is counted', () => {
    const end = transitionForStopped(attempting(1), { kind: 'cancelled', reason: 'DISABLED' }, at(1));
    expect(end).toMatchObject({ change: 'withdraw', reason: 'DISABLED', attempt: null, uncounted: true });
  });

  it('is SKIPPED when another run is in the way, which it names', () => {
    const end = transitionForStopped(attempting(1), { kind: 'locked', by: other }, at(1));
    expect(end).toMatchObject({ change: 'refuse', reason: 'OVERLAP', blockedBy: other, uncounted: true });
  });

  it('is to wait, when it has been begun before: a retry is never dropped for a later run', () => {
    const end = transitionForStopped(attempting(2), { kind: 'locked', by: other }, at(1));
    expect(end).toMatchObject({ change: 'release', dispatchAfter: at(3), attempt: null, uncounted: true });
  });
});

it('what becomes of a run that a newer release made is to wait for a worker of it; no attempt is counted', () => {
  const end = transitionForStopped(attempting(1), { kind: 'unsupportedVersion' }, at(1));
  expect(end).toMatchObject({ change: 'release', nextAttemptAt: at(11), attempt: null, uncounted: true });
});

it('what becomes of a run whose worker was lost is another attempt, under a new fence', () => {
  const end = transitionForLost(attempting(1), at(31));
  expect(end).toMatchObject({ change: 'takeOver', crashed: true, at: at(31) });
  expect(end.attempt).toMatchObject({ outcome: 'LOST', startedAt: NOON, finishedAt: at(31), code: 'LEASE' });
});

describe('what becomes of a run that has to wait for another', () => {
  it.each(['queued', 'outOfOrder'] as const)(
    'and is %s: it is given back at rest, and sent again in case its waking is lost',
    (kind) => {
      expect(transitionForStopped(attempting(1), { kind }, NOON)).toMatchObject({
        change: 'release',
        uncounted: true,
        dispatchAfter: at(10),
      });
    },
  );
});

describe('what becomes of a run whose owner wants it to end', () => {
  it('is CANCELED in the course of an attempt, which is recorded', () => {
    const ending = transitionForAborted(attempting(1), 'BY_USER', outcome('retry'), at(1));
    expect(ending).toMatchObject({ change: 'abort', reason: 'BY_USER', attempt: { outcome: 'CANCELED' } });
  });

  it('is CANCELED before its next attempt, when its attempt ended before it was asked', () => {
    const ending = transitionForStopped(attempting(2), { kind: 'cancelled', reason: 'BY_USER' }, at(1));
    expect(ending).toMatchObject({ change: 'abort', reason: 'BY_USER', attempt: null });
  });

  it('is CANCELED instead of taken over, when its worker was lost', () => {
    const lost = { ...attempting(1), cancelRequested: 'BY_USER' as const };
    expect(transitionForLost(lost, at(1))).toMatchObject({
      change: 'abort',
      reason: 'BY_USER',
      crashed: true,
    });
  });
});

describe('what becomes of a run that is delivered at most once', () => {
  const once = (more: object = {}) => {
    const run = attempting(1);
    return { ...run, snapshot: { ...run.snapshot, delivery: 'at-most-once' as const }, ...more };
  };

  it.each(['TIMEOUT', 'ECONNRESET'])('and ended with %s is FAILED: it may have been delivered', (code) => {
    const ending = transitionForOutcome(once(), outcome('retry', { code }), at(1), 0);
    expect(ending).toMatchObject({ change: 'giveUp', reason: 'UNKNOWN_OUTCOME', attempt: { code } });
  });

  it('is tried again when it is certain that nothing was delivered', () => {
    const ending = transitionForOutcome(once(), outcome('retry', { undelivered: true }), at(1), 0);
    expect(ending).toMatchObject({ change: 'retry' });
  });

  it('is FAILED when its worker was lost after the effect had begun, and taken over when before', () => {
    expect(transitionForLost(once({ effectAt: NOON }), at(1))).toMatchObject({ reason: 'UNKNOWN_OUTCOME' });
    expect(transitionForLost(once(), at(1))).toMatchObject({ change: 'takeOver' });
  });

  it('is FAILED when its process ended after the effect had begun, and given back when before', () => {
    expect(transitionForReleased(once(), at(1), true)).toMatchObject({ reason: 'UNKNOWN_OUTCOME' });
    expect(transitionForReleased(once(), at(1), false)).toMatchObject({ change: 'release', uncounted: true });
  });
});

describe('what becomes of a run that brings its workers down', () => {
  it.each([
    [
      'taken over after the second crash alone, by a worker of the release before',
      { alone: true, aloneCrashes: 1 },
      { change: 'takeOver' },
    ],
    ['FAILED after the third', { alone: true, aloneCrashes: 2 }, { change: 'giveUp', reason: 'POISON' }],
    [
      'taken over for ever while others ran beside it',
      { alone: false, crashCount: 50 },
      { change: 'takeOver' },
    ],
  ] as const)('is %s', (_, more, then) => {
    expect(transitionForLost({ ...attempting(1), ...more }, at(1))).toMatchObject(then);
  });
});

describe('what becomes of a run whose process in quarantine died', () => {
  const died = outcome('retry', { code: 'CRASH', process: 'died' });

  it.each([
    [0, { change: 'takeOver', nextAttemptAt: at(2) }],
    [1, { change: 'takeOver' }],
    [2, { change: 'giveUp', reason: 'POISON' }],
  ])('after %i deaths before: it is tried again soon, or stopped', (aloneCrashes, then) => {
    const ending = transitionForOutcome({ ...attempting(5), aloneCrashes }, died, at(1), 0);
    expect(ending).toMatchObject({
      ...then,
      crashed: true,
      inQuarantine: true,
      attempt: { outcome: 'LOST' },
    });
  });

  it.each([
    ['a process that survived clears its crashes', {}, true],
    ['one that had to be killed does not', { process: 'killed' as const }, false],
  ])('%s', (_, more, survived) => {
    expect(transitionForOutcome(attempting(1), outcome('retry', more), at(1), 0)).toMatchObject({ survived });
  });
});
