import type { JobView } from '@punctual/contracts/jobs/job';
import { type Api, useApi } from '@punctual/testing/api/api';
import { type Answer, Client } from '@punctual/testing/api/client';
import { aJob, created } from '@punctual/testing/api/job-drafts';
import type { Person } from '@punctual/testing/api/person';
import { Records } from '@punctual/testing/api/records';
import { startPrivateRedis } from '@punctual/testing/backing/private-redis';
import { quietLogger } from '@punctual/testing/engine/redis';
import { figureIn } from '@punctual/testing/figure';
import { readConfig } from '@punctual/watcher-service/config';
import { startWatcher } from '@punctual/watcher-service/watcher';
import { describe, expect, onTestFinished, test } from 'vitest';

const api = useApi();
const records = new Records(api);

const lookups = async (what: string, result: string, of: Api = api): Promise<number> => {
  const { text } = await of.nobody.get('/metrics');
  return figureIn(text, 'punctual_cache_lookups_total', `what="${what}"`, `result="${result}"`) || 0;
};

const jobOf = (person: Person, id: string) => person.get<JobView>(`/users/jobs/${id}`);
const namesOf = async (person: Person) =>
  (await person.get<{ data: JobView[] }>('/users/jobs')).body.data.map(({ name }) => name);
const totalOf = async (person: Person) => (await person.get('/users/jobs/counts')).body.total;

/** A job and the list with it, both of which have just been read: the next answers may come from the cache. */
async function held(draft = aJob({ schedule: { kind: 'cron', expression: '0 0 1 1 *' } })) {
  const owner = await api.newcomer();
  const { id } = await created(owner, draft);
  await Promise.all([jobOf(owner, id), namesOf(owner), totalOf(owner)]);
  return { owner, id };
}

describe('caching: a second read', () => {
  test.each([
    ['job', 'a job', (owner: Person, id: string) => jobOf(owner, id)],
    ['list', 'a list', (owner: Person) => namesOf(owner)],
    ['list', 'the counts', (owner: Person) => totalOf(owner)],
    ['login', 'who asks', (owner: Person) => owner.get('/auth/me')],
  ])('%s: %s is answered from the process, as it was', async (what, _, ask) => {
    const { owner, id } = await held();
    const first = await ask(owner, id);
    const before = await lookups(what, 'process');
    const again = await ask(owner, id);
    expect(await lookups(what, 'process')).toBeGreaterThan(before);
    const bodyOf = (answer: unknown) => (answer as { body?: unknown })?.body ?? answer;
    expect(bodyOf(again)).toEqual(bodyOf(first));
  });

  test('with the same API key finds the key in the cache', async () => {
    const { owner } = await held();
    const { body } = await owner.post<{ key: string }>('/users/api-keys', { service: 'shop' });
    const shop = new Client(api.url, { 'x-api-key': body.key });
    await shop.get('/users/jobs');
    const before = await lookups('key', 'process');
    expect((await shop.get('/users/jobs')).status).toBe(200);
    expect(await lookups('key', 'process')).toBe(before + 1);
    const wrong = new Client(api.url, { 'x-api-key': `${body.key.slice(0, -4)}AAAA` });
    expect((await wrong.refused('GET', '/users/jobs')).status).toBe(401);
  });

  test('has the ETag and the headers of the first answer', async () => {
    const { owner, id } = await held();
    const { headers } = await jobOf(owner, id);
    expect(Object.fromEntries(headers)).toMatchObject({
      etag: '"1.1"',
      'cache-control': 'no-store',
      'content-type': 'application/json; charset=utf-8',
    });
  });

  test('of another page, filter or order has another answer', async () => {
    const { owner } = await held();
    await created(owner, aJob({ name: 'Another', tags: ['home'] }));
    const queries = ['', '?limit=1', '?limit=1&page=2', '?tag=home', '?sort=createdAt', '?q=anot'];
    const ask = (query: string) => owner.get<{ data: JobView[] }>(`/users/jobs${query}`);
    const first = await Promise.all(queries.map(ask));
    const again = await Promise.all(queries.map(ask));
    expect(again.map(({ text }) => text)).toEqual(first.map(({ text }) => text));
    expect(new Set(again.map(({ text }) => text)).size).toBe(queries.length - 1);
  });
});

