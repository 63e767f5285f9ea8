import { describe, expect, it } from 'vitest';
import { nextRun, nextRuns } from './next-runs.ts';
import { type ResolutionContext, resolveSchedule } from './resolve-schedule.ts';
import { type Schedule, type ScheduleInput, schedule, scheduleInput } from './schedule.ts';

const NOW = new Date('2026-06-01T12:00:00.000Z');

describe('the schema of a schedule', () => {
  it.each([
    ['a time without an offset', { kind: 'once', at: '2027-03-28T09:00:00' }],
    ['an unknown field', { kind: 'cron', expression: '* * * * *', tz: 'UTC' }],
    ['an unknown kind', { kind: 'sometimes' }],
    ['an unknown choice', { kind: 'cron', expression: '* * * * *', dst: { gap: 'never' } }],
    ['a maxRuns that is not whole', { kind: 'cron', expression: '* * * * *', maxRuns: 1.5 }],
  ])('refuses %s', (_title, input) => {
    expect(scheduleInput.safeParse(input).success).toBe(false);
  });

  it('accepts the example of the API with its nulls', () => {
    const example = {
      kind: 'cron',
      expression: '0 9 * * MON',
      timezone: 'Europe/Paris',
      startAt: null,
      endAt: null,
      maxRuns: null,
      jitterMs: 0,
      dst: { gap: 'shift', overlap: 'once' },
    };
    expect(scheduleInput.parse(example)).toEqual(example);
  });
});

describe('resolving a schedule', () => {
  it('makes everything explicit', () => {
    expect(
      resolve({ kind: 'cron', expression: ' 0 9 * * MON ' }, { defaultTimezone: 'europe/paris' }),
    ).toEqual({
      kind: 'cron',
      expression: '0 9 * * MON',
      timezone: 'Europe/Paris',
      startAt: NOW.toISOString(),
      endAt: null,
      maxRuns: null,
      jitterMs: 0,
      dst: { gap: 'shift', overlap: 'once' },
      seed: 'seed',
    });
  });

  it('converts times to UTC with milliseconds', () => {
    const completed = resolve({
      kind: 'once',
      at: '2027-03-28T09:00:00+02:00',
      endAt: '2028-01-01T00:00:00Z',
    });
    expect(completed).toMatchObject({ at: '2027-03-28T07:00:00.000Z', endAt: '2028-01-01T00:00:00.000Z' });
  });

  it('gives an interval its first run after one step', () => {
    expect(resolve({ kind: 'interval', every: '1h 30m' }).startAt).toBe('2026-06-01T13:30:00.000Z');
  });

  it('returns what both schemas accept, that of stored schedules and that of input', () => {
    const completed = resolve({
      kind: 'frequency',
      frequency: 'DAILY',
      startDate: '2024-12-20T09:00:00.000Z',
    });
    expect(schedule.parse(completed)).toEqual(completed);
    const { seed: _seed, ...input } = completed;
    expect(resolve(scheduleInput.parse(input))).toEqual(completed);
  });

  it('runs a time that has passed by less than a minute at once', () => {
    const completed = resolve({ kind: 'once', at: '2026-06-01T11:59:01Z' });
    expect(nextRun(completed, NOW)?.at.getTime()).toBe(NOW.getTime() + 1);
  });
});

describe('resolving a changed schedule', () => {
  const later = new Date('2026-06-03T09:00:00Z');

  it('keeps the phase of an interval, its seed, and the count of a cron', () => {
    const interval = resolve({ kind: 'interval', every: '7h' });
    expect(
      resolve({ kind: 'interval', every: 25_200_000 }, { now: later, seed: 'other', previous: interval }),
    ).toEqual({
      ...interval,
      every: 25_200_000,
    });
    const cron = resolve({ kind: 'cron', expression: '0 9 * * *' });
    expect(
      resolve({ kind: 'cron', expression: '0 9 * * *', maxRuns: 5 }, { now: later, previous: cron }).startAt,
    ).toBe(cron.startAt);
  });

  it('starts anew when the pace changes', () => {
    const previous = resolve({ kind: 'interval', every: '7h' });
    expect(resolve({ kind: 'interval', every: '1h' }, { now: later, previous }).startAt).toBe(
      '2026-06-03T10:00:00.000Z',
    );
  });

  it('accepts an unchanged schedule whose time has passed', () => {
    const previous = resolve({ kind: 'once', at: '2026-06-02T09:00:00Z' });
    expect(resolve({ kind: 'once', at: '2026-06-02T09:00:00Z' }, { now: later, previous })).toEqual(previous);
  });
});

