import { expect, it } from 'vitest';
import { inSeconds, until, useStack } from '../stack/stack.ts';

/** More than a worker takes at once, wherever they are of many owners. */
const JOBS = 600;
const RECOVERY_MS = 15_000;
const here = useStack();

it('Redis killed with runs under way and waiting, and started empty: those end, these start within 15 s', async () => {
  await here.watcher();
  here.sink.hold();
  await here.due(JOBS, inSeconds(3));
  await until(() => expect(here.sink.effects.length).toBeGreaterThanOrEqual(50)); // as many as one worker takes
  here.redis.process.kill('SIGKILL');
  await here.redis.process.exited;
  here.sink.release();
  await until(async () => expect(await here.db.runs.countDocuments({ status: 'RUNNING' })).toBe(0));
  const ended = await here.db.runs.countDocuments({ status: 'COMPLETED' });
  expect(ended).toBeGreaterThanOrEqual(50);
  expect(ended).toBeLessThan(JOBS);

  await here.reviveRedis();
  const since = Date.now();
  await here.settled();
  expect(Math.max(...here.sink.effects.map(({ at }) => at.getTime())) - since).toBeLessThan(RECOVERY_MS);
  expect(here.sink.effects).toHaveLength(JOBS);
  expect(await here.verdict()).toEqual([]);
});
