import type { RunDocument } from '@punctual/engine/database/documents';
import { aRun, NOON } from '@punctual/testing/engine/documents';
import { describe, expect, test } from 'vitest';
import { EXPLAIN_WORDS } from './explain-words.ts';
import { describeRun, formatClock, formatDay, formatDuration } from './sentences.ts';

const BY_ANA = { by: 'ana@example.com', at: new Date('2030-06-01T08:58:00Z'), cause: null };
const sentence = (run: Partial<RunDocument>, zone = 'UTC', change: typeof BY_ANA | null = null) =>
  describeRun({
    words: EXPLAIN_WORDS.en,
    zone,
    run: aRun(undefined, run),
    blockedBy: null,
    before: null,
    outage: null,
    change,
    suspension: null,
  });

describe('describing a run: what no route can lead to yet', () => {
  test('a run that was canceled as its job was deleted names who deleted it', () => {
    expect(sentence({ status: 'CANCELED', reason: 'DELETED' }, 'UTC', BY_ANA)).toBe(
      'Canceled: ana@example.com deleted the job at 08:58 on 2030-06-01.',
    );
  });

  test.each([
    ['DISABLED', 'Canceled: somebody disabled the job.'],
    ['DELETED', 'Canceled: somebody deleted the job.'],
    ['SUPERSEDED', 'Canceled: somebody changed the schedule.'],
    ['BY_USER', 'Canceled by hand.'],
  ] as const)('a run whose canceler is not on record is described without a name: %s', (reason, words) => {
    expect(sentence({ status: 'CANCELED', reason })).toBe(words);
  });

  test.each([
    ['SKIPPED', 'OVERLAP', 'Skipped: another run was going.'],
    ['CANCELED', null, 'It ended, and no reason is on record.'],
  ] as const)('a run that is %s for %s has a sentence of its own', (status, reason, words) => {
    expect(sentence({ status, reason })).toBe(words);
  });

  test('a failure without an error text says so', () => {
    expect(sentence({ status: 'FAILED', attempt: 1 })).toBe('Failed after 1 attempt: no reason was given.');
  });
});

test.each([
  [0, '0 ms'],
  [12, '12 ms'],
  [999, '999 ms'],
  [1_000, '1 s'],
  [4_200, '4.2 s'],
  [59_940, '59.9 s'],
  [180_000, '3 min'],
  [7_200_000, '2 h'],
  [5_400_000, '1.5 h'],
  [259_200_000, '3 days'],
])('formatting a duration: %i ms are %s', (ms, words) => {
  expect(formatDuration(ms, EXPLAIN_WORDS.en)).toBe(words);
});

test.each([
  ['2030-06-01T09:00:00.000Z', 'UTC', '09:00'],
  ['2030-06-01T09:00:05.000Z', 'UTC', '09:00:05'],
  ['2030-06-01T09:00:00.012Z', 'UTC', '09:00:00.012'],
  ['2030-06-01T09:00:00.000Z', 'America/New_York', '05:00'],
  ['2030-06-01T09:00:00.250Z', 'Asia/Kolkata', '14:30:00.250'],
])('formatting a time of day: %s in %s is %s', (at, zone, words) => {
  expect(formatClock(new Date(at), zone)).toBe(words);
});

test('formatting a day: it is that of the zone', () => {
  expect([formatDay(NOON, 'UTC'), formatDay(NOON, 'Pacific/Kiritimati')]).toEqual([
    '2030-06-01',
    '2030-06-02',
  ]);
});
