import { setImmediate as turn } from 'node:timers/promises';
import { OneAtATime } from '@punctual/engine/platform/one-at-a-time';
import { Types } from 'mongoose';
import { expect, it } from 'vitest';
import { Calendar } from './calendar.ts';

const NOW = new Date('2031-03-31T12:00:00.000Z');
const MONTH = { from: '2031-03-01', days: 31, by: 'day', timezone: 'UTC' } as const;
const scope = { ownerId: new Types.ObjectId() };

/** Builds calendars, and counts how many of their samples are under way at a time, at most. */
function calendars() {
  let [underWay, most] = [0, 0];
  const sample = async () => {
    underWay += 1;
    most = Math.max(most, underWay);
    await turn();
    underWay -= 1;
    return [];
  };
  const nothing = { cells: async () => ({ plans: [], isComplete: true }) };
  const calendar = new Calendar({ sample }, { names: async () => [] }, nothing, new OneAtATime());
  const build = (user: string) => calendar.build(scope, user, MONTH, NOW);
  return { build, most: () => most };
}

it('many calendars of one account sample one day after the other: others find the database free', async () => {
  const { build, most } = calendars();
  await Promise.all(Array.from({ length: 5 }, () => build('ana')));
  expect(most()).toBe(1);
});

it('those of two accounts do not wait for each other', async () => {
  const { build, most } = calendars();
  await Promise.all([build('ana'), build('bob')]);
  expect(most()).toBe(2);
});