/** Title · input · path and message of the first issue. */
const REFUSED: [string, ScheduleInput, string, string][] = [
  [
    'a time zone that does not exist',
    { kind: 'cron', expression: '0 9 * * *', timezone: 'Mars/Phobos' },
    'timezone',
    '“Mars/Phobos” is not a time zone. Search for a city.',
  ],
  [
    'an offset as a time zone',
    { kind: 'cron', expression: '0 9 * * *', timezone: '+02:00' },
    'timezone',
    '“+02:00” is not a time zone. Search for a city.',
  ],
  ['a wrong minute', { kind: 'cron', expression: '61 9 * * *' }, 'expression', 'Minute: 61 is not in 0–59.'],
  [
    '30 February',
    { kind: 'cron', expression: '0 0 30 2 *' },
    'expression',
    'This schedule never runs: February has no 30th.',
  ],
  [
    'the 31st of short months',
    { kind: 'cron', expression: '0 0 31 4,6 *' },
    'expression',
    'This schedule never runs: April and June have no 31st.',
  ],
  [
    'a past time',
    { kind: 'once', at: '2026-06-01T11:58:59Z' },
    'at',
    'That time has passed. Choose a later one.',
  ],
  [
    'an end before the start',
    { kind: 'interval', every: '1h', startAt: '2027-01-02T00:00:00Z', endAt: '2027-01-01T00:00:00Z' },
    'endAt',
    'The end is before the start.',
  ],
  [
    'an end that has passed',
    { kind: 'cron', expression: '0 9 * * *', startAt: '2025-01-01T00:00:00Z', endAt: '2026-01-01T00:00:00Z' },
    'endAt',
    'That end has passed. Choose a later one.',
  ],
  [
    'an end before the first run',
    { kind: 'cron', expression: '0 9 1 1 *', endAt: '2026-12-01T00:00:00Z' },
    'endAt',
    'No run falls between the start and the end.',
  ],
  [
    'a maxRuns of 0',
    { kind: 'cron', expression: '0 9 * * *', maxRuns: 0 },
    'maxRuns',
    '0 is not in 1–10000. For more runs set an end instead.',
  ],
  [
    'jitter of half a gap',
    { kind: 'cron', expression: '* * * * *', jitterMs: 30_000 },
    'jitterMs',
    'Use at most 29999 ms: less than half the smallest gap between two runs.',
  ],
  [
    'an interval that is too short',
    { kind: 'interval', every: 500 },
    'every',
    'Runs come as close as every 500 milliseconds; the smallest interval here is 1 second.',
  ],
  [
    'a duration that cannot be read',
    { kind: 'interval', every: 'often' },
    'every',
    'Write how often, for example 15m, 2h or 1d.',
  ],
  [
    'a frequency with interval 0',
    { kind: 'frequency', frequency: 'DAILY', interval: 0, startDate: '2026-06-01T00:00:00Z' },
    'interval',
    '0 is not in 1–1000.',
  ],
  [
    'a time beyond what can be computed',
    { kind: 'once', at: '3000-01-01T00:00:00Z' },
    'at',
    'Choose a time between the years 1970 and 2999.',
  ],
];

describe('resolving a schedule refuses', () => {
  it.each(REFUSED)('%s', (_title, input, path, message) => {
    const resolution = resolveSchedule(input, { now: NOW, seed: 'seed' });
    expect(resolution.ok ? [] : resolution.issues).toMatchObject([{ path, message }]);
  });

  it('a cron that runs more often than the setting allows', () => {
    const resolution = resolveSchedule(
      { kind: 'cron', expression: '59 23 * * *', jitterMs: 0 },
      { now: NOW, seed: '', minIntervalMs: 60_000 },
    );
    expect(resolution.ok).toBe(true);
    const seconds = resolveSchedule(
      { kind: 'cron', expression: '* * * * * *' },
      { now: NOW, seed: '', minIntervalMs: 60_000 },
    );
    expect(seconds.ok ? [] : seconds.issues).toMatchObject([{ path: 'expression' }]);
  });
});

describe('frequencies', () => {
  const dates = (input: ScheduleInput, count: number) =>
    nextRuns(resolve(input), new Date('2024-01-01T00:00:00Z'), count).map(({ at }) =>
      at.toISOString().slice(0, 10),
    );

  it('from the 31st come on the last day of shorter months, and on the 31st again', () => {
    const input: ScheduleInput = {
      kind: 'frequency',
      frequency: 'MONTHLY',
      startDate: '2027-01-31T09:00:00Z',
    };
    expect(dates(input, 5)).toEqual(['2027-01-31', '2027-02-28', '2027-03-31', '2027-04-30', '2027-05-31']);
  });

  it('from 29 February come on 28 February in other years', () => {
    const input: ScheduleInput = {
      kind: 'frequency',
      frequency: 'YEARLY',
      startDate: '2028-02-29T09:00:00Z',
    };
    expect(dates(input, 5)).toEqual(['2028-02-29', '2029-02-28', '2030-02-28', '2031-02-28', '2032-02-29']);
  });

  it('skip by their interval', () => {
    const input: ScheduleInput = {
      kind: 'frequency',
      frequency: 'WEEKLY',
      interval: 2,
      startDate: '2027-01-04T09:00:00Z',
    };
    expect(dates(input, 3)).toEqual(['2027-01-04', '2027-01-18', '2027-02-01']);
  });
});

function resolve(input: ScheduleInput, context: Partial<ResolutionContext> = {}): Schedule {
  const resolution = resolveSchedule(input, { now: NOW, seed: 'seed', ...context });
  if (!resolution.ok) throw new Error(JSON.stringify(resolution.issues));
  return resolution.schedule;
}
