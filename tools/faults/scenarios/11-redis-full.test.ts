import { Redis } from 'ioredis';
import { expect, it } from 'vitest';
import { inSeconds, useStack } from '../rig/stack.ts';

const JOBS = 50;
const here = useStack();

it('Redis out of memory: what it does not take is logged, nothing is lost, and all is done once there is room', async () => {
  const watcher = await here.watcher();
  const redis = new Redis(here.redis.url);
  await redis.config('SET', 'maxmemory', '1');
  await here.due(JOBS, inSeconds(2));
  await watcher.waitForLog(/The queue did not take due runs/);
  expect(here.sink.effects).toEqual([]);

  await redis.config('SET', 'maxmemory', '0');
  redis.disconnect();
  await here.settled();
  expect(here.sink.effects).toHaveLength(JOBS);
  expect(await here.verdict()).toEqual([]);
});
