import { nextRuns } from '@punctual/contracts/schedules/next-runs';
import { resolveSchedule } from '@punctual/contracts/schedules/resolve-schedule';
import { DAY_MS } from '@punctual/contracts/time';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wallTimeAt } from '../../../../lib/time/wall-time.ts';
import { email, NOW, ZONE } from '../testing/kinds.ts';
import { checkWhen } from './check-when.ts';
import { whenOf } from './from-schedule.ts';
import { toExpression, WEEK } from './repeat-choices.ts';
import { scheduleOf } from './schedule-of.ts';
import { nextOn, roundStarts, severalWeeks } from './several-weeks.ts';

/** Every second Monday at 09:00 from 7 December on; now is a Saturday in November. */
const FORTNIGHT = { mode: 'repeat', expression: '0 9 * * MON', weeks: 2, firstWeek: '2026-12-07' } as const;

const several = fc.record({
  weeks: fc.integer({ min: 2, max: 8 }),
  weekday: fc.constantFrom(...WEEK),
  // No zone here changes its clocks at these hours.
  hour: fc.integer({ min: 5, max: 22 }),
  minute: fc.integer({ min: 0, max: 59 }),
  zone: fc.constantFrom('UTC', 'Europe/Paris', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Chatham'),
  round: fc.nat(7),
});

type Chosen = typeof several extends fc.Arbitrary<infer T> ? T : never;

const formOf = ({ weeks, weekday, hour, minute, zone, round }: Chosen) => {
  const expression = toExpression({ unit: 'week', weekdays: [weekday], hours: [hour], minute });
  const form = email({ mode: 'repeat', expression, weeks, zone, firstWeek: '2026-11-30' });
  const choices = severalWeeks(form);
  if (choices === null) throw new Error('This is every week.');
  return email({ ...form, firstWeek: roundStarts(choices, zone, NOW).dates[round % weeks] ?? '' });
};

describe('every second, third or further week', () => {
  test('runs on that weekday at that time of the zone, so many weeks apart, through changes of clocks', () => {
    fc.assert(
      fc.property(several, (chosen) => {
        const form = formOf(chosen);
        const runs = runsOf(form).map((at) => wallTimeAt(at, chosen.zone));
        const days = runs.map(({ date }) => Date.parse(date) / DAY_MS);
        expect(runs[0]?.date).toBe(form.firstWeek);
        expect(new Set(runs.map(({ time }) => time))).toEqual(new Set([severalWeeks(form)?.time]));
        expect(new Date(form.firstWeek).getUTCDay()).toBe(chosen.weekday);
        expect(days.slice(1).every((day, index) => day - (days[index] ?? 0) === chosen.weeks * 7)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  test('opens as it was saved, also when its first run has passed', () => {
    fc.assert(
      fc.property(several, (chosen) => {
        const form = formOf(chosen);
        const later = new Date(NOW.getTime() + 400 * DAY_MS);
        const opened = { ...form, ...whenOf(resolved(form), 'UTC', later) };
        expect(scheduleOf(opened, later)).toEqual(scheduleOf(form, NOW));
        const choices = severalWeeks(opened);
        const next = nextRuns(resolved(form), later, 1)[0]?.at ?? later;
        expect(choices && roundStarts(choices, chosen.zone, later).chosen).toBe(
          wallTimeAt(next, chosen.zone).date,
        );
      }),
      { numRuns: 30 },
    );
  });

  test('is sent as a frequency, which every release of the service knows', () => {
    expect(scheduleOf(email(FORTNIGHT), NOW)).toEqual({
      kind: 'frequency',
      frequency: 'WEEKLY',
      interval: 2,
      startDate: '2026-12-07T08:00:00.000Z',
      timezone: ZONE,
    });
  });

  test('a weekday that is chosen afterwards stays in the week that was', () => {
    expect(severalWeeks(email({ ...FORTNIGHT, expression: '0 9 * * FRI' }))?.from).toBe('2026-12-11');
    expect(severalWeeks(email({ ...FORTNIGHT, expression: '0 9 * * SUN' }))?.from).toBe('2026-12-13');
  });

  test('a first run far ahead is one of the choices', () => {
    const choices = severalWeeks(email({ ...FORTNIGHT, firstWeek: '2027-03-01' }));
    expect(choices && roundStarts(choices, ZONE, NOW)).toEqual({
      dates: ['2026-11-23', '2026-11-30', '2027-03-01'],
      chosen: '2027-03-01',
    });
  });

  test.each([
    ['two weekdays', '0 9 * * MON,TUE'],
    ['two times', '0 9,17 * * MON'],
    ['another unit', '0 9 1 * *'],
  ])('%s are an expression as before', (_, expression) => {
    expect(scheduleOf(email({ ...FORTNIGHT, expression }), NOW)).toMatchObject({ kind: 'cron', expression });
  });

  test('a first run that clocks jump over is said at its field', () => {
    const skipped = { ...FORTNIGHT, expression: '30 2 * * SUN', firstWeek: '2027-03-28' };
    expect(Object.keys(checkWhen(email(skipped), NOW))).toEqual(['firstWeek']);
    expect(checkWhen(email(FORTNIGHT), NOW)).toEqual({});
  });
});

test('the next date on a weekday is today while its time is still to come', () => {
  expect(nextOn(6, '14:00', ZONE, NOW)).toBe('2026-11-21');
  expect(nextOn(6, '13:34', ZONE, NOW)).toBe('2026-11-28');
  expect(nextOn(0, '09:00', ZONE, NOW)).toBe('2026-11-22');
});

const runsOf = (form: Parameters<typeof scheduleOf>[0]): Date[] =>
  nextRuns(resolved(form), NOW, 40).map(({ at }) => at);

function resolved(form: Parameters<typeof scheduleOf>[0]) {
  const input = scheduleOf(form, NOW);
  if (input === null) throw new Error('The form has no schedule.');
  const resolution = resolveSchedule(input, { now: NOW, seed: 'x' });
  if (!resolution.ok) throw new Error(JSON.stringify(resolution.issues));
  return resolution.schedule;
}
