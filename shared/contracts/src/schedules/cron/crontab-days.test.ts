import { describe, expect, it } from 'vitest';
import { nextRuns } from '../next-runs.ts';
import { resolveSchedule } from '../resolve-schedule.ts';
import { convertCrontabDays } from './crontab-days.ts';

const NOW = new Date('2027-06-01T00:00:00Z');

/** Lists the next days on which an expression runs, in UTC. */
function days(expression: string, count: number): string[] {
  const resolved = resolveSchedule({ kind: 'cron', expression }, { now: NOW, seed: '' });
  return resolved.ok
    ? nextRuns(resolved.schedule, NOW, count).map(({ at }) => at.toISOString().slice(0, 10))
    : [];
}

describe('a line of a crontab whose day or weekday begins with *', () => {
  it.each([
    ['0 0 1-7 * */7', '0 0 1-7 * +*/7'],
    ['0 0 */2 * 1', '0 0 */2 * +1'],
    ['0 0 *,5 * MON', '0 0 *,5 * +MON'],
    ['0 0 1 * *,5', '0 0 1 * +*,5'],
  ])('%s runs where both fit, as cron has it: %s', (line, expression) => {
    expect(convertCrontabDays(line)).toBe(expression);
  });

  it('0 0 1-7 * */7 is the first Sunday of the month', () => {
    expect(days(convertCrontabDays('0 0 1-7 * */7'), 3)).toEqual(['2027-06-06', '2027-07-04', '2027-08-01']);
  });

  it('0 0 */2 * 1 is the Mondays with an odd date', () => {
    expect(days(convertCrontabDays('0 0 */2 * 1'), 3)).toEqual(['2027-06-07', '2027-06-21', '2027-07-05']);
  });
});

it.each(['0 0 1-7 * 7', '0 0 * * 1', '0 0 */2 * *', '0 0 1 * *', '@daily', '*/5 * * * *'])(
  '%s means the same in cron and here, and stays as it is',
  (line) => {
    expect(convertCrontabDays(line)).toBe(line);
  },
);
