import { describe, expect, test } from 'vitest';
import { ANY_RUN, isAnyRun, runFiltersFrom, toRunQuery, withRunFilters } from './run-filters.ts';

const JOB = '665f1c2e9b1d8a0012a4c3f7';
const NOW = Date.parse('2031-03-03T10:00:00.000Z');
const from = (search: string) => runFiltersFrom(new URLSearchParams(search));

describe('the filters of the runs', () => {
  test('survive the way through the address, beside what else it says', () => {
    const filters = from(`status=FAILED,SKIPPED&job=${JOB}&when=between&from=2031-03-01T00:00:00Z`);
    const search = withRunFilters(new URLSearchParams('tz=utc&status=PENDING'), filters);
    expect(runFiltersFrom(search)).toEqual(filters);
    expect(search.get('tz')).toBe('utc');
  });

  test('are all runs for an address that makes no sense', () => {
    expect(from('status=LATE&job=1&when=toString&from=yesterday')).toEqual(ANY_RUN);
    expect(isAnyRun(from(''))).toBe(true);
  });

  test('of a window end now', () => {
    expect(toRunQuery(from('when=1h'), NOW)).toEqual({ from: '2031-03-03T09:00:00.000Z' });
  });

  test('ask the API only for what was chosen', () => {
    expect(toRunQuery(ANY_RUN, NOW)).toEqual({});
    expect(toRunQuery(from('status=FAILED,SKIPPED&to=2031-03-03T09:00:00Z'), NOW)).toEqual({
      status: 'FAILED,SKIPPED',
      to: '2031-03-03T09:00:00.000Z',
    });
  });
});
