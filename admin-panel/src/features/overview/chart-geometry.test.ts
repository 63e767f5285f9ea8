import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Bucket, barOf, linesOf, niceMax, STACK } from './chart-geometry.ts';

const NONE = { COMPLETED: 0, FAILED: 0, RUNNING: 0, SKIPPED: 0, PENDING: 0, CANCELED: 0 };
const bucket = (runs: Partial<Bucket['runs']>): Bucket => ({
  at: '2026-11-23T09:00:00.000Z',
  runs: { ...NONE, ...runs },
  lateness: null,
  isCapped: false,
});

test('a bar of the chart has what went well below and what failed on top', () => {
  expect(barOf(bucket({ COMPLETED: 3, FAILED: 1 }), 20, 100)).toEqual([
    { status: 'COMPLETED', y: 40, height: 60 },
    { status: 'FAILED', y: 20, height: 20 },
  ]);
});

test('one failure among a thousand runs is seen', () => {
  const [, failed] = barOf(bucket({ COMPLETED: 1_000, FAILED: 1 }), 0.1, 100);
  expect(failed?.height).toBeGreaterThan(2);
});

test('no bar is higher than the chart, and its parts lie on each other without gaps', () => {
  const runs = fc.record(
    Object.fromEntries(STACK.map((status) => [status, fc.nat(5_000)])) as Record<
      keyof typeof NONE,
      fc.Arbitrary<number>
    >,
  );
  fc.assert(
    fc.property(runs, fc.double({ min: 0.001, max: 5, noNaN: true }), (some, perRun) => {
      const parts = barOf(bucket(some), perRun, 100);
      let top = 100;
      for (const { y, height } of parts) {
        expect(y + height).toBeCloseTo(top, 6);
        top = y;
      }
      expect(top).toBeGreaterThan(-1e-6);
    }),
  );
});

test.each([
  [0, 1],
  [1, 1],
  [3, 5],
  [11, 20],
  [500, 500],
  [501, 1_000],
])('the scale for %i reaches to %i', (largest, max) => {
  expect(niceMax(largest)).toBe(max);
});

test('a line of the chart has a gap where there is no value', () => {
  expect(linesOf([0, 10, null, 5], 10, 40, 100)).toEqual([
    [
      { x: 5, y: 100 },
      { x: 15, y: 0 },
    ],
    [{ x: 35, y: 50 }],
  ]);
});
