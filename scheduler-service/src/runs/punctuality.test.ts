import { expect, test } from 'vitest';
import { figuresOf } from './punctuality.ts';

const runs = (...lateness: (number | null)[]) =>
  lateness.map((ms) => ({ status: 'COMPLETED' as const, lateness: ms }));

test('punctuality is told of the runs that were started', () => {
  expect(figuresOf([runs(10, null, 2_000), runs(4, 20)])).toEqual({
    ...{ runs: 4, isCapped: false, lateness: { p50: 10, p99: 2_000 }, onTimeShare: 0.75 },
  });
});

test('runs that began before their time by a clock were on time', () => {
  expect(figuresOf([runs(-3, -1, -2)])).toMatchObject({ lateness: { p50: 0, p99: 0 }, onTimeShare: 1 });
});

test('a part of the time that is full is said', () => {
  expect(figuresOf([runs(1), runs(1, 2)], 2).isCapped).toBe(true);
});

test('of no started run there is none', () => {
  expect(figuresOf([runs(null)])).toEqual({ runs: 0, isCapped: false, lateness: null, onTimeShare: null });
});
