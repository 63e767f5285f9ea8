import type { AdminOverviewView } from '@punctual/contracts/api/overview-contract';
import type { ServiceState } from '@punctual/contracts/api/service-contract';
import type { ProcessDocument, ProcessParts } from '@punctual/engine/database/documents';
import { Api, useApi } from '@punctual/testing/api/api';
import { startPrivateRedis } from '@punctual/testing/backing/private-redis';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';

const PAGE = 'http://localhost:8025/';
const api = useApi({ env: { SMTP_URL: `smtp://127.0.0.1:9?caught=${encodeURIComponent(PAGE)}` } });
const processes = () => api.database.collection<ProcessDocument>('processes');
const ago = (seconds: number) => new Date(Date.now() - seconds * 1_000);
beforeEach(() => processes().deleteMany({}));

const NO_MAIL = { lastSuccessAt: null, lastErrorAt: null, error: null, failingSince: null };
const WELL: ProcessParts = { redis: { state: 'up', since: null }, mail: NO_MAIL };
const ERROR = 'The mail server cannot be reached.';

/** A process that reported so many seconds ago, and what it found. */
const reported = (name: string, more: Partial<ProcessDocument> = {}, seconds = 1) =>
  processes().insertOne({
    ...{ _id: name, service: 'watcher-service', roles: ['watch', 'work'], host: name, pid: 1, running: 0 },
    ...{ startedAt: ago(600), beatAt: ago(seconds), expiresAt: ago(-600), parts: WELL },
    ...more,
  });
const partsOf = async () => (await api.carla.get<AdminOverviewView>('/admin/overview')).body.parts;
/** Asks until it is so: an answer is kept for two seconds. */
const notices = () =>
  expect.poll(async () => (await api.ana.get<ServiceState>('/users/service-state')).body.notices, {
    timeout: 5_000,
  });

describe('the state of the service', () => {
  test('is told to every user: nothing while all parts are well', async () => {
    await reported('a');
    await notices().toEqual([]);
    expect(await partsOf()).toMatchObject({
      redis: { state: 'up', since: null },
      mail: { state: 'unknown' },
    });
  });

  test('names the roles that nobody has, with since when', async () => {
    await reported('a', { roles: ['work'] });
    const { beatAt } = await aLost(['watch']);
    await notices().toEqual([{ part: 'watch', since: beatAt.toISOString() }]);
  });

  test('is that of a worker that finds Redis away, since the first of several did', async () => {
    const [first, later] = [ago(50), ago(20)];
    await reported('a', { parts: { ...WELL, redis: { state: 'down', since: later } } });
    await reported('b', { parts: { ...WELL, redis: { state: 'degraded', since: first } } });
    expect((await partsOf()).redis).toEqual({ state: 'down', since: first.toISOString() });
    await notices().toEqual([{ part: 'redis', since: first.toISOString() }]);
  });

  test('has the mail server as the last email of any worker found it', async () => {
    const failed = { ...NO_MAIL, lastErrorAt: ago(10), error: ERROR, failingSince: ago(60) };
    await reported('a', { parts: { ...WELL, mail: { ...NO_MAIL, lastSuccessAt: ago(90) } } });
    await reported('b', { parts: { ...WELL, mail: failed } });
    const since = failed.failingSince.toISOString();
    expect((await partsOf()).mail).toMatchObject({ state: 'down', since, error: ERROR });
    await notices().toEqual([{ part: 'mail', since }]);
    await reported('c', { parts: { ...WELL, mail: { ...NO_MAIL, lastSuccessAt: ago(1) } } });
    expect((await partsOf()).mail).toMatchObject({ state: 'up', since: null, error: ERROR });
  });

  test('leaves out what processes reported that are lost, and knows those of the release before', async () => {
    await reported('a', { parts: { ...WELL, redis: { state: 'down', since: ago(90) } } }, 60);
    await processes().insertOne({ ...(await aLost(['watch', 'work'])), _id: 'older', beatAt: ago(1) });
    expect((await partsOf()).redis).toEqual({ state: 'up', since: null });
  });

  test('says where mail is caught, if it is', async () => {
    const { body } = await api.ana.get<ServiceState>('/users/service-state');
    expect(body.mailCaughtAt).toBe(PAGE);
  });

  /** A process that has not been heard of for long, of the release before: it reported no parts. */
  async function aLost(roles: string[]): Promise<ProcessDocument> {
    await reported('lost', { roles }, 300);
    await processes().updateOne({ _id: 'lost' }, { $unset: { parts: '' } });
    return (await processes().findOne({ _id: 'lost' })) as ProcessDocument;
  }
});

test('the state of the service without Redis is told by the API itself, also to administrators', async () => {
  const redis = await startPrivateRedis();
  const alone = new Api({ env: { REDIS_URL: redis.url } });
  onTestFinished(async () => {
    await alone.drop();
    await redis.stop();
  });
  await alone.startWithCast();
  await redis.stop();
  const parts = async () => (await alone.carla.get<AdminOverviewView>('/admin/overview')).body.parts.redis;
  await expect.poll(parts, { timeout: 8_000 }).toEqual({ state: 'down', since: expect.any(String) });
});
