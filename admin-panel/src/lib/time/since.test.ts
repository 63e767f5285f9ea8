import { expect, test } from 'vitest';
import { agoText } from './since.ts';

const NOW = Date.parse('2026-11-23T09:00:00Z');

test.each([
  [0, '1 s'],
  [42_900, '42 s'],
  [59_999, '59 s'],
  [3 * 60_000 + 59_000, '3 min'],
  [26 * 3_600_000, '1 d 2 h'],
  [-5_000, '1 s'],
])('%i ms ago reads %s', (ago, words) => {
  expect(agoText(NOW - ago, NOW)).toBe(words);
});
