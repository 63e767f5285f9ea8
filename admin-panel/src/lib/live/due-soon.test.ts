import { expect, test } from 'vitest';
import { dueSoon } from './due-soon.ts';

const NOW = Date.parse('2026-11-23T09:00:00Z');
const at = (offset: number): string => new Date(NOW + offset).toISOString();

test('due soon: a run due within a minute, and one that is just overdue', () => {
  expect(dueSoon(at(59_000), NOW)).toBe(true);
  expect(dueSoon(at(-5_000), NOW)).toBe(true);
});

test('due soon: no later run, and no missing one', () => {
  expect(dueSoon(at(61_000), NOW)).toBe(false);
  expect(dueSoon(null, NOW)).toBe(false);
});
