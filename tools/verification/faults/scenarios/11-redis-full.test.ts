import type { Readiness } from '@punctual/contracts/api/health-contract';
import { Redis } from 'ioredis';
import { expect, it } from 'vitest';
import { inSeconds, until, useStack } from '../stack/stack.ts';

const JOBS = 50;
const here = useStack();

it('Redis out of memory: what it does not take is logged, the watcher says that it is degraded, nothing is lost, and all is done once there is room', async () => {
  const watcher = await here.watcher();
  const readiness = async () => {
    const answer = await fetch(`${watcher.url}/health/ready`);
    const { status, dependencies } = (await answer.json()) as Readiness;
    return [answer.status, status, dependencies];
  };
  const redis = new Redis(here.redis.url);
  await redis.config('SET', 'maxmemory', '1');
  await here.due(JOBS, inSeconds(2));
  await watcher.waitForLog(/The queue did not take due runs/);
  expect(await readiness()).toEqual([200, 'degraded', { mongodb: 'up', redis: 'degraded' }]);
  expect(here.sink.effects).toEqual([]);

  await redis.config('SET', 'maxmemory', '0');
  redis.disconnect();
  await until(async () => expect(await readiness()).toContain('ready'));
  await here.settled();
  expect(here.sink.effects).toHaveLength(JOBS);
  expect(await here.verdict()).toEqual([]);
});
