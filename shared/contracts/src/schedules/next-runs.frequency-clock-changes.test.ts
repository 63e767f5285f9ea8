import { describe, expect, it } from 'vitest';
import { nextRuns } from './next-runs.ts';
import { resolveSchedule } from './resolve-schedule.ts';
import type { DstChoice, Schedule, ScheduleInput } from './schedule.ts';
import { localIso } from './time/zones.ts';

const SHIFT_ONCE: DstChoice = { gap: 'shift', overlap: 'once' };
const SKIP_BOTH: DstChoice = { gap: 'skip', overlap: 'both' };
const LONG_AGO = new Date('1990-01-01T00:00:00Z');

describe('frequencies through clock changes', () => {
  const daily = (dst: DstChoice) =>
    resolve({
      kind: 'frequency',
      frequency: 'DAILY',
      startDate: '2027-03-01T02:30:00-05:00',
      timezone: 'America/New_York',
      dst,
    });

  it('keep the local time of their zone and shift a skipped one', () => {
    expect(localTimes(daily(SHIFT_ONCE), '2027-03-13T00:00:00-05:00', 3)).toEqual([
      '2027-03-13T02:30:00-05:00',
      '2027-03-14T03:00:00-04:00 gap-shifted',
      '2027-03-15T02:30:00-04:00',
    ]);
  });

  it('leave a skipped time out with gap "skip"', () => {
    expect(localTimes(daily(SKIP_BOTH), '2027-03-13T00:00:00-05:00', 2)).toEqual([
      '2027-03-13T02:30:00-05:00',
      '2027-03-15T02:30:00-04:00',
    ]);
  });

  it('begin at their start even if it is the second of two equal local times', () => {
    const schedule = resolve({
      kind: 'frequency',
      frequency: 'DAILY',
      startDate: '2027-11-07T01:30:00-05:00',
      timezone: 'America/New_York',
    });
    expect(localTimes(schedule, '2027-11-01T00:00:00Z', 2)).toEqual([
      '2027-11-07T01:30:00-05:00',
      '2027-11-08T01:30:00-05:00',
    ]);
  });

  it('run at both of two equal local times with overlap "both", from the first on', () => {
    const schedule = resolve({
      kind: 'frequency',
      frequency: 'WEEKLY',
      startDate: '2027-11-07T01:30:00-04:00',
      timezone: 'America/New_York',
      dst: SKIP_BOTH,
    });
    expect(localTimes(schedule, '2027-11-01T00:00:00Z', 3)).toEqual([
      '2027-11-07T01:30:00-04:00',
      '2027-11-07T01:30:00-05:00 overlap-second',
      '2027-11-14T01:30:00-05:00',
    ]);
  });

  it('are absolute time when HOURLY, and the change has no effect', () => {
    const schedule = resolve({
      kind: 'frequency',
      frequency: 'HOURLY',
      interval: 2,
      startDate: '2027-03-14T00:30:00-05:00',
      timezone: 'America/New_York',
    });
    expect(localTimes(schedule, '2027-03-14T00:00:00-05:00', 3)).toEqual([
      '2027-03-14T00:30:00-05:00',
      '2027-03-14T03:30:00-04:00',
      '2027-03-14T05:30:00-04:00',
    ]);
  });
});

describe('intervals', () => {
  it('are absolute time from startAt, in any zone', () => {
    const schedule = resolve({ kind: 'interval', every: '40m', startAt: '2027-03-28T00:00:00Z' });
    const runs = nextRuns(schedule, new Date('2027-03-27T00:00:00Z'), 4).map(({ at }) =>
      localIso(at, 'Europe/London'),
    );
    expect(runs).toEqual([
      '2027-03-28T00:00:00+00:00',
      '2027-03-28T00:40:00+00:00',
      '2027-03-28T02:20:00+01:00',
      '2027-03-28T03:00:00+01:00',
    ]);
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
