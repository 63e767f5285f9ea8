import { expect, test } from 'vitest';
import { filtersFrom, SHOWS, type Show, searchOf } from './job-filters.ts';

test.each(Object.keys(SHOWS) as Show[])('%s survives the way through the address', (show) => {
  const filters = { show, page: 3 };
  expect(filtersFrom(new URLSearchParams(searchOf(filters)))).toEqual(filters);
});

test('an address that makes no sense shows everything', () => {
  expect(filtersFrom(new URLSearchParams('show=toString&page=-1'))).toEqual({ show: 'all', page: 1 });
});

test('defaults are left out of the address', () => {
  expect(searchOf({ show: 'all', page: 1 })).toBe('');
});
