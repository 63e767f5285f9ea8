import type { JobView } from '@punctual/contracts/jobs/job';
import { Api, randomDatabaseUri } from '@punctual/testing/api/api';
import { Client } from '@punctual/testing/api/client';
import { aJob, created } from '@punctual/testing/api/job-drafts';
import { logIn, PASSWORD, type Person } from '@punctual/testing/api/person';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const mongodbUri = randomDatabaseUri();
const here = new Api({ mongodbUri });
const there = new Api({ mongodbUri });
let carla: Person;
beforeAll(async () => {
  await Promise.all([here.start(), there.start()]);
  carla = await logIn(here.url, 'carla@example.com');
});
afterAll(async () => {
  await there.stop();
  await here.drop();
});

/** Requests of one user, sent to the other copy. */
const elsewhere = ({ headers }: Client) => new Client(there.url, headers);

describe('two copies: a login that ends in one copy ends at once in the other, by', () => {
  test.each<[string, (dora: Person) => Promise<unknown>]>([
    ['logging out', (dora) => dora.post('/auth/logout')],
    [
      'ending the login from another one',
      async ({ email }) => {
        const other = await logIn(here.url, email);
        const { body } = await other.get<{ data: { id: string; current: boolean }[] }>('/auth/sessions');
        const ids = body.data.filter(({ current }) => !current).map(({ id }) => id);
        for (const id of ids) await other.send('DELETE', `/auth/sessions/${id}`);
      },
    ],
    ['disabling the account', (dora) => carla.patch(`/admin/users/${dora.id}`, { disabled: true })],
    [
      'an administrator who ends its logins',
      (dora) => carla.send('DELETE', `/admin/users/${dora.id}/sessions`),
    ],
    [
      'another password, chosen in another login',
      async ({ email }) => {
        const next = { current: PASSWORD, next: 'another good passphrase' };
        return (await logIn(here.url, email)).post('/auth/password', next);
      },
    ],
  ])('%s', async (_, end) => {
    const dora = await here.newcomer();
    expect((await elsewhere(dora).get('/auth/me')).status).toBe(200);
    await end(dora);
    expect((await elsewhere(dora).refused('GET', '/auth/me')).status).toBe(401);
  });

  test('revoking an API key, or disabling its account', async () => {
    const dora = await here.newcomer();
    const aKey = async () =>
      (await dora.post<{ id: string; key: string }>('/users/api-keys', { service: 'billing' })).body;
    const keys = [await aKey(), await aKey()];
    const services = keys.map(({ key }) => new Client(there.url, { 'x-api-key': key }));
    for (const service of services) expect((await service.get('/users/jobs')).status).toBe(200);
    await dora.send('DELETE', `/users/api-keys/${keys[0]?.id}`);
    expect((await services[0]?.refused('GET', '/users/jobs'))?.status).toBe(401);
    await carla.patch(`/admin/users/${dora.id}`, { disabled: true });
    expect((await services[1]?.refused('GET', '/users/jobs'))?.status).toBe(401);
  });
});

describe('two copies: a change through one copy is seen at once through the other:', () => {
  test('a role, of a user who has logged in already', async () => {
    const dora = await here.newcomer();
    const asAdmin = () => elsewhere(dora).get('/admin/users');
    expect((await asAdmin()).status).toBe(403);
    for (const [role, status] of [
      ['admin', 200],
      ['user', 403],
    ] as const) {
      await carla.send('PATCH', `/admin/users/${dora.id}/role`, { role });
      expect((await asAdmin()).status).toBe(status);
    }
  });

  test('a profile', async () => {
    const dora = await here.newcomer();
    await elsewhere(dora).get('/auth/me');
    await dora.patch('/auth/me', { name: 'Dora the second' });
    expect((await elsewhere(dora).get('/auth/me')).body.name).toBe('Dora the second');
  });

  test('a job that is made, edited, disabled and deleted', async () => {
    const dora = await here.newcomer();
    const other = elsewhere(dora);
    const listed = async () => (await other.get<{ data: JobView[] }>('/users/jobs')).body.data;
    const total = async () => (await other.get('/users/jobs/counts')).body.total;
    expect([await listed(), await total()]).toEqual([[], 0]);
    const { id } = await created(dora, aJob({ schedule: { kind: 'cron', expression: '0 0 1 1 *' } }));
    const shown = async () => (await other.get<JobView>(`/users/jobs/${id}`)).body;
    expect([await listed(), await total()]).toEqual([[await shown()], 1]);
    await dora.patch(`/users/jobs/${id}`, { name: 'Edited' });
    expect((await shown()).name).toBe('Edited');
    await dora.patch(`/users/jobs/${id}/disable`);
    expect(await listed()).toMatchObject([{ name: 'Edited', enabled: false, nextRunAt: null }]);
    expect((await shown()).enabled).toBe(false);
    await dora.send('DELETE', `/users/jobs/${id}`);
    expect((await other.refused('GET', `/users/jobs/${id}`)).status).toBe(404);
    expect([await listed(), await total()]).toEqual([[], 0]);
  });

  test('a job that an administrator disables', async () => {
    const dora = await here.newcomer();
    const { id } = await created(dora);
    await elsewhere(dora).get(`/users/jobs/${id}`);
    await carla.patch(`/admin/jobs/${id}/disable`);
    expect((await elsewhere(dora).get(`/users/jobs/${id}`)).body.enabled).toBe(false);
  });
});

describe('two copies', () => {
  test('carry out a request with an Idempotency-Key once, whichever it is sent to', async () => {
    const dora = await here.newcomer();
    const draft = aJob();
    const make = (who: Client) => who.post('/users/jobs', draft, { 'idempotency-key': 'both' });
    const [first, again] = [await make(dora), await make(elsewhere(dora))];
    expect([first.status, again.status, again.text]).toEqual([201, 201, first.text]);
    const many = await Promise.all([dora, elsewhere(dora), dora, elsewhere(dora)].map(make));
    expect(new Set(many.map(({ text }) => text))).toEqual(new Set([first.text]));
    expect((await elsewhere(dora).get('/users/jobs/counts')).body.total).toBe(1);
  });
});

describe('two copies: a limit', () => {
  const env = { RATE_LIMIT_USER_PER_MINUTE: '12' };
  const limited = [new Api({ mongodbUri, env }), new Api({ mongodbUri, env })];
  beforeAll(() => Promise.all(limited.map((copy) => copy.start())));
  afterAll(() => Promise.all(limited.map((copy) => copy.stop())));

  test('counts requests to either', async () => {
    const dora = await here.newcomer();
    const clients = limited.map(({ url }) => new Client(url, dora.headers));
    const statuses: number[] = [];
    for (let n = 0; n < 16; n += 1)
      statuses.push((await clients[n % 2]?.get('/users/jobs'))?.status as number);
    expect(statuses.filter((status) => status === 200)).toHaveLength(12);
    expect(statuses.slice(-2)).toEqual([429, 429]);
  });
});

test('two copies: the calls of an API key are known to both within seconds', async () => {
  const dora = await here.newcomer();
  const { body: made } = await dora.post<{ id: string; key: string }>('/users/api-keys', { service: 'shop' });
  await new Client(here.url, { 'x-api-key': made.key }).get('/users/runs');
  const asked = `/users/api-keys/${made.id}/calls`;
  const paths = async () =>
    (await elsewhere(dora).get<{ data: { path: string }[] }>(asked)).body.data.map(({ path }) => path);
  await expect.poll(paths, { timeout: 10_000 }).toEqual(['/users/runs']);
});
