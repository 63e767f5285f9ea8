import { expect, test } from 'vitest';
import { changeText, latenessChange, type RunFigures, rateChange, rateText, runsChange } from './changes.ts';

const NONE = { COMPLETED: 0, FAILED: 0, RUNNING: 0, SKIPPED: 0, PENDING: 0, CANCELED: 0 };
const figures = (completed: number, successRate: number | null, p99: number | null): RunFigures => ({
  runs: { ...NONE, COMPLETED: completed },
  successRate,
  lateness: p99 === null ? null : { p50: 1, p95: 1, p99 },
});

test('changes: runs are compared by their number', () => {
  const said = (now: number, before: number) =>
    changeText(runsChange(figures(now, 1, 1), figures(before, 1, 1)), '24 hours');
  expect(said(1_250, 10)).toBe('1,240 more than in the 24 hours before');
  expect(said(1, 4)).toBe('3 fewer than in the 24 hours before');
  expect(said(4, 4)).toBe('the same as in the 24 hours before');
});

test('changes: rates are compared in points, to a tenth', () => {
  expect(rateChange(figures(1, 0.992, 1), figures(1, 0.98, 1))).toBe('1.2 points higher');
  expect(rateChange(figures(1, 0.9, 1), figures(1, 0.9004, 1))).toBe('as before');
});

test('changes: lateness is compared in words of time', () => {
  expect(latenessChange(figures(1, 1, 30), figures(1, 1, 1_030))).toBe('1 s sooner');
});

test('changes: without figures there is no comparison', () => {
  expect(changeText(rateChange(figures(1, 1, 1), figures(0, null, null)), '1 hour')).toBe(
    'nothing in the 1 hour before',
  );
});

test('a rate is never rounded up to a hundred', () => {
  expect(rateText(0.9999)).toBe('99.9 %');
  expect(rateText(1)).toBe('100 %');
});
