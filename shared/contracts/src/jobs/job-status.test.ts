import { describe, expect, it } from 'vitest';
import { RUN_STATUSES } from '../runs/run-status.ts';
import { jobStatus } from './job-status.ts';

const facts = { running: false, waiting: false, lastStatus: null };

describe('the status of a job', () => {
  it.each([null, ...RUN_STATUSES])(
    'is RUNNING while a run of it is, whatever waits and whatever was last (%s)',
    (lastStatus) => {
      expect(jobStatus({ running: true, waiting: true, lastStatus })).toBe('RUNNING');
      expect(jobStatus({ running: true, waiting: false, lastStatus })).toBe('RUNNING');
    },
  );

  it.each([null, ...RUN_STATUSES])(
    'is PENDING while a run is to come, even after one that is %s',
    (lastStatus) => {
      expect(jobStatus({ ...facts, waiting: true, lastStatus })).toBe('PENDING');
    },
  );

  it('is FAILED when the last of its runs failed', () => {
    expect(jobStatus({ ...facts, lastStatus: 'FAILED' })).toBe('FAILED');
  });

  it.each(['COMPLETED', 'SKIPPED', 'CANCELED', null] as const)(
    'is COMPLETED when the last of its runs was %s',
    (lastStatus) => {
      expect(jobStatus({ ...facts, lastStatus })).toBe('COMPLETED');
    },
  );
});
