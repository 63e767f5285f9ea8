import { beforeEach, expect, test } from 'vitest';
import { filtersOf, listAllViews, listViews, removeView, saveView } from './saved-views.ts';
import { setViewerId } from './session/viewer.ts';

const stored = new Map<string, string>();
Object.assign(globalThis, {
  localStorage: {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
  },
});

beforeEach(() => {
  stored.clear();
  setViewerId('ana');
});

const FAILING = { name: 'Failing', search: '?show=failing' };

test('views of a list are kept by the alphabet, each name once, and removed', () => {
  saveView('/jobs', { name: 'Reports', search: '?q=report' });
  saveView('/jobs', { name: 'Failing', search: '' });
  saveView('/jobs', FAILING);
  expect(listViews('/jobs')).toEqual([FAILING, { name: 'Reports', search: '?q=report' }]);
  removeView('/jobs', 'Reports');
  expect(listAllViews()).toEqual([['/jobs', [FAILING]]]);
});

test('views are those of one account and one list', () => {
  saveView('/jobs', FAILING);
  expect(listViews('/runs')).toEqual([]);
  setViewerId('bob');
  expect(listViews('/jobs')).toEqual([]);
});

test.each([
  '{',
  '[]',
  'null',
  '{"/jobs":5}',
  '{"/jobs":[{"name":1},{"name":"x","search":"//evil.example"}]}',
])('what others have stored under the name of views is none: %s', (text) => {
  stored.set('punctual-views-ana', text);
  expect(listViews('/jobs')).toEqual([]);
});

test('the filters of an address are alike in any order, without what is open beside the list', () => {
  expect(filtersOf('?sort=name&run=5&q=a')).toBe('?q=a&sort=name');
  expect(filtersOf('?run=5')).toBe('');
});
