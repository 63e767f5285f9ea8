import { describe, expect, test } from 'vitest';
import {
  filtersFrom,
  isUnfiltered,
  nextSort,
  SHOWS,
  type Show,
  searchOf,
  toQuery,
  withoutFilters,
  withShow,
} from './job-filters.ts';

const from = (search: string) => filtersFrom(new URLSearchParams(search));

describe('the filters of a list of jobs', () => {
  test.each(Object.keys(SHOWS) as Show[])('survive the way through the address: %s', (show) => {
    const filters = { ...from('q=a%26b&type=http&tag=x y&enabled=false&sort=-name'), show };
    expect(from(searchOf(filters))).toEqual(filters);
  });

  test('are all jobs, the next run first, for an address that makes no sense', () => {
    expect(from('show=toString&type=fax&enabled=perhaps&sort=size')).toEqual(from(''));
    expect(from('').sort).toBe('nextRunAt');
  });

  test('as by default leave the address bare', () => {
    expect(searchOf(from(''))).toBe('');
  });

  test('are gone when cleared, and the order stays', () => {
    const cleared = withoutFilters(from('q=report&show=failing&sort=name'));
    expect(isUnfiltered(cleared)).toBe(true);
    expect(searchOf(cleared)).toBe('?sort=name');
  });

  test('ask the API only for what was chosen', () => {
    expect(toQuery(from('q=report&show=failing'))).toEqual({
      q: 'report',
      failing: 'true',
      sort: '-lastRun',
      limit: 100,
    });
  });

  test('have the newest failure first among failing jobs, unless an order is chosen', () => {
    expect(searchOf(withShow(from(''), 'failing'))).toBe('?show=failing');
    expect(withShow(from(''), 'failing').sort).toBe('-lastRun');
    expect(searchOf(withShow(from('show=failing'), 'all'))).toBe('');
    expect(searchOf(withShow(from('sort=name'), 'failing'))).toBe('?show=failing&sort=name');
    expect(searchOf(withoutFilters(from('show=failing&q=x')))).toBe('');
  });
});

test('a second press on the head of a column reverses its order', () => {
  expect(nextSort('name', 'name')).toBe('-name');
  expect(nextSort('-name', 'name')).toBe('name');
  expect(nextSort('nextRunAt', 'name')).toBe('name');
});
