import type { RetryPolicy } from '@punctual/contracts/jobs/job';
import { HOUR_MS } from '@punctual/contracts/time';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mayRetry, pauseAfter } from './retry.ts';

const policy = (more: Partial<RetryPolicy> = {}): RetryPolicy => ({
  attempts: 5,
  backoff: 'exponential',
  delayMs: 10_000,
  maxAgeMs: 24 * HOUR_MS,
  ...more,
});
const random = fc.double({ min: 0, max: 1, noNaN: true });

describe('the pause before the next attempt', () => {
  it('is anything from nothing to a limit that doubles with each attempt', () => {
    const limits = [1, 2, 3, 4].map((attempt) => pauseAfter(policy(), attempt, 1));
    expect(limits).toEqual([10_000, 20_000, 40_000, 80_000]);
    expect(pauseAfter(policy(), 3, 0)).toBe(0);
    expect(pauseAfter(policy(), 3, 0.25)).toBe(10_000);
  });

  it('is an hour at most', () => {
    expect(pauseAfter(policy(), 20, 1)).toBe(HOUR_MS);
    expect(pauseAfter(policy({ delayMs: HOUR_MS }), 2, 1)).toBe(HOUR_MS);
  });

  it('is what was set, where it is fixed', () => {
    const fixed = policy({ backoff: 'fixed', delayMs: 7_000 });
    expect([1, 2, 9].map((attempt) => pauseAfter(fixed, attempt, 0.3))).toEqual([7_000, 7_000, 7_000]);
  });

  it('is a whole number of milliseconds within its bounds, whatever the dice say', () => {
    const attempts = fc.integer({ min: 1, max: 100 });
    const delays = fc.integer({ min: 100, max: HOUR_MS });
    fc.assert(
      fc.property(attempts, delays, random, (attempt, delayMs, dice) => {
        const pause = pauseAfter(policy({ delayMs }), attempt, dice);
        expect(Number.isInteger(pause)).toBe(true);
        expect(pause).toBeGreaterThanOrEqual(0);
        expect(pause).toBeLessThanOrEqual(Math.min(HOUR_MS, delayMs * 2 ** (attempt - 1)));
      }),
    );
  });

  it('grows with the dice: what failed together does not come back together', () => {
    fc.assert(
      fc.property(random, random, (a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        expect(pauseAfter(policy(), 4, low)).toBeLessThanOrEqual(pauseAfter(policy(), 4, high));
      }),
    );
  });
});

describe('another attempt', () => {
  it('is allowed as long as there are attempts left', () => {
    expect([1, 4, 5, 6].map((attempt) => mayRetry(policy(), attempt, 0))).toEqual([true, true, false, false]);
  });

  it('is allowed as long as the run is not too old', () => {
    const aged = policy({ maxAgeMs: 60_000 });
    expect([0, 59_999, 60_000].map((age) => mayRetry(aged, 1, age))).toEqual([true, true, false]);
  });
});
