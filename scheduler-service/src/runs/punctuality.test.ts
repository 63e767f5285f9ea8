import { expect, test } from 'vitest';
import { computePunctuality } from './punctuality.ts';

const runs = (...lateness: (number | null)[]) =>
  lateness.map((ms) => ({ status: 'COMPLETED' as const, lateness: ms }));

test('punctuality: it is computed from the runs that were started', () => {
  expect(computePunctuality([runs(10, null, 2_000), runs(4, 20)])).toEqual({
    runs: 4,
    isCapped: false,
    lateness: { p50: 10, p99: 2_000 },
    onTimeShare: 0.75,
  });
});

test('punctuality: runs that began before their time by a clock were on time', () => {
  expect(computePunctuality([runs(-3, -1, -2)])).toMatchObject({
    lateness: { p50: 0, p99: 0 },
    onTimeShare: 1,
  });
});

test('punctuality: a full sample is marked as capped', () => {
  expect(computePunctuality([runs(1), runs(1, 2)], 2).isCapped).toBe(true);
});

test('punctuality: without a started run there is none', () => {
  expect(computePunctuality([runs(null)])).toEqual({
    runs: 0,
    isCapped: false,
    lateness: null,
    onTimeShare: null,
  });
});
