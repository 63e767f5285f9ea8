import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inSeconds, until, useStack } from '../stack/stack.ts';

const SECONDS = 8;
const PER_SECOND = 15;
const here = useStack();
let redis: Redis;
beforeAll(() => {
  redis = new Redis(here.redis.url);
});
afterAll(() => redis.disconnect());

it('Redis flushed again and again under load: nothing is lost, nothing is done twice', async () => {
  await here.watcher();
  for (let second = 0; second < SECONDS; second += 1) await here.due(PER_SECOND, inSeconds(2 + second));
  // Each time after some more have been done: in the midst of the load, on a slow machine too.
  for (let done = PER_SECOND; done < SECONDS * PER_SECOND; done += 2 * PER_SECOND) {
    await until(() => expect(here.sink.effects.length).toBeGreaterThanOrEqual(done));
    await redis.flushall();
  }
  await here.settled();
  expect(here.sink.effects).toHaveLength(SECONDS * PER_SECOND);
  expect(await here.verdict()).toEqual([]);
});
