import { randomSchedules } from '@punctual/testing/schedules/random-schedules';
import { describe, expect, it } from 'vitest';
import { MINUTE_MS } from '../time.ts';
import { countBetween, nextRun, nextRuns, previousRuns } from './next-runs.ts';
import { resolveSchedule } from './resolve-schedule.ts';
import type { Schedule, ScheduleInput } from './schedule.ts';
import { STEPS_OF_COSTLIEST_CHECK, STEPS_PER_SEARCH } from './schedule-checks.ts';
import { OutOfSteps, SearchProgress, StepBudget } from './steps.ts';

const NOW = new Date('2026-06-01T12:00:00Z');
const SEED = 13;
const DRAWN = 500;
/** Some seconds; much more on a machine that is busy. */
const LIMIT_MS = MINUTE_MS;
/** The slowest schedule of the attack: 0.75 s with the runs of which it was counted anew each time. */
const SLOWEST = cron('59 59 23 1W,15W,31W,L * +SAT#5,SUN#5', 'Antarctica/Troll');

describe('a schedule that takes too many steps', () => {
  it('is refused, with what to do about it', () => {
    const resolution = resolveSchedule(SLOWEST, { now: NOW, seed: '' });
    expect(resolution.ok ? [] : resolution.issues).toEqual([
      { path: 'expression', message: expect.stringContaining('takes too long to compute') },
    ]);
  });

  it('is refused whatever was computed before: cached offsets count', () => {
    const input = cron('0 0 L,1W,15W * +SAT#5,SUN#5', 'Africa/Casablanca');
    const judge = () => resolveSchedule(input, { now: NOW, seed: '' }).ok;
    expect([judge(), judge(), judge()]).toEqual(Array(3).fill(judge()));
  });

  it.each(['0 0 29 2 *', '0 0 29 2 +MON', '0 0 1 1 *', '0 9 LW * *', '0 0 13 * +FRI', '* * * * * *'])(
    'is not %s, in any zone',
    (expression) => {
      for (const zone of ['UTC', 'Europe/Paris', 'Africa/Casablanca'])
        expect(resolveSchedule(cron(expression, zone), { now: NOW, seed: '' }).ok).toBe(true);
    },
  );

  it('ends its search after a hundred years in which clocks skipped every match', () => {
    const input: ScheduleInput = { ...cron('30 2 * 3 SUNL', 'Europe/Paris'), dst: { gap: 'skip' } };
    const resolution = resolveSchedule(input, { now: NOW, seed: '' });
    expect(resolution.ok ? [] : resolution.issues).toMatchObject([{ path: 'startAt' }]);
  });
});

it(
  `of ${DRAWN} schedules at random, none costs more than its check allows, and no search more than a turn`,
  () => {
    const worst = { check: 0, search: 0 };
    let accepted = 0;
    const drawn = randomSchedules(SEED);
    for (let i = 0; i < DRAWN; i += 1) {
      const input = drawn.next().value as ScheduleInput;
      const check = new StepBudget(Number.POSITIVE_INFINITY, { countsCached: true });
      const resolution = check.run(() => resolveSchedule(input, { now: NOW, seed: '' }));
      worst.check = Math.max(worst.check, check.spent);
      if (!resolution.ok) continue;
      accepted += 1;
      for (const year of [1999, 2026, 2095]) {
        const at = new Date(Date.UTC(year, 5, 1));
        worst.search = Math.max(
          worst.search,
          stepsOf(() => nextRun(resolution.schedule, at)),
        );
        worst.search = Math.max(
          worst.search,
          stepsOf(() => previousRuns(resolution.schedule, at, 1)),
        );
      }
    }
    expect(accepted).toBeGreaterThan(DRAWN / 4);
    expect(worst.check).toBeLessThan(STEPS_OF_COSTLIEST_CHECK);
    expect(worst.search).toBeLessThan(STEPS_PER_SEARCH);
  },
  LIMIT_MS,
);

describe('a computation that is out of steps', () => {
  const schedule = resolved({ kind: 'cron', expression: '* * * * *', startAt: '2026-01-01T00:00:00Z' });
  const [from, to] = [new Date('2026-02-01T00:00:00Z'), new Date('2026-02-08T00:00:00Z')];

  it('goes on in its next turns with what it has, and finds the same', () => {
    const compute = () => [
      countBetween(schedule, from, to),
      nextRuns(schedule, from, 90),
      previousRuns(schedule, to, 90),
    ];
    const progress = new SearchProgress();
    for (let turns = 1; ; turns += 1) {
      try {
        const found = new StepBudget(500, { progress }).run(compute);
        expect(found).toEqual(compute());
        expect(turns).toBeGreaterThan(50);
        return;
      } catch (error) {
        if (!(error instanceof OutOfSteps)) throw error;
      }
    }
  });

  it('ends no other: the budget around it counts its steps, and is not used up by its end', () => {
    const outer = new StepBudget(10_000);
    const inner = new StepBudget(100);
    outer.run(() => {
      expect(() => inner.run(() => countBetween(schedule, from, to))).toThrow(OutOfSteps);
      expect(nextRun(schedule, from)).not.toBe(null);
    });
    expect(outer.spent).toBeGreaterThan(100);
    expect(nextRun(schedule, from)).not.toBe(null);
  });
});

function stepsOf(compute: () => unknown): number {
  const budget = new StepBudget(Number.POSITIVE_INFINITY, { countsCached: true });
  budget.run(compute);
  return budget.spent;
}

function cron(expression: string, timezone: string): ScheduleInput & { kind: 'cron' } {
  return { kind: 'cron', expression, timezone, startAt: '1970-01-01T00:00:00Z' };
}

function resolved(input: ScheduleInput): Schedule {
  const resolution = resolveSchedule(input, { now: NOW, seed: '' });
  if (!resolution.ok) throw new Error(JSON.stringify(resolution.issues));
  return resolution.schedule;
}