describe('caching: a cached answer is never given', () => {
  test('to another user: no job, no list, and to no administrator as their own', async () => {
    const { owner, id } = await held();
    for (const other of [api.bob, api.carla]) {
      expect((await jobOf(other, id)).status).toBe(404);
      expect(await namesOf(other)).toEqual([]);
    }
    expect((await jobOf(owner, id)).status).toBe(200);
  });

  test('to an API key without the scope for it', async () => {
    const { owner, id } = await held();
    const narrow = { service: 'shop', scopes: ['runs:read'] };
    const { body } = await owner.post<{ key: string }>('/users/api-keys', narrow);
    const shop = new Client(api.url, { 'x-api-key': body.key });
    expect((await shop.refused('GET', `/users/jobs/${id}`)).status).toBe(403);
  });

  const writes: [string, (id: string, owner: Person) => Promise<Answer>, Partial<JobView> | null][] = [
    ['an edit', (id, owner) => owner.patch(`/users/jobs/${id}`, { name: 'New' }), { name: 'New' }],
    [
      'a disable',
      (id, owner) => owner.patch(`/users/jobs/${id}/disable`),
      { enabled: false, nextRunAt: null },
    ],
    ['a deletion', (id, owner) => owner.send('DELETE', `/users/jobs/${id}`), null],
    ['an administrator', (id) => api.carla.patch(`/admin/jobs/${id}/disable`), { enabled: false }],
    [
      'many at once',
      (id, owner) => owner.post('/users/jobs/bulk', { action: 'disable', ids: [id] }),
      { enabled: false },
    ],
    ['a run by hand', (id, owner) => owner.post(`/users/jobs/${id}/run`), { status: 'PENDING' }],
  ];
  test.each(writes)('after %s', async (_, write, after) => {
    const { owner, id } = await held();
    const before = (await jobOf(owner, id)).headers.get('etag');
    expect((await write(id, owner)).status).toBeLessThan(300);
    const { status, body, headers } = await jobOf(owner, id);
    expect(status).toBe(after ? 200 : 404);
    if (after) expect(body).toMatchObject(after);
    expect(headers.get('etag')).not.toBe(before);
    expect(await namesOf(owner)).toEqual(after ? [body.name] : []);
    expect(await totalOf(owner)).toBe(after ? 1 : 0);
  });

  test('in a list, after another job was made', async () => {
    const { owner } = await held();
    await created(owner, aJob({ name: 'Another' }));
    expect(await namesOf(owner)).toHaveLength(2);
    expect(await totalOf(owner)).toBe(2);
  });

  test('after its account was disabled and enabled', async () => {
    const { owner, id } = await held();
    const before = (await jobOf(owner, id)).headers.get('etag');
    await api.carla.patch(`/admin/users/${owner.id}`, { disabled: true });
    expect((await owner.refused('GET', `/users/jobs/${id}`)).status).toBe(401);
    expect((await records.job(id)).nextRunAt).toBeNull();
    await api.carla.patch(`/admin/users/${owner.id}`, { disabled: false });
    expect(`"1.${(await records.job(id)).stateVersion}"`).not.toBe(before);
  });
});

test('caching: a watcher that ends a run invalidates the cached job and the lists of its owner', async () => {
  const redis = await startPrivateRedis();
  onTestFinished(redis.stop);
  const settings = { WATCHER_PORT: '0', SMTP_URL: 'smtp://127.0.0.1:9', LOG_LEVEL: 'silent' };
  // It has a queue of its own; its invalidations go to the Redis that the API reads.
  const config = readConfig({
    ...settings,
    ...{ MONGODB_URI: api.config.mongo.uri, REDIS_URL: redis.url, REDIS_CACHE_URL: api.config.redisCacheUrl },
  });
  const watcher = await startWatcher(config, { logger: quietLogger });
  onTestFinished(() => watcher.stop());
  const inASecond = { kind: 'once', at: new Date(Date.now() + 1_500).toISOString() };
  const { owner, id } = await held(aJob({ schedule: inASecond }));
  // Read again and again, it is in the cache at each moment.
  const shown = async () => (await jobOf(owner, id)).body;
  const isDone = async () => (await shown()) && (await records.job(id)).lastRun !== null;
  await expect.poll(isDone, { interval: 20, timeout: 15_000 }).toBe(true);
  const { counts } = await records.job(id);
  await expect.poll(shown, { interval: 20, timeout: 1_000 }).toMatchObject({ status: 'COMPLETED', counts });
  const listed = (await owner.get<{ data: JobView[] }>('/users/jobs')).body.data;
  expect(listed.map(({ status }) => status)).toEqual(['COMPLETED']);
});
