import type { RunStatus } from '@punctual/contracts/runs/run-status';
import { expect, test } from 'vitest';
import { finishedText, statusesOf } from './finished-runs.ts';

const run = (id: string, status: RunStatus) => ({ id, status });
const BEFORE = statusesOf([run('a', 'RUNNING'), run('b', 'PENDING'), run('c', 'COMPLETED')]);

test('announcement: a run that was active and has ended is named by its status', () => {
  expect(finishedText(BEFORE, [run('a', 'FAILED'), run('b', 'RUNNING'), run('c', 'COMPLETED')])).toBe(
    'Run ended: Failed.',
  );
});

test('announcement: several runs that ended are counted', () => {
  expect(finishedText(BEFORE, [run('a', 'COMPLETED'), run('b', 'FAILED')])).toBe('2 runs ended, 1 failed.');
  expect(finishedText(BEFORE, [run('a', 'COMPLETED'), run('b', 'SKIPPED')])).toBe('2 runs ended.');
});

test('announcement: runs that had ended before, or were never seen active, are not named', () => {
  expect(finishedText(BEFORE, [run('c', 'COMPLETED'), run('d', 'COMPLETED')])).toBeNull();
});
