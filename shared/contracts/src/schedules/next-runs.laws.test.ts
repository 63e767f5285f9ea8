import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../time.ts';
import {
  countBetween,
  isOccurrence,
  nextRun,
  nextRuns,
  occurrencesBetween,
  previousRuns,
} from './next-runs.ts';
import { resolveSchedule } from './resolve-schedule.ts';
import type { Occurrence, Schedule, ScheduleInput } from './schedule.ts';

const NOW = new Date('2026-06-01T12:00:00Z');
const MANY = { numRuns: 150 };
/** Occurrences that a law looks at, at most. */
const MOST = 20_000;

const instant = fc
  .integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2034, 0, 1) })
  .map((ms) => new Date(ms));
const zone = fc.constantFrom(
  'UTC',
  'America/New_York',
  'Europe/London',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Asia/Kolkata',
  'America/Santiago',
  'Pacific/Chatham',
  'Asia/Gaza',
  'Africa/Cairo',
);
const dst = fc.record({ gap: fc.constantFrom('shift', 'skip'), overlap: fc.constantFrom('once', 'both') });
const choose = (...texts: string[]) => fc.constantFrom(...texts);
const expression = fc
  .tuple(
    choose('0', '30', '*/15', '5,35', '*', '10-20'),
    choose('*', '*/1', '2', '1-3', '0,12', '*/6', '23'),
    choose('*', '1', '31', 'L', '15W', '1-7', '*/10', 'LW', '29'),
    choose('*', '2', '3,10', 'NOV', '1-6'),
    choose('*', 'SUN', 'MON-FRI', 'FRI#2', 'SUNL', '+SUN', '7'),
  )
  .map((parts) => parts.join(' '));

const common = fc.record(
  {
    endAt: fc.constantFrom('2033-01-01T00:00:00Z', '2027-11-07T06:30:00Z'),
    maxRuns: fc.constantFrom(1, 2, 7, 500),
    jitterMs: fc.constantFrom(0, 400),
    dst,
  },
  { requiredKeys: [] },
);
const start = fc.constantFrom('2024-01-31T02:30:00Z', '2024-02-29T07:00:00Z', '2025-11-02T05:30:00.250Z');
const kinds: fc.Arbitrary<object> = fc.oneof(
  fc.record({ kind: fc.constant('cron'), expression, timezone: zone, startAt: start }),
  fc.record({
    kind: fc.constant('cron'),
    expression: expression.map((text) => `*/20 ${text}`),
    timezone: zone,
    startAt: start,
  }),
  fc.record({
    kind: fc.constant('interval'),
    every: fc.constantFrom('15m', '7h', 90_061_001),
    startAt: start,
  }),
  fc.record({
    kind: fc.constant('frequency'),
    frequency: fc.constantFrom('HOURLY', 'DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'),
    interval: fc.constantFrom(1, 2, 5),
    startDate: start,
    timezone: zone,
  }),
  fc.record({ kind: fc.constant('once'), at: fc.constant('2027-03-14T07:30:00Z') }),
);
const schedules: fc.Arbitrary<Schedule> = fc
  .tuple(kinds, common)
  .map(([kind, rest]) => resolveSchedule({ ...kind, ...rest } as ScheduleInput, { now: NOW, seed: 'law' }))
  .filter((resolution) => resolution.ok)
  .map((resolution) => resolution.schedule);

