import type { RunDocument } from '@punctual/shared/store/documents';
import { describe, expect, it } from 'vitest';
import { aJob, aRun, at, NOON } from '../../../shared/test/support/engine/documents.ts';
import { type Evidence, judge } from './oracle.ts';

const job = aJob({ counts: { total: 1, completed: 1, failed: 0, skipped: 0, canceled: 0 } });
const attempts = [
  { startedAt: NOON, finishedAt: NOON, outcome: 'COMPLETED', code: 200, error: null, response: null },
] as RunDocument['attempts'];
const done = aRun(job, { status: 'COMPLETED', attempt: 1, fence: 1, attempts, dispatchAfter: null });
const effect = { runId: done._id.toHexString(), attempt: 1, at: NOON, path: '/' };
const clean: Evidence = {
  runs: [done],
  jobs: [job],
  effects: [effect],
  expected: [{ jobId: job._id.toHexString(), at: NOON }],
  faults: 0,
  now: at(60),
};
const verdict = (more: Partial<Evidence>) => judge({ ...clean, ...more }).join('\n');

describe('the oracle', () => {
  it('has nothing to say of a run that went well', () => expect(verdict({})).toBe(''));

  it.each<[string, Partial<Evidence>, RegExp]>([
    ['a window without a run', { runs: [], effects: [], jobs: [] }, /has 0 runs/],
    ['a window with two runs', { runs: [done, aRun(job, { runKey: 'other' })] }, /has 2 runs/],
    ['a completed run without an effect', { effects: [] }, /neither an effect nor a reason/],
    ['an effect without a run', { effects: [effect, { ...effect, runId: 'x' }] }, /of no run: x/],
    ['an effect too many', { effects: [effect, { ...effect, attempt: 2 }] }, /has 2 effects, at most 1/],
    ['two effects of one attempt', { effects: [effect, effect], faults: 1 }, /one attempt/],
    ['a reason that does not belong', { runs: [{ ...done, reason: 'POISON' }] }, /no legal state/],
    ['an end without its attempt', { runs: [{ ...done, attempts: [] }] }, /ended with/],
    ['a run held by nobody', { runs: [{ ...done, status: 'RUNNING', leaseUntil: NOON }] }, /forgotten/],
    [
      'a run that should have gone',
      { runs: [{ ...done, status: 'PENDING', dispatchAfter: NOON }] },
      /forgotten/,
    ],
    ['one key twice', { runs: [done, done], expected: [] }, /2 runs have only 1 keys/],
    ['a job that was not told', { jobs: [aJob({ _id: job._id })] }, /counts 0 of 1/],
  ])('finds %s', (_, more, said) => expect(verdict(more)).toMatch(said));
});
