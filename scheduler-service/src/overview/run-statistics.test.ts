import { SAMPLED_RUNS } from '@punctual/contracts/api/limits';
import { Types } from 'mongoose';
import { describe, expect, it } from 'vitest';
import type { SampledRun } from './overview-store.ts';
import { computeRunStatistics } from './run-statistics.ts';

const at = new Date('2026-11-21T09:00:00.000Z');
const JOB = new Types.ObjectId();
const runs = (status: SampledRun['status'], latenesses: (number | null)[]) =>
  latenesses.map((lateness) => ({ status, lateness, jobId: JOB, scheduledFor: at }));
const statistics = (...parts: SampledRun[][]) =>
  computeRunStatistics(parts.map((some) => ({ at, runs: some })));

describe('run statistics', () => {
  it('count runs by status, in each bucket and in the window', () => {
    const { runs: all, buckets } = statistics(runs('COMPLETED', [1, 2]), runs('FAILED', [3]));
    expect(all).toMatchObject({ COMPLETED: 2, FAILED: 1, PENDING: 0 });
    expect(buckets.map((bucket) => bucket.runs.COMPLETED)).toEqual([2, 0]);
  });

  it('have a success rate of the runs that completed or failed, however many were skipped or wait', () => {
    const some = [...runs('COMPLETED', [1, 1, 1]), ...runs('FAILED', [1]), ...runs('SKIPPED', [null])];
    expect(statistics(some).successRate).toBe(0.75);
  });

  it('have no success rate where nothing has ended, and no lateness where nothing was started', () => {
    expect(statistics(runs('PENDING', [null]))).toMatchObject({ successRate: null, lateness: null });
  });

  it('have percentiles that are latenesses of runs: of a hundred the 50th, the 95th and the 99th', () => {
    const shuffled = Array.from({ length: 100 }, (_, i) => ((i * 37) % 100) + 1);
    expect(statistics(runs('COMPLETED', shuffled)).lateness).toEqual({ p50: 50, p95: 95, p99: 99 });
  });

  it('mark the buckets that held more runs than are looked at', () => {
    const full = runs(
      'COMPLETED',
      Array.from({ length: SAMPLED_RUNS }, () => 1),
    );
    const { isCapped, buckets } = statistics(full, runs('COMPLETED', [1]));
    expect([isCapped, ...buckets.map((bucket) => bucket.isCapped)]).toEqual([true, true, false]);
  });
});
