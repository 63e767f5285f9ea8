import { DAY_MS } from '@punctual/contracts/time';
import { after, aJob, aRun, NOON } from '@punctual/testing/engine/documents';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RunDocument } from '../database/documents.ts';
import { systemClock } from '../platform/clock.ts';
import { DueTimer } from './due-timer.ts';

const dueIn = (ms: number) => aRun(aJob(), { dueAt: after(NOON, ms) });

let handed: { runs: RunDocument[]; at: number }[];
let timer: DueTimer;
beforeEach(() => {
  vi.useFakeTimers({ now: NOON });
  handed = [];
  timer = new DueTimer(systemClock, (runs) => handed.push({ runs, at: Date.now() - NOON.getTime() }));
});
afterEach(() => {
  timer.stop();
  vi.useRealTimers();
});

describe('a due timer', () => {
  it('hands a run on at its due millisecond, and not before', () => {
    const run = dueIn(1_500);
    timer.arm([run]);
    vi.advanceTimersByTime(1_499);
    expect(handed).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(handed).toEqual([{ runs: [run], at: 1_500 }]);
  });

  it('hands on at once what is due already', () => {
    const run = dueIn(-1);
    timer.arm([run]);
    expect(handed).toEqual([{ runs: [run], at: 0 }]);
  });

  it('hands on together what is due together', () => {
    const runs = [dueIn(500), dueIn(500), dueIn(500)];
    timer.arm(runs);
    vi.advanceTimersByTime(2_000);
    expect(handed).toEqual([{ runs, at: 500 }]);
  });

  it('waits for each of several times, also for one that is armed later and due earlier', () => {
    timer.arm([dueIn(900), dueIn(300)]);
    timer.arm([dueIn(100)]);
    vi.advanceTimersByTime(2_000);
    expect(handed.map(({ at }) => at)).toEqual([100, 300, 900]);
  });

  it('hands on once, and at its later time, what is armed again for another time', () => {
    const run = dueIn(200);
    timer.arm([run, dueIn(100)]);
    timer.arm([{ ...run, nextAttemptAt: after(NOON, 400) }]);
    expect(timer.armed).toBe(2);
    vi.advanceTimersByTime(2_000);
    expect(handed.map(({ runs, at }) => [runs.length, at])).toEqual([
      [1, 100],
      [1, 400],
    ]);
    expect(timer.armed).toBe(0);
  });

  it('waits the rest when it is woken early, as setTimeout may by a millisecond', () => {
    let now = NOON;
    const early = new DueTimer({ now: () => now }, (runs) =>
      handed.push({ runs, at: now.getTime() - NOON.getTime() }),
    );
    early.arm([dueIn(100)]);
    now = after(NOON, 99);
    vi.advanceTimersByTime(100);
    expect(handed).toEqual([]);
    now = after(NOON, 100);
    vi.advanceTimersByTime(1);
    expect(handed.map(({ at }) => at)).toEqual([100]);
  });

  it('holds a run once, however often it is armed', () => {
    const run = dueIn(100);
    timer.arm([run]);
    timer.arm([run]);
    vi.advanceTimersByTime(1_000);
    expect(handed).toHaveLength(1);
  });

  it('is not hurried by a time further away than timers reach', () => {
    timer.arm([dueIn(60 * DAY_MS)]);
    vi.advanceTimersByTime(59 * DAY_MS);
    expect(handed).toEqual([]);
    vi.advanceTimersByTime(DAY_MS);
    expect(handed.map(({ at }) => at)).toEqual([60 * DAY_MS]);
  });

  it('answers what it held when it is stopped, and hands on nothing any more', () => {
    const [gone, held] = [dueIn(10), dueIn(500)];
    timer.arm([gone, held]);
    vi.advanceTimersByTime(100);
    expect(timer.stop()).toEqual([held]);
    vi.advanceTimersByTime(1_000);
    expect(handed).toHaveLength(1);
  });
});
