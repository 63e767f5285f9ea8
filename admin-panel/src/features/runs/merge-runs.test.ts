import { expect, test } from 'vitest';
import { isGap, mergeRuns } from './merge-runs.ts';

const run = (id: string, minute: number, status = 'COMPLETED') => ({
  id,
  status,
  scheduledFor: new Date(Date.UTC(2026, 10, 23, 9, minute)).toISOString(),
});

test('each run once, in its newest state, newest first', () => {
  const merged = mergeRuns([run('c', 3), run('b', 2)], [run('b', 2, 'RUNNING'), run('a', 1)]);
  expect(merged).toEqual([run('c', 3), run('b', 2), run('a', 1)]);
});

test('a newest page that does not reach what was loaded leaves a gap', () => {
  expect(isGap([run('z', 30)], [run('a', 1)], true)).toBe(true);
  expect(isGap([run('b', 2), run('a', 1)], [run('a', 1)], true)).toBe(false);
});

test('without more to follow, or with nothing loaded, there is none', () => {
  expect(isGap([run('z', 30)], [run('a', 1)], false)).toBe(false);
  expect(isGap([run('z', 30)], [], true)).toBe(false);
});
