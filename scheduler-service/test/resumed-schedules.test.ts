import { useApi } from '@punctual/testing/api/api';
import { aJob, created } from '@punctual/testing/api/job-drafts';
import type { Person } from '@punctual/testing/api/person';
import { longestTurn } from '@punctual/testing/event-loop';
import { Types } from 'mongoose';
import { expect, test } from 'vitest';

/** It takes more steps than are accepted: a release before stored it. */
const COSTLY = '59 59 23 1W,2W,3W,4W,5W,6W,7W,8W,9W,10W,11W,12W,13W,14W,15W,16W,29 2 +SAT';
const STORED = 30;

const api = useApi();
const jobs = () => api.database.collection('jobs');
const change = ({ id }: Person, disabled: boolean) => api.carla.patch(`/admin/users/${id}`, { disabled });

test('jobs of an account whose schedules take long to compute are resumed in turns, between all other requests', async () => {
  const dora = await api.newcomer();
  await created(dora, aJob({ schedule: { kind: 'interval', every: '1m' } }));
  const ownerId = new Types.ObjectId(dora.id);
  const job = await jobs().findOne({ ownerId });
  const costly = { kind: 'cron', expression: COSTLY, timezone: 'Africa/Casablanca' };
  const stored = (n: number) => ({
    ...job,
    _id: new Types.ObjectId(),
    schedule: { ...job?.schedule, ...costly, startAt: new Date(n).toISOString() },
  });
  await jobs().insertMany(Array.from({ length: STORED }, (_, n) => stored(n)));
  await change(dora, true);
  expect(await longestTurn(() => change(dora, false))).toBeLessThan(0.3);
  expect(await jobs().countDocuments({ ownerId, nextRunAt: { $ne: null } })).toBe(STORED + 1);
});
