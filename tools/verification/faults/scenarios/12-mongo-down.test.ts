import { describe, expect, it } from 'vitest';
import { ApiUser } from '../stack/api-user.ts';
import { inSeconds, LEASE_MS, until, useStack } from '../stack/stack.ts';

const JOBS = 20;
const ANSWER_MS = 2_000;
const REQUESTS = 6;
const here = useStack();

describe('MongoDB away', () => {
  it('refusing connections: the API answers 503 with when to come back, and no run is lost', async () => {
    const { link, env } = await here.linkToMongo();
    const [scheduler] = await Promise.all([here.scheduler(env), here.watcher(env)]);
    const ana = await ApiUser.register(scheduler.url);
    await here.due(JOBS, inSeconds(3));
    await link.set('refuse');
    const answer = await ana.ask('GET', '/users/jobs');
    expect(answer).toMatchObject({ status: 503, retryAfter: '2' });
    expect(answer.ms).toBeLessThan(ANSWER_MS);
    expect(here.sink.effects).toEqual([]);
    await link.set('pass');
    await here.settled();
    expect(here.sink.effects).toHaveLength(JOBS);
    expect(await here.verdict()).toEqual([]);
  });

  it('holding connections without an answer: the API answers 503 in time, again and again, and works when it is back', async () => {
    const { link, env } = await here.linkToMongo();
    const scheduler = await here.scheduler(env);
    const ana = await ApiUser.register(scheduler.url);
    await link.set('halfOpen');
    for (let time = 0; time < REQUESTS; time += 1) {
      const answer = await ana.ask('GET', '/users/jobs');
      expect(answer).toMatchObject({ status: 503, retryAfter: '2' });
      expect(answer.ms).toBeLessThan(ANSWER_MS);
    }
    await link.set('pass');
    await until(async () => expect(await ana.ask('GET', '/users/jobs')).toMatchObject({ status: 200 }));
  });

  it('holding connections without an answer: no run is lost', async () => {
    const { link, env } = await here.linkToMongo();
    const watcher = await here.watcher(env);
    await link.set('halfOpen');
    await here.due(JOBS, inSeconds(1));
    const readiness = async () => (await fetch(`${watcher.url}/health/ready`)).status;
    await until(async () => expect(await readiness()).toBe(503));
    expect(here.sink.effects).toEqual([]);
    await link.set('pass');
    await here.settled();
    expect(here.sink.effects).toHaveLength(JOBS);
    expect(await here.verdict()).toEqual([]);
  });

  it('while an effect is under way: its end is recorded as soon as MongoDB is back within the lease', async () => {
    const { link, env } = await here.linkToMongo();
    const watcher = await here.watcher({ ...env, LEASE_MS: String(2 * LEASE_MS) });
    here.sink.hold();
    await here.due(1, inSeconds(2));
    await here.effects(1);
    await link.set('refuse');
    await watcher.waitForLog(/Leases could not be renewed/);
    here.sink.release();
    await link.set('pass');
    await here.settled();
    expect(await here.run()).toMatchObject({ status: 'COMPLETED', attempt: 1, crashCount: 0 });
    expect(await here.verdict()).toEqual([]);
  });
});
