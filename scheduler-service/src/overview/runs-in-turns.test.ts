import { setImmediate as turn } from 'node:timers/promises';
import { Types } from 'mongoose';
import { expect, it } from 'vitest';
import { Calendar } from './calendar/calendar.ts';
import { buildOverview } from './overview.ts';
import { RunsInTurns } from './runs-in-turns.ts';

const NOW = new Date('2031-03-31T12:00:00.000Z');
const MONTH = { from: '2031-03-01', days: 31, by: 'day', timezone: 'UTC' } as const;
const [ana, bob] = [{ ownerId: new Types.ObjectId() }, { ownerId: new Types.ObjectId() }];

/** Builds pictures of runs, and counts how many of their queries are under way at a time, at most. */
function pictures() {
  let [underWay, most] = [0, 0];
  const query = async () => {
    underWay += 1;
    most = Math.max(most, underWay);
    await turn();
    underWay -= 1;
    return [];
  };
  const runs = new RunsInTurns({ overviews: { sample: query }, calendars: { recent: query } });
  const nothing = { cells: async () => ({ plans: [], isComplete: true }) };
  const calendars = new Calendar(runs, { names: async () => [] }, nothing);
  const none = async () => [];
  const store = {
    waiting: async () => ({ dueNow: 0, overdue: 0, oldest: null }),
    unnoticed: async () => ({ overdue: 0, oldest: null }),
    next: none,
    stopped: none,
    jobs: none,
  };
  const lists = { list: async () => ({ data: [], page: null, nextCursor: null }) };
  return {
    calendar: (scope = ana) => calendars.build(scope, { user: 'somebody', seesPlans: true }, MONTH, NOW),
    overview: (scope = ana) => buildOverview(scope, { window: '7d' }, NOW, store, runs, lists),
    timeline: (scope = ana) => runs.recent(scope, NOW),
    most: () => most,
  };
}

it('all pictures of one account read one query after the other: others find the database free', async () => {
  const { calendar, overview, timeline, most } = pictures();
  await Promise.all([calendar(), calendar(), overview(), overview(), timeline(), timeline()]);
  expect(most()).toBe(1);
});

it('those of two accounts do not wait for each other', async () => {
  const { calendar, overview, most } = pictures();
  await Promise.all([calendar(ana), overview(bob)]);
  expect(most()).toBe(2);
});
