import type { AttemptView, RunView } from '@punctual/contracts/runs/run';
import { describe, expect, test } from 'vitest';
import { runAnswer } from './run-answer.ts';

const at = (ms: number) => new Date(Date.parse('2031-03-03T08:00:00.000Z') + ms).toISOString();
const failed = (error: string | null): AttemptView => ({
  startedAt: at(0),
  finishedAt: at(10),
  outcome: 'FAILED',
  code: 503,
  error,
  response: null,
  timings: null,
});
const aRun = (more: Partial<RunView>) =>
  ({
    status: 'COMPLETED',
    reason: null,
    attempt: 1,
    attempts: [],
    startedAt: at(12),
    dueAt: at(0),
    lateness: 12,
    taskType: 'http',
    ...more,
  }) as RunView;
const answer = (more: Partial<RunView>) => runAnswer(aRun(more), 'Europe/Paris');

describe('the answer of a run', () => {
  test('says to the millisecond how punctual it was', () => {
    expect(answer({})).toMatch(/^Ran at 0?9:00:00\.012( am)?, 12 ms after it was due\.$/);
  });

  test('says how late it was', () => {
    expect(answer({ lateness: 180_000, startedAt: at(180_000) })).toMatch(
      /^Ran 3 min late, at 0?9:03:00\.000( am)?\.$/,
    );
  });

  test('says how often it was tried', () => {
    expect(answer({ attempt: 3 })).toMatch(/ It took 3 attempts\.$/);
  });

  test('says what went wrong last, in one line', () => {
    const attempts = [failed('old'), failed('The server answered 503\n<html>')];
    expect(answer({ status: 'FAILED', attempt: 2, attempts })).toBe(
      'Failed after 2 attempts: The server answered 503.',
    );
  });

  test('gives the reason where there is one', () => {
    expect(answer({ status: 'SKIPPED', reason: 'OVERLAP' })).toBe('Skipped. The previous run had not ended.');
  });

  test('says what it waits for', () => {
    expect(answer({ status: 'PENDING', attempt: 1, retryAt: at(20_000) })).toMatch(
      /^Next attempt at Mon 3 Mar 2031, 0?9:00:20( am)? CET\.$/,
    );
  });

  test('says of a run that is tried again what went wrong, and when the next attempt is', () => {
    const attempts = [failed('The mail server cannot be reached.')];
    const waiting = { status: 'PENDING', attempt: 1, attempts } as const;
    expect(answer({ ...waiting, retryAt: at(5_000) })).toMatch(
      /^The mail server cannot be reached\. Next attempt at .*0?9:00:05/,
    );
    expect(answer({ ...waiting, retryAt: '2020-01-01T00:00:00.000Z' })).toBe(
      'The mail server cannot be reached. Next attempt as soon as a worker is free.',
    );
  });

  test('says of an email who took it, not what a server answered', () => {
    expect(answer({ taskType: 'email' })).toMatch(/ The mail server took it\.$/);
  });
});
