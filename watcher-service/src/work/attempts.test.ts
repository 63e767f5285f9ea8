import { systemClock } from '@punctual/engine/platform/clock';
import { aJob, aRun, NOON } from '@punctual/testing/engine/documents';
import { describe, expect, it } from 'vitest';
import type { ExecutionContext, Outcome } from '../tasks/executor.ts';
import type { Registry } from '../tasks/registry.ts';
import { Attempts } from './attempts.ts';

const DONE: Outcome = { kind: 'completed', code: 250, error: null, response: 'OK' };
const CUT: Outcome = { kind: 'retry', code: 'CUT', error: 'It was cut off.', response: null };
/** An executor that answers only when it is cut off, and says by what. */
const untilCut = ({ signal }: ExecutionContext) =>
  new Promise<Outcome>((resolve) => {
    const cut = () => resolve({ ...CUT, response: String((signal.reason as Error).name) });
    if (signal.aborted) cut();
    else signal.addEventListener('abort', cut);
  });

/** Carries out a run of a job: what has been cut off by then says so by its signal. */
function carryOut(execute: (context: ExecutionContext) => Promise<Outcome>, cuts: Cuts = {}) {
  const { timeoutMs = 3_600_000, isOurs = true, lost, abortRequested, ending } = cuts;
  const registry: Registry = { execute: (_, context) => execute(context), close: () => {} };
  const batches = { beginEffect: async () => isOurs };
  const delivery = cuts.delivery ?? 'at-least-once';
  const run = aRun(aJob({ timeoutMs, delivery }), { status: 'RUNNING', attempt: 1, attemptStartedAt: NOON });
  const never = new AbortController().signal;
  const signals = { lost: lost ?? never, abortRequested: abortRequested ?? never };
  const started = { run, lock: { kind: 'acquired' } as const, ...signals };
  return new Attempts(registry, batches, systemClock).carryOut(started, ending ?? never);
}
interface Cuts {
  timeoutMs?: number;
  delivery?: 'at-least-once' | 'at-most-once';
  isOurs?: boolean;
  lost?: AbortSignal;
  abortRequested?: AbortSignal;
  ending?: AbortSignal;
}

describe('an attempt', () => {
  it('that is carried out completes its run', async () => {
    expect(await carryOut(async () => DONE)).toMatchObject({ change: 'complete', attempt: { code: 250 } });
  });

  it('is cut off when the time of its job has passed', async () => {
    const transition = await carryOut(untilCut, { timeoutMs: 20 });
    expect(transition?.attempt).toMatchObject({ outcome: 'RETRY', code: 'CUT', response: 'TimeoutError' });
  });

  it('that an executor breaks off by an error of its own may be tried again', async () => {
    const broken = () => Promise.reject(new Error('undefined is not a function'));
    expect(await carryOut(broken)).toMatchObject({
      change: 'retry',
      attempt: { code: 'INTERNAL', error: 'undefined is not a function' },
    });
  });

  it('writes nothing about a run that was lost meanwhile', async () => {
    expect(await carryOut(untilCut, { lost: AbortSignal.abort(new Error('its lease ended')) })).toBeNull();
  });

  it('does not begin an effect that must happen at most once when the run is not ours any more', async () => {
    const execute = () => Promise.reject(new Error('It was begun.'));
    expect(await carryOut(execute, { delivery: 'at-most-once', isOurs: false })).toBeNull();
  });

  it('aborts a run whose end is requested', async () => {
    const abortRequested = AbortSignal.abort('BY_USER');
    expect(await carryOut(untilCut, { abortRequested })).toMatchObject({
      change: 'abort',
      reason: 'BY_USER',
    });
  });

  it('gives its run back when the process ends', async () => {
    const ending = AbortSignal.abort(new Error('The process ends.'));
    expect(await carryOut(untilCut, { ending })).toMatchObject({ change: 'release', uncounted: true });
  });
});
