import type { WatchdogPart } from '@punctual/contracts/api/health-contract';
import type { ServiceState } from '@punctual/contracts/api/service-contract';
import type { WatchdogDocument } from '@punctual/engine/database/documents';
import { Api, useApi } from '@punctual/testing/api/api';
import { aJob, created } from '@punctual/testing/api/job-drafts';
import type { Person } from '@punctual/testing/api/person';
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

describe('what the watchdog of any copy has found', () => {
  const api = useApi();
  const found = (part: WatchdogPart, since: Date | null) => {
    const now = new Date();
    const row = { _id: part, isOpen: true, since, seenAt: now, changedAt: now, told: true, tellBy: now };
    return api.database.collection<WatchdogDocument>('watchdog').insertOne(row);
  };

  test('makes the service degraded and still ready, and is told to administrators on their pages', async () => {
    const since = new Date('2031-03-03T12:00:00.000Z');
    await found('runs', since);
    const ready = async () => (await api.nobody.get('/health/ready')).body;
    await expect.poll(ready, { timeout: 8_000 }).toMatchObject({
      status: 'degraded',
      wrong: [{ part: 'runs', since: since.toISOString() }],
    });
    expect((await api.nobody.get('/health/ready')).status).toBe(200);
    const notice = { part: 'runs', since: since.toISOString() };
    const notices = async (who: Person) => (await who.get<ServiceState>('/users/service-state')).body.notices;
    expect(await notices(api.carla)).toContainEqual(notice);
    expect(await notices(api.ana)).not.toContainEqual(notice);
    expect((await api.nobody.get('/metrics')).text).toMatch(/punctual_watchdog_wrong\{part="runs".*\} 1/);
  });
});

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
    await expect.poll(readiness, { timeout: 10_000 }).toMatchObject({ dependencies: { redis: 'up' } });
  });
});
