import { aJob, aSchedule, at, NOON } from '@punctual/testing/engine/documents';
import { longestTurn } from '@punctual/testing/event-loop';
import { expect, it } from 'vitest';
import { DuePlanner } from './due-planner.ts';
import { anySteps } from './owner-steps.ts';

const DAY_S = 86_400;
const COSTLY = 10;

it('schedules that take long to compute let everything else in the process have its turn', async () => {
  const schedule = aSchedule({ kind: 'cron', expression: '* * 1-31 * *', timezone: 'Africa/Casablanca' });
  const begun = at(-6 * DAY_S);
  const missed = { schedule, nextOccurrence: begun, nextRunAt: begun };
  const jobs = Array.from({ length: COSTLY }, () => aJob(missed));
  const planner = new DuePlanner();
  const longest = await longestTurn(async () => {
    const { postponed } = await planner.planQuick(jobs, NOON, at(2), anySteps());
    const { planned } = await planner.planLong(postponed, NOON, at(2), anySteps());
    expect([postponed.length, planned.length]).toEqual([COSTLY, COSTLY]);
  });
  expect(longest).toBeLessThan(1 / COSTLY);
});
