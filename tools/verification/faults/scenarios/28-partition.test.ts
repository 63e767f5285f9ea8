import { describe, expect, it } from 'vitest';
import { inSeconds, LEASE_MS, until, useStack } from '../stack/stack.ts';

const JOBS = 40;
/** A look at the leases, and a busy machine. */
const SLACK_MS = 2_500;
/** Delay after which lost entries of the queue are sent again: no run may have waited for that. */
const REDISPATCH_MS = 30_000;

const here = useStack();

describe('a worker cut off', () => {
  it('from Redis alone ends what is under way and records it', async () => {
    const { link, env } = await here.linkToRedis();
    await here.watcher(env);
    here.sink.hold();
    await here.due(1, inSeconds(2));
    await here.effects(1);
    await link.set('refuse');
    here.sink.release();
    await here.settled();
    expect(await here.run()).toMatchObject({ status: 'COMPLETED', attempt: 1, fence: 1 });
    expect(await here.verdict()).toEqual([]);
  });

  it('from MongoDB alone breaks off its effect when its lease ends; another does it, and what the first meant to write is not', async () => {
    const { link, env } = await here.linkToMongo();
    await here.watcher(env);
    here.sink.hold();
    await here.due(1, inSeconds(2));
    await here.effects(1);
    await link.set('refuse');
    const since = Date.now();
    await until(() => expect(here.sink.brokenOff).toBe(1));
    expect(Date.now() - since).toBeLessThan(LEASE_MS + SLACK_MS);
    here.sink.release();
    await here.watcher();
    await here.settled();
    const ended = await here.run();
    expect(ended).toMatchObject({ status: 'COMPLETED', crashCount: 1, attempts: [{ outcome: 'LOST' }, {}] });
    await link.set('pass');
    expect(await here.verdict({ faults: 1 })).toEqual([]);
  });

  it.each(['refuse', 'halfOpen'] as const)(
    'from MongoDB alone (%s) leaves to another what it cannot start, and takes runs again afterwards',
    async (mode) => {
      const { link, env } = await here.linkToMongo();
      const [cut, whole] = await Promise.all([here.watcher({ ...env, ROLES: 'work' }), here.watcher()]);
      await link.set(mode);
      await here.due(JOBS, inSeconds(2));
      await cut.waitForLog(/runs are left to others/);
      await here.settled();
      const late = Math.max(...(await here.runs()).map(({ lateness }) => lateness ?? 0));
      expect(late).toBeLessThan(REDISPATCH_MS);

      await link.set('pass');
      await cut.waitForLog(/runs are taken again/);
      await whole.stop();
      await here.due(JOBS, inSeconds(2));
      await here.watcher({ ROLES: 'watch' });
      await here.settled();
      expect(here.sink.effects).toHaveLength(2 * JOBS);
      expect(await here.verdict()).toEqual([]);
    },
  );
});
