import type { JobView } from '@punctual/contracts/jobs/job';
import { Api } from '@punctual/testing/api/api';
import { created } from '@punctual/testing/api/job-drafts';
import type { Person } from '@punctual/testing/api/person';
import { type PrivateMongo, startPrivateMongo } from '@punctual/testing/backing/private-mongo';
import { startPrivateRedis } from '@punctual/testing/backing/private-redis';
import { figureIn } from '@punctual/testing/figure';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';

type PrivateRedis = Awaited<ReturnType<typeof startPrivateRedis>>;

// On a database and a Redis that the tests may stop.
let mongo: PrivateMongo;
let redis: PrivateRedis;
let api: Api;

beforeAll(async () => {
  [mongo, redis] = await Promise.all([startPrivateMongo(), startPrivateRedis()]);
  api = new Api({ mongodbUri: `${mongo.uri}/punctual`, env: { REDIS_URL: redis.url } });
  await api.startWithCast();
});
afterAll(async () => {
  await api.stop();
  await Promise.all([mongo.stop(), redis.stop()]);
});

const hits = async () => {
  const { text } = await api.nobody.get('/metrics');
  return figureIn(text, 'punctual_cache_lookups_total', 'what="job"', 'result="process"') || 0;
};
const isUsed = async (person: Person, id: string) => {
  const before = await hits();
  await person.get(`/users/jobs/${id}`);
  return (await hits()) > before;
};

/** A job that is answered from the cache. */
async function held() {
  const job = await created(api.ana);
  await expect.poll(() => isUsed(api.ana, job.id), { timeout: 15_000 }).toBe(true);
  return job;
}

function freeze(pid: { kill(signal: NodeJS.Signals): unknown }): void {
  pid.kill('SIGSTOP');
  onTestFinished(() => void pid.kill('SIGCONT'));
}

describe('caching: while the database does not answer', () => {
  test('a cached job is answered with 304 or with the job, without the database', async () => {
    const { id } = await held();
    const { headers, body } = await api.ana.get<JobView>(`/users/jobs/${id}`);
    freeze(mongo.process);
    const etag = headers.get('etag') ?? '';
    const known = await api.ana.get(`/users/jobs/${id}`, { 'if-none-match': etag });
    expect([known.status, known.text, known.headers.get('etag')]).toEqual([304, '', etag]);
    expect((await api.ana.get<JobView>(`/users/jobs/${id}`)).body).toEqual(body);
  });

  test('a cached list is answered with 304 or with the list, without the database', async () => {
    const { id } = await held();
    const list = () => api.ana.get<{ data: JobView[] }>('/users/jobs?limit=5');
    const { headers } = await list();
    freeze(mongo.process);
    expect((await list()).body.data.map((job) => job.id)).toContain(id);
    const etag = headers.get('etag') ?? '';
    expect((await api.ana.get('/users/jobs?limit=5', { 'if-none-match': etag })).status).toBe(304);
  });
});

describe('caching: nothing cached is used while Redis is', () => {
  const rename = (id: string, name: string) => api.ana.patch(`/users/jobs/${id}`, { name });
  const nameOf = async (id: string) => (await api.ana.get<JobView>(`/users/jobs/${id}`)).body.name;

  test('connected and silent: what is written is read', async () => {
    const { id } = await held();
    freeze(redis.process);
    expect((await rename(id, 'While it was silent')).status).toBe(200);
    expect(await nameOf(id)).toBe('While it was silent');
    expect(await isUsed(api.ana, id)).toBe(false);
  });

  test('full: what is written is read', async () => {
    const { id } = await held();
    const admin = new Redis(redis.url);
    await admin.config('SET', 'maxmemory', '1');
    onTestFinished(async () => {
      await admin.config('SET', 'maxmemory', '0');
      admin.disconnect();
    });
    expect((await rename(id, 'While it was full')).status).toBe(200);
    expect(await nameOf(id)).toBe('While it was full');
  });

  test('away: what is written is read, a logout counts, and a Redis that is back is used again', async () => {
    const { id } = await held();
    const dora = await api.newcomer();
    await dora.get('/auth/me');
    await redis.stop();
    expect((await rename(id, 'While it was away')).status).toBe(200);
    expect(await nameOf(id)).toBe('While it was away');
    expect(await isUsed(api.ana, id)).toBe(false);
    await dora.post('/auth/logout');
    expect((await dora.refused('GET', '/auth/me')).status).toBe(401);
    redis = await startPrivateRedis({ port: redis.port });
    await expect.poll(() => isUsed(api.ana, id), { timeout: 15_000 }).toBe(true);
    expect(await nameOf(id)).toBe('While it was away');
  });
});
