import { expect, it } from 'vitest';
import { ApiUser } from '../stack/api-user.ts';
import { inSeconds, until, useStack } from '../stack/stack.ts';

const JOBS = 100;
const ANSWER_MS = 2_000;
const here = useStack();

it('Redis away: the API goes on, due runs are recorded and wait, and all are done when it is back', async () => {
  const [scheduler] = await Promise.all([here.scheduler(), here.watcher()]);
  const ana = await ApiUser.register(scheduler.url);
  here.redis.process.kill('SIGKILL');
  await here.redis.process.exited;

  await here.due(JOBS, inSeconds(3));
  const task = { type: 'log', data: 'made without Redis' };
  const schedule = { kind: 'once', at: inSeconds(86_400).toISOString() };
  const created = await ana.ask('POST', '/users/jobs', { name: 'Made without Redis', task, schedule });
  expect(created).toMatchObject({ status: 201 });
  const listed = await ana.ask('GET', '/users/jobs');
  expect(listed.status).toBe(200);
  expect(Math.max(created.ms, listed.ms)).toBeLessThan(ANSWER_MS);
  await until(async () => expect(await here.db.runs.countDocuments({ status: 'PENDING' })).toBe(JOBS));
  expect(here.sink.effects).toEqual([]);

  await here.reviveRedis();
  await here.settled();
  expect(here.sink.effects).toHaveLength(JOBS);
  expect(await here.verdict()).toEqual([]);
});
