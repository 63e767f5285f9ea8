import type { AttemptView } from '@punctual/contracts/runs/run';
import { expect, test } from 'vitest';
import { timeParts } from './time-parts.ts';

const at = (ms: number) => new Date(ms).toISOString();
const attempt = (from: number, to: number | null): AttemptView => ({
  startedAt: at(from),
  finishedAt: to === null ? null : at(to),
  outcome: 'RETRY',
  code: null,
  error: null,
  response: null,
  timings: null,
});

test('the time of a run is what it waited, its attempts, and the pauses between them', () => {
  const run = {
    dueAt: at(1_000),
    status: 'FAILED' as const,
    attempts: [attempt(1_004, 1_100), attempt(3_100, 3_150)],
  };
  expect(timeParts(run, 9_999)).toEqual([
    { kind: 'waiting', ms: 4, number: 1 },
    { kind: 'attempt', ms: 96, number: 1 },
    { kind: 'pause', ms: 2_000, number: 2 },
    { kind: 'attempt', ms: 50, number: 2 },
  ]);
});

test('the time of a run: an attempt that is active reaches to now', () => {
  const run = { dueAt: at(0), status: 'RUNNING' as const, attempts: [attempt(0, null)] };
  expect(timeParts(run, 700)).toEqual([{ kind: 'attempt', ms: 700, number: 1 }]);
});

test('the time of a run: clocks that differ do not make it run backwards', () => {
  const run = { dueAt: at(1_000), status: 'COMPLETED' as const, attempts: [attempt(990, 995)] };
  expect(timeParts(run, 0)).toEqual([{ kind: 'attempt', ms: 0, number: 1 }]);
});
