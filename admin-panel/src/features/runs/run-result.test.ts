import type { RunView } from '@punctual/contracts/runs/run';
import { MINUTE_MS } from '@punctual/contracts/time';
import { afterEach, expect, test } from 'vitest';
import { setViewerId } from '../../lib/session/viewer.ts';
import { reasonText, resultText } from './run-result.ts';

const canceled = { reason: 'BY_USER' as const, canceledBy: 'ana' };
const ana = { id: 'ana', email: 'ana@example.com' };
const failedOnce = { error: 'The server answered 503', response: null } as RunView['attempts'][number];

afterEach(() => setViewerId(null));

test('a canceled run names who canceled it: you, another by address, or an administrator', () => {
  setViewerId('ana');
  expect(reasonText(canceled)).toBe('You canceled it.');
  setViewerId('bob');
  expect(reasonText({ ...canceled, actors: [ana] })).toBe('ana@example.com canceled it.');
  expect(reasonText({ ...canceled, owner: ana })).toBe('ana@example.com canceled it.');
  expect(reasonText(canceled)).toBe('An administrator canceled it.');
});

test('a canceled run of which nobody is on record names nobody', () => {
  expect(reasonText({ ...canceled, canceledBy: null })).toBe('It was canceled by hand.');
});

test('a run that waits for its next attempt says when that is, and why', () => {
  const retryAt = new Date(Date.now() + MINUTE_MS).toISOString();
  const waiting = { status: 'PENDING', taskType: 'http', reason: null, canceledBy: null, retryAt } as const;
  expect(resultText({ ...waiting, attempts: [failedOnce] })).toMatch(
    /^The server answered 503\. Next attempt at \d?\d:\d\d:\d\d( [ap]m)?\.$/,
  );
  expect(resultText({ ...waiting, attempts: [] })).toMatch(/^Next attempt at /);
});
