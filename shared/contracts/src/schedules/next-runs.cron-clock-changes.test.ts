import { describe, expect, it } from 'vitest';
import { nextRuns } from './next-runs.ts';
import { resolveSchedule } from './resolve-schedule.ts';
import type { DstChoice, Schedule, ScheduleInput } from './schedule.ts';
import { localIso } from './time/zones.ts';

const SHIFT_ONCE: DstChoice = { gap: 'shift', overlap: 'once' };
const SKIP_BOTH: DstChoice = { gap: 'skip', overlap: 'both' };
const LONG_AGO = new Date('1990-01-01T00:00:00Z');

/** Title · zone · expression · choices · from · expected local times, those affected by the change with their note. */
type CronCase = [string, string, string, DstChoice, string, string[]];

const CRON_CASES: CronCase[] = [
  [
    'New York in spring: a skipped time runs when the clocks change',
    'America/New_York',
    '30 2 * * *',
    SHIFT_ONCE,
    '2027-03-13T00:00:00-05:00',
    ['2027-03-13T02:30:00-05:00', '2027-03-14T03:00:00-04:00 gap-shifted', '2027-03-15T02:30:00-04:00'],
  ],
  [
    'New York in spring: a skipped time is left out with gap "skip"',
    'America/New_York',
    '30 2 * * *',
    SKIP_BOTH,
    '2027-03-13T00:00:00-05:00',
    ['2027-03-13T02:30:00-05:00', '2027-03-15T02:30:00-04:00', '2027-03-16T02:30:00-04:00'],
  ],
  [
    'New York in spring: several skipped times and one at the change are one run',
    'America/New_York',
    '0,20,40 2,3 * * *',
    SHIFT_ONCE,
    '2027-03-14T00:00:00-05:00',
    ['2027-03-14T03:00:00-04:00 gap-shifted', '2027-03-14T03:20:00-04:00', '2027-03-14T03:40:00-04:00'],
  ],
  [
    'New York in spring: a time at the very end of the gap is not shifted',
    'America/New_York',
    '0 3 * * *',
    SHIFT_ONCE,
    '2027-03-14T00:00:00-05:00',
    ['2027-03-14T03:00:00-04:00', '2027-03-15T03:00:00-04:00'],
  ],
  [
    'New York in spring: a rhythm goes on by elapsed time',
    'America/New_York',
    '30 * * * *',
    SHIFT_ONCE,
    '2027-03-14T01:00:00-05:00',
    ['2027-03-14T01:30:00-05:00', '2027-03-14T03:30:00-04:00', '2027-03-14T04:30:00-04:00'],
  ],
  [
    'New York in autumn: a repeated time runs at the first of the two',
    'America/New_York',
    '30 1 * * *',
    SHIFT_ONCE,
    '2027-11-07T00:00:00-04:00',
    ['2027-11-07T01:30:00-04:00 overlap-first', '2027-11-08T01:30:00-05:00'],
  ],
  [
    'New York in autumn: a repeated time runs at both with overlap "both"',
    'America/New_York',
    '30 1 * * *',
    SKIP_BOTH,
    '2027-11-07T00:00:00-04:00',
    [
      '2027-11-07T01:30:00-04:00 overlap-first',
      '2027-11-07T01:30:00-05:00 overlap-second',
      '2027-11-08T01:30:00-05:00',
    ],
  ],
  [
    'New York in autumn: a rhythm runs at both passes whatever the choice',
    'America/New_York',
    '0 */1 * * *',
    SHIFT_ONCE,
    '2027-11-07T00:30:00-04:00',
    ['2027-11-07T01:00:00-04:00', '2027-11-07T01:00:00-05:00', '2027-11-07T02:00:00-05:00'],
  ],
  [
    'New York in autumn: the end of the repeated hour comes once',
    'America/New_York',
    '0 2 * * *',
    SKIP_BOTH,
    '2027-11-07T00:00:00-04:00',
    ['2027-11-07T02:00:00-05:00', '2027-11-08T02:00:00-05:00'],
  ],
  [
    'London in spring: 01:00 is skipped and runs at 02:00',
    'Europe/London',
    '0 1 * * *',
    SHIFT_ONCE,
    '2027-03-28T00:00:00Z',
    ['2027-03-28T02:00:00+01:00 gap-shifted', '2027-03-29T01:00:00+01:00'],
  ],
  [
    'London in autumn: 01:00 comes twice',
    'Europe/London',
    '0 1 * * *',
    SKIP_BOTH,
    '2027-10-31T00:00:00+01:00',
    [
      '2027-10-31T01:00:00+01:00 overlap-first',
      '2027-10-31T01:00:00+00:00 overlap-second',
      '2027-11-01T01:00:00+00:00',
    ],
  ],
  [
    'Lord Howe moves by 30 minutes: 02:15 is skipped and runs at 02:30',
    'Australia/Lord_Howe',
    '15 2 * * *',
    SHIFT_ONCE,
    '2026-10-04T00:00:00+10:30',
    ['2026-10-04T02:30:00+11:00 gap-shifted', '2026-10-05T02:15:00+11:00'],
  ],
  [
    'Lord Howe: 02:30 exists on the day of the change',
    'Australia/Lord_Howe',
    '30 2 * * *',
    SHIFT_ONCE,
    '2026-10-04T00:00:00+10:30',
    ['2026-10-04T02:30:00+11:00', '2026-10-05T02:30:00+11:00'],
  ],
  [
    'Lord Howe: 01:45 comes twice, 01:15 once',
    'Australia/Lord_Howe',
    '15,45 1 * * *',
    SKIP_BOTH,
    '2027-04-04T00:00:00+11:00',
    [
      '2027-04-04T01:15:00+11:00',
      '2027-04-04T01:45:00+11:00 overlap-first',
      '2027-04-04T01:45:00+10:30 overlap-second',
      '2027-04-05T01:15:00+10:30',
    ],
  ],
  [
    'São Paulo 2018: midnight was skipped and ran at 01:00',
    'America/Sao_Paulo',
    '0 0 * * *',
    SHIFT_ONCE,
    '2018-11-03T12:00:00-03:00',
    ['2018-11-04T01:00:00-02:00 gap-shifted', '2018-11-05T00:00:00-02:00'],
  ],
  [
    'São Paulo 2019: the last hour of a day came twice',
    'America/Sao_Paulo',
    '30 23 * * *',
    SKIP_BOTH,
    '2019-02-16T12:00:00-02:00',
    [
      '2019-02-16T23:30:00-02:00 overlap-first',
      '2019-02-16T23:30:00-03:00 overlap-second',
      '2019-02-17T23:30:00-03:00',
    ],
  ],
  [
    'São Paulo: no clock change since 2019',
    'America/Sao_Paulo',
    '0 0 * * *',
    SHIFT_ONCE,
    '2026-11-01T00:30:00-03:00',
    ['2026-11-02T00:00:00-03:00', '2026-11-03T00:00:00-03:00'],
  ],
  [
    'Apia 2011: the runs of the day that was skipped come at its end',
    'Pacific/Apia',
    '0 9 * * *',
    SHIFT_ONCE,
    '2011-12-29T00:00:00-10:00',
    ['2011-12-29T09:00:00-10:00', '2011-12-31T00:00:00+14:00 gap-shifted', '2011-12-31T09:00:00+14:00'],
  ],
  [
    'Apia 2011: the runs of the day that was skipped are left out with gap "skip"',
    'Pacific/Apia',
    '0 9 * * *',
    SKIP_BOTH,
    '2011-12-29T00:00:00-10:00',
    ['2011-12-29T09:00:00-10:00', '2011-12-31T09:00:00+14:00'],
  ],
  [
    'Casablanca: clocks went back for Ramadan 2024, and a repeated time runs at both',
    'Africa/Casablanca',
    '30 2 * * *',
    SKIP_BOTH,
    '2024-03-10T00:00:00+01:00',
    [
      '2024-03-10T02:30:00+01:00 overlap-first',
      '2024-03-10T02:30:00+00:00 overlap-second',
      '2024-03-11T02:30:00+00:00',
    ],
  ],
  [
    'Casablanca: clocks went forward after Ramadan 2024, and a skipped time runs at the change',
    'Africa/Casablanca',
    '30 2 * * *',
    SHIFT_ONCE,
    '2024-04-14T00:00:00+00:00',
    ['2024-04-14T03:00:00+01:00 gap-shifted', '2024-04-15T02:30:00+01:00'],
  ],
  [
    'UTC has no clock changes',
    'UTC',
    '30 2 * * *',
    SHIFT_ONCE,
    '2027-03-28T00:00:00Z',
    ['2027-03-28T02:30:00+00:00', '2027-03-29T02:30:00+00:00'],
  ],
];

describe('a cron schedule through clock changes', () => {
  it.each(CRON_CASES)('%s', (_title, timezone, expression, dst, from, expected) => {
    const schedule = resolve({ kind: 'cron', expression, timezone, dst, startAt: LONG_AGO.toISOString() });
    expect(localTimes(schedule, from, expected.length)).toEqual(expected);
  });
});

function resolve(input: ScheduleInput): Schedule {
  const resolution = resolveSchedule(input, { now: LONG_AGO, seed: 'seed' });
  if (!resolution.ok) throw new Error(JSON.stringify(resolution.issues));
  return resolution.schedule;
}

function localTimes(schedule: Schedule, from: string, count: number): string[] {
  const zone = 'timezone' in schedule ? schedule.timezone : 'UTC';
  const after = new Date(Date.parse(from) - 1);
  return nextRuns(schedule, after, count).map(
    ({ at, note }) => `${localIso(at, zone)}${note ? ` ${note}` : ''}`,
  );
}
