import { RUN_REASONS, RUN_STATUSES } from '@punctual/contracts/runs/run-status';
import type { RunDocument } from '@punctual/engine/database/documents';
import { aRun } from '@punctual/testing/engine/documents';
import { expect, test } from 'vitest';
import { EXPLAIN_WORDS } from './explain-words.ts';
import { describeRun, formatDuration } from './sentences.ts';

const BY_ADMINISTRATOR = { by: 'an administrator', at: new Date('2030-06-01T08:58:00Z'), cause: null };
const ENGLISH = /\b(the|was|it|run|at|not|after|of|by|and|job|on)\b/i;

const sentence = (run: Partial<RunDocument>, language: 'en' | 'de' = 'de') =>
  describeRun({
    words: EXPLAIN_WORDS[language],
    zone: 'UTC',
    run: aRun(undefined, run),
    blockedBy: null,
    before: null,
    outage: { from: new Date('2030-06-01T08:00:00Z'), to: new Date('2030-06-01T08:02:00Z') },
    change: BY_ADMINISTRATOR,
    suspension: null,
  });

test.each(RUN_STATUSES.flatMap((status) => [null, ...RUN_REASONS].map((reason) => ({ status, reason }))))(
  'Why? has no English in a German sentence: $status for $reason',
  ({ status, reason }) => {
    const said = sentence({ status, reason, attempt: 2 });
    expect(said).not.toBe(sentence({ status, reason, attempt: 2 }, 'en'));
    expect(said.replaceAll(/\bJob\b/g, '')).not.toMatch(ENGLISH);
  },
);

test.each<[Partial<RunDocument>, string]>([
  [
    { status: 'CANCELED', reason: 'DELETED' },
    'Abgebrochen: ein Administrator hat den Job am 01.06.2030 um 08:58 gelöscht.',
  ],
  [{ status: 'SKIPPED', reason: 'MISFIRED' }, 'Übersprungen: Punctual war von 08:00 bis 08:02 ausgefallen.'],
  [{ status: 'FAILED', attempt: 3 }, 'Fehlgeschlagen nach 3 Versuchen: ein Grund wurde nicht genannt.'],
])('Why? in German: %j', (run, words) => {
  expect(sentence(run)).toContain(words);
});

test.each([
  [12, '12 ms'],
  [4_200, '4,2 s'],
  [5_400_000, '1,5 h'],
  [259_200_000, '3 Tage'],
])('formatting a duration in German: %i ms are %s', (ms, words) => {
  expect(formatDuration(ms, EXPLAIN_WORDS.de)).toBe(words);
});
