import { resolveSchedule } from '@punctual/contracts/schedules/resolve-schedule';
import { DAY_MS, MINUTE_MS } from '@punctual/contracts/time';
import { afterAll, expect, it } from 'vitest';
import { ScheduleComputer } from './schedule-computer.ts';

const NOW = new Date('2030-06-01T00:00:00Z');
/** A second, on a machine with time. */
const LIMIT_MS = MINUTE_MS;
const ANY_NUMBER = 10_000_000;
const computer = new ScheduleComputer();
afterAll(() => computer.close());

/** Counts minutes, each of which takes some steps. */
function countMinutes(user: string, days: number, cap: number): Promise<number> {
  const resolution = resolveSchedule({ kind: 'cron', expression: '* * * * *' }, { now: NOW, seed: '' });
  if (!resolution.ok) throw new Error('The schedule was refused.');
  const end = new Date(NOW.getTime() + days * DAY_MS);
  return computer.compute(user, 'countBetween', resolution.schedule, NOW, end, cap);
}

it('one user’s many computations do not hold up another’s: in the thread, each has one at a time', async () => {
  const ended: string[] = [];
  const note = async (user: string) => {
    expect(await countMinutes(user, 1, ANY_NUMBER)).toBe(1_440);
    ended.push(user);
  };
  await Promise.all([...Array.from({ length: 20 }, () => note('ana')), note('bob')]);
  expect(ended.indexOf('bob')).toBeLessThan(4);
});

it(
  'what takes too long even for the thread is refused, with what to ask for instead',
  async () => {
    await expect(countMinutes('ana', 400, ANY_NUMBER)).rejects.toMatchObject({
      status: 422,
      message: expect.stringContaining('Ask for fewer runs'),
    });
  },
  LIMIT_MS,
);
