import { expect, test } from 'vitest';
import { backoff } from './backoff.ts';

test('backoff: each failure doubles the wait, up to half a minute', () => {
  expect([1, 2, 3, 4, 5, 6, 20].map((failures) => backoff(failures, 1))).toEqual([
    1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000,
  ]);
});

test('backoff: browsers that lost the server at once do not come back at once', () => {
  expect([0, 0.5, 1].map((random) => backoff(3, random))).toEqual([2_000, 3_000, 4_000]);
});

test('backoff: after a stream that ended well, only a moment passes', () => {
  expect(backoff(0, 1)).toBeLessThanOrEqual(500);
});
