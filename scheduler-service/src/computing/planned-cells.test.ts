import { countBetween, occurrencesBetween } from '@punctual/contracts/schedules/next-runs';
import type { Schedule } from '@punctual/contracts/schedules/schedule';
import { aSchedule } from '@punctual/testing/engine/documents';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { planCells } from './planned-cells.ts';

const START = Date.UTC(2031, 2, 1);
const HOUR_MS = 3_600_000;
/** More than there is of any of these. */
const CAP = 10_000;
const schedules = fc.constantFrom<Parameters<typeof aSchedule>[0]>(
  { kind: 'cron', expression: '*/20 * * * *', timezone: 'Europe/Paris' },
  { kind: 'cron', expression: '0 9 * * MON', timezone: 'America/New_York' },
  { kind: 'interval', every: 25 * 60_000, startAt: '2031-02-28T00:00:00.000Z' },
);
const edgesFrom = (hours: number[]) => {
  const sorted = [...new Set(hours)].sort((a, b) => a - b);
  return sorted.map((hour) => new Date(START + hour * HOUR_MS));
};
const edges = fc.array(fc.integer({ min: 0, max: 900 }), { minLength: 2, maxLength: 12 }).map(edgesFrom);
const sum = (schedule: Schedule, at: Date[], remaining: number | null) =>
  planCells(schedule, at, remaining, CAP).reduce((total, { count }) => total + count, 0);

it('the parts hold together what is planned in all of the time, and each its own first', () => {
  fc.assert(
    fc.property(schedules, edges, (draft, at) => {
      fc.pre(at.length > 1);
      const schedule = aSchedule(draft);
      const [from, to] = [at[0] as Date, at.at(-1) as Date];
      expect(sum(schedule, at, null)).toBe(countBetween(schedule, from, to));
      for (const [i, { count, first }] of planCells(schedule, at, null, CAP).entries()) {
        const [earliest] = occurrencesBetween(schedule, at[i] as Date, at[i + 1] as Date, 1);
        expect([count > 0, first]).toEqual([earliest !== undefined, earliest?.dueAt ?? null]);
      }
    }),
  );
});

it('no more is planned than may still be started', () => {
  fc.assert(
    fc.property(schedules, edges, fc.nat({ max: 30 }), (draft, at, remaining) => {
      fc.pre(at.length > 1);
      const schedule = aSchedule(draft);
      expect(sum(schedule, at, remaining)).toBe(Math.min(remaining, sum(schedule, at, null)));
    }),
  );
});

it('each part is counted up to the cap, and says so', () => {
  const schedule = aSchedule({ kind: 'cron', expression: '* * * * *', timezone: 'UTC' });
  const cells = planCells(schedule, edgesFrom([0, 1, 2]), null, 50);
  expect(cells.map(({ count, isCapped }) => [count, isCapped])).toEqual([
    [50, true],
    [50, true],
  ]);
});
