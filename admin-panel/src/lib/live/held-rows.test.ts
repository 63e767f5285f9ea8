import { expect, test } from 'vitest';
import { holdRows } from './held-rows.ts';

const row = (id: string, version = 1) => ({ id, version });
const SHOWN = [row('c'), row('b'), row('a')];

test('while somebody reads, known rows change in place and new ones are only counted', () => {
  const fresh = [row('e'), row('d'), row('c', 2), row('b'), row('a')];
  expect(holdRows(SHOWN, fresh, false)).toEqual({ rows: [row('c', 2), row('b'), row('a')], held: 2 });
});

test('rows that are gone stay until nobody reads', () => {
  expect(holdRows(SHOWN, [row('c'), row('a')], false).rows).toEqual(SHOWN);
  expect(holdRows(SHOWN, [row('c'), row('a')], true).rows).toEqual([row('c'), row('a')]);
});

test('older rows that were loaded come in at the end', () => {
  expect(holdRows(SHOWN, [...SHOWN, row('0')], false)).toEqual({ rows: [...SHOWN, row('0')], held: 0 });
});

test('when nobody reads everything comes in', () => {
  expect(holdRows(SHOWN, [row('d'), ...SHOWN], true)).toEqual({ rows: [row('d'), ...SHOWN], held: 0 });
});
