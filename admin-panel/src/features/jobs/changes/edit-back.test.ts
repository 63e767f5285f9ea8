import type { VersionView } from '@punctual/contracts/api/job-versions-contract';
import type { JobView } from '@punctual/contracts/jobs/job';
import { describe, expect, test } from 'vitest';
import { editBackTo } from './edit-back.ts';

const job = {
  name: 'Now',
  schedule: { kind: 'cron', expression: '0 9 * * *', timezone: 'UTC' },
  enabled: true,
} as unknown as JobView;
const version = (revision: number, ...changes: VersionView['changes']) =>
  ({ revision, changes }) as VersionView;
const change = (path: string, before: unknown) => ({ path, before, after: 'whatever' });

describe('the way back to a version', () => {
  test('takes back all changes since, the newest first', () => {
    const versions = [version(3, change('name', 'Second')), version(2, change('name', 'First'))];
    expect(editBackTo(job, versions, 1)).toEqual({ name: 'First' });
    expect(editBackTo(job, versions, 2)).toEqual({ name: 'Second' });
  });

  test('sends a schedule as a whole, without the parts that it did not have', () => {
    const changes = [
      change('schedule.kind', 'interval'),
      change('schedule.every', '15m'),
      ...['expression', 'timezone'].map((part) => change(`schedule.${part}`, null)),
    ];
    expect(editBackTo(job, [version(2, ...changes)], 1)).toEqual({
      schedule: { kind: 'interval', every: '15m' },
    });
  });

  test('leaves enabled as it is', () => {
    expect(editBackTo(job, [version(2, change('enabled', false))], 1)).toEqual({});
  });
});
