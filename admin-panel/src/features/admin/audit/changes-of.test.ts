import { expect, test } from 'vitest';
import { changesOf } from './changes-of.ts';

test('what was before stands beside what was asked for', () => {
  expect(changesOf({ details: { role: 'admin', before: { role: 'user' } } })).toEqual([
    { field: 'role', before: 'user', after: 'admin' },
  ]);
});

test('where nothing of before was recorded, only what was asked for is shown', () => {
  expect(changesOf({ details: { action: 'disable', ids: ['a'] } })).toEqual([
    { field: 'action', before: null, after: 'disable' },
    { field: 'ids', before: null, after: '["a"]' },
  ]);
});

test('an act without details has none', () => {
  expect(changesOf({ details: {} })).toEqual([]);
});
