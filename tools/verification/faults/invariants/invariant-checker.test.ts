import type { RunDocument } from '@punctual/engine/database/documents';
import { after, aJob, aRun, at, NOON } from '@punctual/testing/engine/documents';
import { describe, expect, it } from 'vitest';
import type { Acknowledged } from './acknowledged.ts';
import type { Evidence } from './evidence.ts';
import { checkInvariants } from './invariant-checker.ts';
import type { Station } from './run-paths.ts';

const job = aJob({ counts: { total: 1, completed: 1, failed: 0, skipped: 0, canceled: 0 } });
const attempts = [
  { startedAt: NOON, finishedAt: NOON, outcome: 'COMPLETED', code: 200, error: null, response: null },
] as RunDocument['attempts'];
const done = aRun(job, { status: 'COMPLETED', attempt: 1, fence: 1, attempts, dispatchAfter: null });
const effect = { runId: done._id.toHexString(), attempt: 1, at: NOON, path: '/' };
const jobId = job._id.toHexString();
const clean: Evidence = {
  runs: [done],
  jobs: [job],
  effects: [effect],
  expected: [{ jobId, at: NOON }],
  faultsBetween: () => 0,
  paths: new Map(),
  promises: [{ what: 'job', id: jobId, revision: 1 }],
  now: at(60),
};
const verdict = (more: Partial<Evidence>) => checkInvariants({ ...clean, ...more }).join('\n');

describe('the invariant checker', () => {
  it('has nothing to say of a run that went well', () => expect(verdict({})).toBe(''));

  it.each<[string, Partial<Evidence>, RegExp]>([
    ['a window without a run', { runs: [], effects: [], jobs: [job] }, /has 0 verdicts/],
    ['a window with two runs', { runs: [done, aRun(job, { runKey: 'other' })] }, /has 2 verdicts/],
    ['a completed run without an effect', { effects: [] }, /neither an effect nor a reason/],
    [
      'a failed run that does not say why',
      { effects: [], runs: [{ ...done, status: 'FAILED' }] },
      /neither an effect/,
    ],
    ['an effect without a run', { effects: [effect, { ...effect, runId: 'x' }] }, /of no run: x/],
    ['an effect too many', { effects: [effect, { ...effect, attempt: 2 }] }, /has 2 effects, at most 1/],
    ['two effects of one attempt', { effects: [effect, effect], faultsBetween: () => 1 }, /one attempt/],
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
    ['a job still held', { jobs: [{ ...job, active: { runId: done._id, fence: 1 } }] }, /still holds/],
  ])('finds %s', (_, more, said) => expect(verdict(more)).toMatch(said));
});

describe('a repeated effect', () => {
  const twice = [effect, { ...effect, attempt: 2, at: at(9) }];

  it('is allowed where a fault lies between the two', () =>
    expect(verdict({ effects: twice, faultsBetween: (a, b) => (a < at(5) && b > at(5) ? 1 : 0) })).toBe(''));

  it('is allowed where the first was refused', () =>
    expect(
      verdict({
        effects: [
          { ...effect, refused: true },
          { ...effect, attempt: 2 },
        ],
      }),
    ).toBe(''));

  it.each<[string, Partial<Evidence>]>([
    ['after a fault', { effects: twice, faultsBetween: () => 1 }],
    ['after a refusal', { effects: twice.map((one) => ({ ...one, refused: true })) }],
  ])('is not allowed to at-most-once, %s', (_, more) => {
    const snapshot = { ...done.snapshot, delivery: 'at-most-once' } as const;
    expect(verdict({ runs: [{ ...done, snapshot }], ...more })).toMatch(/has 2 effects, at most 1/);
  });
});

describe('missed windows', () => {
  const everyMs = 10_000;
  const expected = [-2, -1, 0].map((i) => ({ jobId, at: at(i * 10), everyMs }));
  const standIn = (missed: number) => ({
    runs: [{ ...done, trigger: 'catchup' as const, missed }],
    expected,
  });

  it('may be counted in the run that stands for them', () => expect(verdict(standIn(2))).toBe(''));

  it('have to be counted all', () => expect(verdict(standIn(1))).toMatch(/has 0 verdicts/));

  it('have a run or are counted, not both', () => {
    const own = { ...done, runKey: 'own', scheduledFor: after(NOON, -everyMs) };
    const { runs } = standIn(2);
    expect(verdict({ runs: [...runs, own], expected })).toMatch(/has 2 verdicts/);
  });

  it('have one verdict where a newer schedule took the place of an older', () => {
    const old = { ...done, runKey: 'old', status: 'CANCELED' as const, reason: 'SUPERSEDED' as const };
    expect(verdict({ runs: [done, old] })).not.toMatch(/verdicts/);
  });
});

describe('a path', () => {
  const station = (status: Station['status'], fence: number, more: Partial<Station> = {}): Station => ({
    status,
    fence,
    attempt: fence,
    reason: null,
    ...more,
  });
  const born = station('PENDING', 0);
  const running = station('RUNNING', 1);
  const completed = station('COMPLETED', 1);
  const walked = (...path: (Station | null)[]) => verdict({ paths: new Map([['a', path]]) });

  it.each<[string, (Station | null)[]]>([
    ['step by step', [born, running, completed]],
    ['seen at its end only', [completed]],
    ['with a retry between two looks', [running, station('RUNNING', 2)]],
    [
      'over a takeover',
      [running, station('PENDING', 2, { attempt: 1 }), station('RUNNING', 3, { attempt: 2 })],
    ],
    ['given back uncounted', [running, station('PENDING', 1, { attempt: 0 })]],
    ['given up by the sweep', [running, station('FAILED', 2, { attempt: 1, reason: 'UNKNOWN_OUTCOME' })]],
    ['canceled before it began', [born, station('CANCELED', 0, { reason: 'DELETED' })]],
  ])('is legal %s', (_, path) => expect(walked(...path)).toBe(''));

  it.each<[string, (Station | null)[]]>([
    ['that leaves an end', [completed, station('RUNNING', 2)]],
    ['that writes an end again', [completed, station('COMPLETED', 2)]],
    ['from one end to another', [completed, station('FAILED', 1)]],
    ['with a start that does not raise the fence', [born, station('RUNNING', 0)]],
    ['with a fence that falls', [station('RUNNING', 2), station('RUNNING', 1)]],
    ['to an end that was never begun', [born, station('COMPLETED', 0)]],
    ['skipped for a reason of another change', [born, station('SKIPPED', 0, { reason: 'POISON' })]],
    ['that loses attempts', [station('RUNNING', 3), station('PENDING', 3, { attempt: 1 })]],
    ['that goes nowhere', [running, null]],
  ])('is illegal %s', (_, path) => expect(walked(...path)).toMatch(/^run a went/));
});

describe('what was acknowledged', () => {
  const promised = (...promises: Acknowledged[]) => verdict({ promises });
  const id = 'f'.repeat(24);

  it('is there', () => expect(promised({ what: 'run', id: done._id.toHexString() })).toBe(''));

  it('is there, in a job that was deleted', () =>
    expect(
      verdict({ jobs: [{ ...job, deletedAt: NOON }], promises: [{ what: 'deletion', id: jobId }] }),
    ).toBe(''));

  it.each<[string, Acknowledged]>([
    ['a job', { what: 'job', id, revision: 1 }],
    ['an edit', { what: 'job', id: jobId, revision: 2 }],
    ['a deletion', { what: 'deletion', id: jobId }],
    ['a run', { what: 'run', id }],
  ])('is missed: %s', (_, promise) => expect(promised(promise)).toMatch(/acknowledged and is not there/));
});
