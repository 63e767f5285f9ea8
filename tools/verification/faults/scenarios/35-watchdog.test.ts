import { SECOND_MS } from '@punctual/contracts/time';
import { expect, it } from 'vitest';
import { useStack } from '../stack/stack.ts';

/** Operators are told within this. */
const TOLD_MS = 60 * SECOND_MS;
const LONG_MS = 8 * TOLD_MS;
const here = useStack();

/** The webhooks of operators: when each message came. */
const told = () => here.sink.effects.filter(({ path }) => path === '/operators').map(({ at }) => at);

/** Waits for one more message, and says how long it took. */
async function isTold(begin: () => unknown): Promise<void> {
  const before = told().length;
  const since = performance.now();
  await begin();
  await expect.poll(() => told().length, { timeout: TOLD_MS, interval: 500 }).toBe(before + 1);
  process.stdout.write(`told after ${((performance.now() - since) / SECOND_MS).toFixed(1)} s\n`);
}

it(
  'watchers frozen, then Redis, then MongoDB taken away: told within a minute each, and again once all is well',
  async () => {
    const [mongo, redis] = [await here.linkToMongo(), await here.linkToRedis()];
    const env = { ...mongo.env, ...redis.env, ALERT_TO: here.sink.url('/operators') };
    const [scheduler, watcher] = await Promise.all([here.scheduler(env), here.watcher()]);
    const readiness = async () => (await fetch(`${scheduler.url}/health/ready`)).json();
    const isWell = () => expect.poll(readiness, { timeout: TOLD_MS }).toMatchObject({ status: 'ready' });
    await isWell();
    await isTold(() => watcher.kill('SIGSTOP'));
    expect(await readiness()).toMatchObject({
      status: 'degraded',
      wrong: [{ part: 'watch' }, { part: 'work' }],
    });
    await isTold(() => watcher.kill('SIGCONT'));
    await isWell();
    await isTold(() => redis.link.set('refuse'));
    await isTold(() => redis.link.set('pass'));
    await isWell();
    await isTold(() => mongo.link.set('refuse'));
    expect(await readiness()).toMatchObject({ status: 'down' });
    await isTold(() => mongo.link.set('pass'));
    await isWell();
  },
  LONG_MS,
);
