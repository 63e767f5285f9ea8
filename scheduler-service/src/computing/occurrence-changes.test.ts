import { resolveSchedule } from '@punctual/contracts/schedules/resolve-schedule';
import type { ScheduleInput } from '@punctual/contracts/schedules/schedule';
import { describe, expect, it } from 'vitest';
import { compareTimings } from './occurrence-changes.ts';

const now = new Date('2026-11-01T00:00:00.000Z');
const timing = (input: ScheduleInput) => {
  const completion = resolveSchedule(input, { now, seed: 'seed' });
  if (!completion.ok) throw new Error(completion.issues[0]?.message);
  return { schedule: completion.schedule, remaining: null };
};
const cron = (expression: string) => timing({ kind: 'cron', expression, timezone: 'UTC' });
const figures = (...timings: Parameters<typeof compareTimings>) => {
  const { added, removed, moved, unchanged } = compareTimings(...timings);
  return { added, removed, moved, unchanged };
};

describe('comparing two timings over thirty days', () => {
  it('the same schedule changes nothing', () => {
    expect(figures(cron('0 9 * * *'), cron('0 9 * * *'), now)).toEqual({
      added: 0,
      removed: 0,
      moved: 0,
      unchanged: 30,
    });
  });

  it('another time of day moves every run', () => {
    expect(figures(cron('0 9 * * *'), cron('0 10 * * *'), now)).toEqual({
      added: 0,
      removed: 0,
      moved: 30,
      unchanged: 0,
    });
  });

  it('twice a day instead of once adds the second', () => {
    expect(figures(cron('0 9 * * *'), cron('0 9,21 * * *'), now)).toEqual({
      added: 30,
      removed: 0,
      moved: 0,
      unchanged: 30,
    });
  });

  it('disabling removes every run, enabling adds every run', () => {
    expect(figures(cron('0 9 * * *'), null, now)).toMatchObject({ removed: 30, added: 0 });
    expect(figures(null, cron('0 9 * * *'), now)).toMatchObject({ removed: 0, added: 30 });
  });

  it('fewer runs are left than fit: the others are no part of either side', () => {
    expect(
      figures({ ...cron('0 9 * * *'), remaining: 3 }, { ...cron('0 9 * * *'), remaining: 5 }, now),
    ).toEqual({
      added: 2,
      removed: 0,
      moved: 0,
      unchanged: 3,
    });
  });

  it('where one side has too many runs to list, both are compared over the same shorter time', () => {
    const impact = compareTimings(cron('0 * * * *'), timing({ kind: 'interval', every: '1s' }), now);
    expect(impact.isCut).toBe(true);
    expect(impact.to.getTime() - now.getTime()).toBeLessThan(10_001_000);
    expect(impact.removed + impact.moved + impact.unchanged).toBe(3);
  });
});
