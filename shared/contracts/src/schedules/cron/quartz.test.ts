import { describe, expect, it } from 'vitest';
import { resolveSchedule } from '../resolve-schedule.ts';
import type { Schedule } from '../schedule.ts';

const CONTEXT = { now: new Date('2026-06-01T12:00:00.000Z'), seed: '' };

describe('a Quartz expression, whose weekdays count from Sunday = 1', () => {
  it.each([
    ['0 0 12 ? * 2#1', 'MON#1'],
    ['0 0 12 ? * 6L', 'FRIL'],
    ['0 0 12 ? * 2-6', 'MON-FRI'],
    ['0 0 12 ? * 1,2-6/2', 'SUN,MON-FRI/2'],
    ['0 12 ? * 7', 'SAT'],
  ])('%s is refused, with what to type: %s', (expression, instead) => {
    const resolution = resolveSchedule({ kind: 'cron', expression }, CONTEXT);
    const [issue] = resolution.ok ? [] : resolution.issues;
    expect(issue).toMatchObject({
      path: 'expression',
      message: `With ? this is a Quartz expression, which counts weekdays from Sunday = 1; here Monday is 1. Write ${instead}.`,
    });
    expect(expression.slice(issue?.position?.from)).toBe(expression.split(' ').at(-1));
  });

  it.each([
    '0 0 12 ? * MON#1',
    '0 0 12 1 * ?',
    '0 0 12 ? * MON-FRI/2',
    '0 0 12 ? * */2',
    '0 0 12 ? * 0',
    '0 0 12 * * 2',
  ])('%s means the same in both, or is none', (expression) => {
    expect(resolve(expression)).toMatchObject({ expression });
  });

  it('that is stored already stays as it is', () => {
    const previous = { ...resolve('0 0 12 * * 2'), expression: '0 0 12 ? * 2' };
    const again = resolve('0 0 12 ? * 2', previous);
    expect(again).toMatchObject({ expression: '0 0 12 ? * 2' });
  });
});

function resolve(expression: string, previous?: Schedule): Schedule {
  const resolution = resolveSchedule(
    { kind: 'cron', expression },
    { ...CONTEXT, ...(previous && { previous }) },
  );
  if (!resolution.ok) throw new Error(JSON.stringify(resolution.issues));
  return resolution.schedule;
}
