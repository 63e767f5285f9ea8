import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { systemClock } from '@punctual/engine/platform/clock';
import { createMetrics } from '@punctual/engine/platform/metrics';
import { AttemptMetrics } from '@punctual/engine/runs/attempt-metrics';
import { aJob, aRun, NOON } from '@punctual/testing/engine/documents';
import { quietLogger } from '@punctual/testing/engine/redis';
import { describe, expect, it, vi } from 'vitest';
import type { ExecutionContext, Outcome } from '../tasks/executor.ts';
import { Attempts } from './attempts.ts';
import { OverdueAttempts } from './overdue-attempts.ts';

const DONE: Outcome = { kind: 'completed', code: 250, error: null, response: 'OK' };
const CUT: Outcome = { kind: 'retry', code: 'CUT', error: 'It was cut off.', response: null };
/** An executor that answers only when it is cut off, and says by what. */
const untilCut = ({ signal }: ExecutionContext) =>
  new Promise<Outcome>((resolve) => {
    const cut = () => resolve({ ...CUT, response: String((signal.reason as Error).name) });
    if (signal.aborted) cut();
    else signal.addEventListener('abort', cut);
  });

/** An executor that answers nothing, whatever its signal says. */
const never = () => new Promise<Outcome>(() => {});

/** Carries out a run of a job: what has been cut off by then says so by its signal. */
function carryOut(execute: (context: ExecutionContext) => Promise<Outcome>, cuts: Cuts = {}) {
  const { timeoutMs = 3_600_000, isOurs = true, lost, abortRequested, ending } = cuts;
  const registry = { execute: (_: unknown, context: ExecutionContext) => execute(context) };
  const batches = { beginEffect: async () => isOurs };
  const delivery = cuts.delivery ?? 'at-least-once';
  const run = aRun(aJob({ timeoutMs, delivery }), { status: 'RUNNING', attempt: 1, attemptStartedAt: NOON });
  const unheard = new AbortController().signal;
  const signals = { lost: lost ?? unheard, abortRequested: abortRequested ?? unheard };
  const started = { run, lock: { kind: 'acquired' } as const, ...signals };
  const overdue = cuts.overdue ?? { add: () => {}, cannotEnd: () => {} };
  return new Attempts(registry, batches, overdue, systemClock).carryOut(started, ending ?? unheard);
}
interface Cuts {
  timeoutMs?: number;
  delivery?: 'at-least-once' | 'at-most-once';
  isOurs?: boolean;
  lost?: AbortSignal;
  abortRequested?: AbortSignal;
  ending?: AbortSignal;
  overdue?: Pick<OverdueAttempts, 'add' | 'cannotEnd'>;
}

/** Collects garbage at once, as a process under load does now and then. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
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

describe.concurrent('an attempt whose executor does not end', () => {
  it('is over at its deadline all the same, and may be tried again', async () => {
    const transition = await carryOut(never, { timeoutMs: 20 });
    expect(transition).toMatchObject({ change: 'retry', attempt: { outcome: 'RETRY', code: 'TIMEOUT' } });
  });

  it('is over at its deadline also when the garbage is collected meanwhile', async () => {
    const transition = carryOut(untilCut, { timeoutMs: 200 });
    for (let i = 0; i < 3; i += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      collectGarbage();
    }
    expect((await transition)?.attempt).toMatchObject({ outcome: 'RETRY', response: 'TimeoutError' });
  });

  it('that is delivered at most once has an unknown outcome', async () => {
    const transition = await carryOut(never, { timeoutMs: 20, delivery: 'at-most-once' });
    expect(transition).toMatchObject({ change: 'giveUp', reason: 'UNKNOWN_OUTCOME' });
  });

  it('is over when its end is requested, when the process ends, and when its run is lost', async () => {
    const aborted = AbortSignal.abort('BY_USER');
    const lost = { lost: AbortSignal.abort(new Error('its lease ended')) };
    const ends = [{ abortRequested: aborted }, { ending: abortedSoon() }, lost];
    const transitions = await Promise.all(ends.map((cuts) => carryOut(never, cuts)));
    expect(transitions.map((transition) => transition?.change)).toEqual(['abort', 'release', undefined]);
  });

  it('ends only after all that the executor opened is destroyed', async () => {
    const events: string[] = [];
    const execute = ({ resources }: ExecutionContext) => {
      resources.add({ destroy: async () => void events.push(await 'destroyed') });
      return never();
    };
    await carryOut(execute, { timeoutMs: 20 }).then(() => events.push('ended'));
    expect(events).toEqual(['destroyed', 'ended']);
  });

  it('destroys at once what the executor opens afterwards', async () => {
    const destroyed = vi.fn(async () => {});
    let open = () => {};
    const execute = ({ resources }: ExecutionContext) => {
      open = () => void resources.add({ destroy: destroyed });
      return never();
    };
    await carryOut(execute, { timeoutMs: 20 });
    open();
    expect(destroyed).toHaveBeenCalledOnce();
  });

  it('is counted until it returns, and its late result is counted and changes nothing', async () => {
    const metrics = createMetrics('test');
    const overdue = new OverdueAttempts(new AttemptMetrics(metrics), quietLogger, () => {});
    let settle: (outcome: Outcome) => void = () => {};
    const execute = () =>
      new Promise<Outcome>((resolve) => {
        settle = resolve;
      });
    const transition = await carryOut(execute, { timeoutMs: 20, overdue });
    const figure = async (name: string) => (await metrics.getSingleMetric(name)?.get())?.values;
    expect(await figure('punctual_attempts_beyond_deadline')).toMatchObject([{ value: 1 }]);
    settle(DONE);
    await vi.waitFor(async () =>
      expect(await figure('punctual_late_results_total')).toMatchObject([
        { value: 1, labels: { kind: 'completed' } },
      ]),
    );
    expect(await figure('punctual_attempts_beyond_deadline')).toMatchObject([{ value: 0 }]);
    expect(transition?.change).toBe('retry');
  });
});

describe('an attempt whose connections cannot be closed', () => {
  it('writes nothing, keeps its lease, and ends its process', async () => {
    vi.useFakeTimers();
    try {
      const overdue = { add: vi.fn(), cannotEnd: vi.fn() };
      const execute = ({ resources }: ExecutionContext) => {
        resources.add({ destroy: () => new Promise(() => {}) });
        return never();
      };
      const transition = carryOut(execute, { timeoutMs: 20, overdue });
      await vi.advanceTimersByTimeAsync(60_000);
      expect(await transition).toBeNull();
      expect(overdue.cannotEnd).toHaveBeenCalledOnce();
    } finally {
      vi.useRealTimers();
    }
  });
});

/** A signal that aborts when the attempt has begun. */
function abortedSoon(): AbortSignal {
  const controller = new AbortController();
  setImmediate(() => controller.abort(new Error('The process ends.')));
  return controller.signal;
}
