import { readFileSync } from 'node:fs';
import { RUN_STATUSES } from '@punctual/contracts/runs/run-status';
import { expect, test } from 'vitest';
import { RUN_STATUS_LOOKS } from './run-status.ts';

const css = readFileSync(new URL('../../styles/theme.css', import.meta.url), 'utf8');

test('every status has a look, with a word, a sentence and a pattern of its own', () => {
  expect(Object.keys(RUN_STATUS_LOOKS).sort()).toEqual([...RUN_STATUSES].sort());
  const looks = Object.values(RUN_STATUS_LOOKS);
  expect(new Set(looks.map(({ label }) => label)).size).toBe(RUN_STATUSES.length);
  expect(new Set(looks.map(({ pattern }) => pattern)).size).toBe(RUN_STATUSES.length);
  expect(looks.every(({ sentence }) => sentence.endsWith('.'))).toBe(true);
});

test.each(RUN_STATUSES)('the colour of %s is set for light and for dark', (status) => {
  const variable = RUN_STATUS_LOOKS[status].color.slice('var('.length, -1);
  expect(css.match(new RegExp(`${variable}: #[0-9a-f]{6};`, 'g'))).toHaveLength(2);
});
