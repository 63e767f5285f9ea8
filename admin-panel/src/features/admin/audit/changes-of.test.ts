import { expect, test } from 'vitest';
import { changesOf } from './changes-of.ts';

test('audit details show what was before beside what was asked for', () => {
  expect(changesOf({ details: { role: 'admin', before: { role: 'user' } } })).toEqual([
    { field: 'role', before: 'user', after: 'admin' },
  ]);
});

test('audit details show only what was asked for where nothing of before was recorded', () => {
  expect(changesOf({ details: { action: 'disable', ids: ['a'] } })).toEqual([
    { field: 'action', before: null, after: 'disable' },
    { field: 'ids', before: null, after: 'a' },
  ]);
});

test('audit details name jobs and runs, in place of their ids', () => {
  const details = { ids: ['a', 'b'], runId: 'r', enabled: false };
  expect(changesOf({ details, names: { a: 'Report', r: 'Report' } }).map(({ after }) => after)).toEqual([
    'Report, b',
    'Report',
    'false',
  ]);
});

test('an audit entry without details shows none', () => {
  expect(changesOf({ details: {} })).toEqual([]);
});
