import { SAMPLED_RUNS } from '@punctual/contracts/api/limits';
import { Types } from 'mongoose';
import { describe, expect, it } from 'vitest';
import type { SampledRun } from '../overview/overview-store.ts';
import { computeRunStatistics } from './run-statistics.ts';

const at = new Date('2026-11-21T09:00:00.000Z');
const JOB = new Types.ObjectId();
const runs = (status: SampledRun['status'], latenesses: (number | null)[]) =>
  latenesses.map((lateness) => ({ status, lateness, jobId: JOB, scheduledFor: at }));
const figures = (...parts: SampledRun[][]) => computeRunStatistics(parts.map((some) => ({ at, runs: some })));

describe('the figures of some runs', () => {
  it('count them by status, in each part and over all', () => {
    const { runs: all, buckets } = figures(runs('COMPLETED', [1, 2]), runs('FAILED', [3]));
    expect(all).toMatchObject({ COMPLETED: 2, FAILED: 1, PENDING: 0 });
    expect(buckets.map((bucket) => bucket.runs.COMPLETED)).toEqual([2, 0]);
  });

  it('have a success rate of what completed or failed, whatever was skipped or waits', () => {
    const some = [...runs('COMPLETED', [1, 1, 1]), ...runs('FAILED', [1]), ...runs('SKIPPED', [null])];
    expect(figures(some).successRate).toBe(0.75);
  });

  it('have none where nothing has ended, and no lateness where nothing was started', () => {
    expect(figures(runs('PENDING', [null]))).toMatchObject({ successRate: null, lateness: null });
  });

  it('have percentiles that are latenesses of runs: of a hundred the 50th, the 95th and the 99th', () => {
    const shuffled = Array.from({ length: 100 }, (_, i) => ((i * 37) % 100) + 1);
    expect(figures(runs('COMPLETED', shuffled)).lateness).toEqual({ p50: 50, p95: 95, p99: 99 });
  });

  it('say where a part held more than was looked at', () => {
    const full = runs(
      'COMPLETED',
      Array.from({ length: SAMPLED_RUNS }, () => 1),
    );
    const { isCapped, buckets } = figures(full, runs('COMPLETED', [1]));
    expect([isCapped, ...buckets.map((bucket) => bucket.isCapped)]).toEqual([true, true, false]);
  });
});
