import { describe, expect, it } from 'vitest';
import { scheduleInput } from './schedule.ts';

describe('a time that cannot be meant', () => {
  const messageFor = (at: string) =>
    scheduleInput.safeParse({ kind: 'once', at }).error?.issues.map(({ message }) => message);

  it.each([
    ['2027-02-30T09:00:00Z', 'There is no such time: 2027-02-30T09:00:00Z.'],
    ['2027-13-01T09:00:00+01:00', 'There is no such time: 2027-13-01T09:00:00+01:00.'],
    ['2027-03-28T23:59:60Z', 'There is no such time: 2027-03-28T23:59:60Z.'],
    ['2027-03-28T09:00:00z', 'Write the letters of a time in upper case: 2027-03-28T09:00:00Z.'],
    ['2027-03-28T09:00:00', 'Give the time with its offset, for example 2027-03-28T09:00:00Z.'],
    ['tomorrow', 'Give the time with its offset, for example 2027-03-28T09:00:00Z.'],
  ])('%s is told as it is', (at, message) => {
    expect(messageFor(at)).toEqual([message]);
  });

  it('1.5 as an interval says what to write', () => {
    const { error } = scheduleInput.safeParse({ kind: 'interval', every: 1.5 });
    expect(error?.issues[0]?.message).toBe(
      'Write how often as a text, for example "15m" or "2h", or as a whole number of milliseconds.',
    );
  });
});
