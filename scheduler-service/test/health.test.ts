import { Api, useApi } from '@punctual/testing/api/api';
import { aJob, created } from '@punctual/testing/api/job-drafts';
import { startPrivateRedis } from '@punctual/testing/backing/private-redis';
import { describe, expect, onTestFinished, test } from 'vitest';

describe('health', () => {
  const api = useApi();

  test('says without credentials that the process is alive', async () => {
    const { status, body } = await api.nobody.get('/health');
    expect(status).toBe(200);
    expect(body).toEqual({ status: 'ok', uptimeSeconds: expect.any(Number) });
  });

  test('says that the service is ready, and the state of each dependency', async () => {
    const { status, body } = await api.nobody.get('/health/ready');
    expect(status).toBe(200);
    expect(body).toEqual({ status: 'ready', dependencies: { mongodb: 'up', redis: 'up' } });
  });
});

/** An API on a Redis of its own, which may be stopped already. */
async function apiOnRedis() {
  const redis = await startPrivateRedis();
  const api = new Api({ env: { REDIS_URL: redis.url } });
  onTestFinished(async () => {
    await api.drop();
    await redis.stop();
  });
  const readiness = async () => (await api.nobody.get('/health/ready')).body;
  return { api, redis, readiness };
}

describe('health: without Redis', () => {
  test('the service is degraded and ready, and creates and lists jobs', async () => {
    const { api, redis, readiness } = await apiOnRedis();
    await api.startWithCast();
    await redis.stop();
    await expect.poll(readiness).toEqual({
      status: 'degraded',
      dependencies: { mongodb: 'up', redis: 'down' },
      since: { redis: expect.any(String) },
    });
    expect((await api.nobody.get('/health/ready')).status).toBe(200);
    const job = await created(api.ana, aJob({ schedule: { kind: 'once', at: new Date().toISOString() } }));
    expect((await api.ana.get('/users/jobs')).body.data).toMatchObject([{ id: job.id }]);
  });

  test('it starts, and is ready once Redis comes', async () => {
    const { api, redis, readiness } = await apiOnRedis();
    await redis.stop();
    await api.startWithCast();
    expect(await readiness()).toMatchObject({ status: 'degraded' });
    const back = await startPrivateRedis({ port: redis.port });
    onTestFinished(() => back.stop());
    await expect.poll(readiness, { timeout: 10_000 }).toMatchObject({ status: 'ready' });
  });
});
