import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { countBetween } from '@punctual/contracts/schedules/next-runs';
import { aSchedule, at, NOON } from '@punctual/testing/engine/documents';
import { longestTurn } from '@punctual/testing/event-loop';
import { expect, it } from 'vitest';
import { computeInTurns } from './compute-in-turns.ts';

const DAY_S = 86_400;
const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const minutes = aSchedule({ kind: 'cron', expression: '* * 1-31 * *', timezone: 'Africa/Casablanca' });
const countDays = (days: number) => () => countBetween(minutes, NOON, at(days * DAY_S), 1_000_000);

/** Compute what others ask for, or what is limited by their callers: `computations.ts` and the planner of due jobs. */
const WITHIN_A_BUDGET = [
  'occurrence-changes.ts',
  'computations.ts',
  'planned-cells.ts',
  'plan-due.ts',
  'still-due.ts',
  'new-job.ts',
];

it('what takes long is computed in turns, and comes out as at once', async () => {
  let found = 0;
  const longest = await longestTurn(async () => {
    found = await computeInTurns('ana', countDays(20));
  });
  expect(found).toBe(20 * 24 * 60);
  expect(longest).toBeLessThan(0.3);
});

it('one owner’s many computations do not hold up another’s', async () => {
  const ended: string[] = [];
  const compute = (owner: string, days: number) =>
    computeInTurns(owner, countDays(days)).then(() => ended.push(owner));
  await Promise.all([...Array.from({ length: 20 }, () => compute('ana', 4)), compute('bob', 4)]);
  expect(ended.indexOf('bob')).toBeLessThan(3);
});

it('nothing in the services computes on schedules outside of a budget of steps', () => {
  const unlimited = ['shared/engine', 'scheduler-service', 'watcher-service'].flatMap((folder) =>
    listSources(join(ROOT, folder, 'src')).filter(
      (file) =>
        !WITHIN_A_BUDGET.some((name) => file.endsWith(`/${name}`)) &&
        computesAtOnce(readFileSync(file, 'utf8')),
    ),
  );
  expect(unlimited).toEqual([]);
});

const listSources = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => join(folder, name));

/** Finds a call of a function that searches a schedule, before which there is no `computeInTurns` in its statement. */
const computesAtOnce = (source: string): boolean =>
  source
    .split(';')
    .some(
      (statement) =>
        /\b(nextRuns?|previousRuns|countBetween|isOccurrence|occurrencesBetween|nextAhead|findStillDue|firstRun|planDue|scheduleWarnings|resolveSchedule)\(/.test(
          statement,
        ) &&
        !statement.includes('computeInTurns') &&
        !statement.includes('budget.run'),
    );
