import { expect, test } from 'vitest';
import { findOverlaps } from './overlaps.ts';

const at = (minute: number) => new Date(Date.UTC(2031, 2, 3, 9, minute));
const run = (from: number | null, to: number | null) => ({
  id: 'a run',
  status: 'COMPLETED' as const,
  dueAt: at(0).toISOString(),
  startedAt: from === null ? null : at(from).toISOString(),
  finishedAt: to === null ? null : at(to).toISOString(),
});
const overlaps = (...runs: ReturnType<typeof run>[]) =>
  findOverlaps(runs, at(50).getTime()).map(({ from, to }) => [
    new Date(from).getUTCMinutes(),
    new Date(to).getUTCMinutes(),
  ]);

test('runs one after the other do not overlap, nor do those that touch', () => {
  expect(overlaps(run(0, 10), run(10, 20), run(30, 40))).toEqual([]);
});

test('an overlap lasts while two were going on, in whatever order they are given', () => {
  expect(overlaps(run(5, 20), run(0, 10))).toEqual([[5, 10]]);
});

test('of a run inside another it is the inner one, and touching ones are one', () => {
  expect(overlaps(run(0, 40), run(5, 10), run(10, 15))).toEqual([[5, 15]]);
});

test('a run that has not ended goes on until now, and one that was not started overlaps nothing', () => {
  expect(overlaps(run(0, null), run(45, 48), run(null, 30))).toEqual([[45, 48]]);
});
