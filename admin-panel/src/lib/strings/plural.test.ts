import { expect, test } from 'vitest';
import { plural } from './plural.ts';

test('one is singular; none and many are not', () => {
  expect(plural(1, 'job', 'jobs')).toBe('1 job');
  expect(plural(0, 'job', 'jobs')).toBe('0 jobs');
  expect(plural(2, 'job', 'jobs')).toBe('2 jobs');
});

test('large counts have separators', () => {
  expect(plural(1_240, 'job', 'jobs')).toBe('1,240 jobs');
});
