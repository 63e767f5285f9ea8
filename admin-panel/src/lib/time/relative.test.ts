import { MINUTE_MS } from '@punctual/contracts/time';
import { expect, test } from 'vitest';
import { relativeText } from './relative.ts';

const NOW = Date.parse('2026-11-23T09:00:00Z');

test.each([
  [0, 'now'],
  [12_000, 'in 12 s'],
  [4 * MINUTE_MS + 59_000, 'in 4 min'],
  [(2 * 24 + 4) * 60 * MINUTE_MS, 'in 2 d 4 h'],
  [(45 * 24 + 4) * 60 * MINUTE_MS, 'in 45 d'],
  [Date.parse('2090-01-01T00:00:00Z') - NOW, 'in 63 y 1 mo'],
  [-3 * MINUTE_MS, 'due 3 min ago'],
  [-59_000, 'due 59 s ago'],
])('%i ms from now reads %s', (offset, words) => {
  expect(relativeText(NOW + offset, NOW)).toBe(words);
});