describe('for any schedule', () => {
  it('next runs strictly increase, come after the given instant, and keep to the bounds', () => {
    fc.assert(
      fc.property(schedules, instant, (schedule, after) => {
        const times = timesOf(nextRuns(schedule, after, 12));
        expect(
          times.every((time, index) => time > (index === 0 ? after.getTime() : (times[index - 1] ?? 0))),
        ).toBe(true);
        expect(times.every((time) => time >= Date.parse(schedule.startAt))).toBe(true);
        expect(times.every((time) => schedule.endAt === null || time <= Date.parse(schedule.endAt))).toBe(
          true,
        );
      }),
      MANY,
    );
  });

  it('next runs from any run on continue exactly as the first answer does', () => {
    fc.assert(
      fc.property(schedules, instant, fc.nat(5), (schedule, after, cut) => {
        const all = nextRuns(schedule, after, 8);
        const last = all[cut];
        if (last) expect(nextRuns(schedule, last.at, 7 - cut)).toEqual(all.slice(cut + 1));
        expect(nextRun(schedule, after)).toEqual(all[0] ?? null);
      }),
      MANY,
    );
  });

  it('between two neighbouring runs there is no other: any instant between them has the later one next', () => {
    fc.assert(
      fc.property(
        schedules,
        instant,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (schedule, after, share) => {
          const [first, second] = nextRuns(schedule, after, 2);
          if (!first || !second) return;
          const between = new Date(
            first.at.getTime() + Math.floor((second.at.getTime() - first.at.getTime() - 1) * share),
          );
          expect(nextRun(schedule, between)).toEqual(second);
          expect(isOccurrence(schedule, between)).toBe(between.getTime() === first.at.getTime());
        },
      ),
      MANY,
    );
  });

  it('previous runs mirror the next ones', () => {
    fc.assert(
      fc.property(schedules, instant, (schedule, after) => {
        const ahead = nextRuns(schedule, after, 8);
        const last = ahead.at(-1);
        if (!last) return;
        const back = previousRuns(schedule, new Date(last.at.getTime() + 1), ahead.length);
        expect(back).toEqual([...ahead].reverse());
      }),
      MANY,
    );
  });

  it('the first of two equal local times is found from long after the second, too', () => {
    // In Casablanca clocks went back from three to two on 10 March 2024.
    const input = {
      kind: 'cron',
      expression: '0 2 * * SUN',
      timezone: 'Africa/Casablanca',
      startAt: '2024-01-01T00:00:00Z',
    } as const;
    const resolution = resolveSchedule(input, { now: NOW, seed: 'law' });
    const weekly = (resolution as { schedule: Schedule }).schedule;
    const [before] = previousRuns(weekly, new Date('2024-03-17T02:00:00Z'), 1);
    expect(before).toMatchObject({ at: new Date('2024-03-10T01:00:00Z'), note: 'overlap-first' });
  });

  it('the run before an instant is followed by the run after it', () => {
    fc.assert(
      fc.property(schedules, instant, (schedule, at) => {
        const [before] = previousRuns(schedule, at, 1);
        if (!before) return;
        expect(before.at < at).toBe(true);
        const next = nextRun(schedule, before.at);
        expect(next === null || next.at >= at).toBe(true);
      }),
      MANY,
    );
  });

  it('each run is an occurrence, adjacent windows hold all of them once, and counts agree', () => {
    fc.assert(
      fc.property(schedules, instant, fc.integer({ min: 1, max: 40 * DAY_MS }), (schedule, from, width) => {
        const [middle, end] = [new Date(from.getTime() + width), new Date(from.getTime() + 2 * width)];
        const whole = occurrencesBetween(schedule, from, end, MOST);
        // A list that is cut says nothing of its halves.
        fc.pre(whole.length < MOST);
        const halves = [
          ...occurrencesBetween(schedule, from, middle, MOST),
          ...occurrencesBetween(schedule, middle, end, MOST),
        ];
        expect(timesOf(halves)).toEqual(timesOf(whole));
        expect(whole.slice(0, 20).every(({ at }) => isOccurrence(schedule, at))).toBe(true);
        expect(countBetween(schedule, from, end, MOST)).toBe(whole.length);
        expect(countBetween(schedule, from, end, 3)).toBe(Math.min(3, whole.length));
      }),
      { numRuns: 60 },
    );
  });

  it('there are no more runs than are remaining: the next ones, whatever lies between the start and now', () => {
    fc.assert(
      fc.property(schedules, instant, fc.nat(20), (schedule, after, remaining) => {
        const all = nextRuns(schedule, after, 10, remaining);
        expect(all.length).toBeLessThanOrEqual(remaining);
        expect(timesOf(all)).toEqual(timesOf(nextRuns(schedule, after, Math.min(10, remaining))));
        expect(nextRun(schedule, after, remaining)?.at).toEqual(all[0]?.at);
      }),
      { numRuns: 60 },
    );
  });

  it('jitter delays each run by 0 to jitterMs, the same each time it is computed', () => {
    fc.assert(
      fc.property(schedules, instant, (schedule, after) => {
        for (const { at, dueAt } of nextRuns(schedule, after, 5)) {
          const delay = dueAt.getTime() - at.getTime();
          expect(delay >= 0 && delay <= schedule.jitterMs).toBe(true);
          expect(nextRun(schedule, new Date(at.getTime() - 1))?.dueAt).toEqual(dueAt);
        }
      }),
      MANY,
    );
  });
});

function timesOf(occurrences: Occurrence[]): number[] {
  return occurrences.map(({ at }) => at.getTime());
}
