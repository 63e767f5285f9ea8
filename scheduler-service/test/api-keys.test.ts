import { MINUTE_MS, SECOND_MS } from '@punctual/contracts/time';
import type { ApiKeyView } from '@punctual/contracts/users/api-key';
import { MAX_API_KEYS } from '@punctual/contracts/users/api-key-limits';
import { useApi } from '@punctual/testing/api/api';
import { Client } from '@punctual/testing/api/client';
import { aJob, created } from '@punctual/testing/api/job-drafts';
import type { Person } from '@punctual/testing/api/person';
import { TestClock } from '@punctual/testing/api/test-clock';
import { Types } from 'mongoose';
import { describe, expect, test } from 'vitest';

interface NewKey extends ApiKeyView {
  key: string;
}

const clock = new TestClock();
const api = useApi({ clock });

async function aKey(owner: Person = api.ana, more: object = {}): Promise<NewKey> {
  const { body } = await owner.post<NewKey>('/users/api-keys', { service: 'billing', ...more });
  return body;
}
const withKey = (key: string) => new Client(api.url, { 'x-api-key': key });
const keysOf = async (owner: Person) =>
  (await owner.get<{ data: ApiKeyView[] }>('/users/api-keys')).body.data;
const keysCount = async (owner: Person) =>
  (await owner.get<{ page: { total: number } }>('/users/api-keys')).body.page.total;
const stored = ({ prefix }: ApiKeyView) => api.database.collection('apiKeys').findOne({ prefix });

describe('an API key', () => {
  test('is shown whole once: when it is made', async () => {
    const dora = await api.newcomer();
    const { key, ...shown } = await aKey(dora);
    expect(key).toMatch(/^pk_[0-9a-f]{16}_[\w-]{43}$/);
    expect(await keysOf(dora)).toEqual([shown]);
  });

  test('has all scopes and ten requests a second unless others are asked for', async () => {
    const { id, key, prefix, createdAt, ...facts } = await aKey();
    expect(facts).toEqual({
      service: 'billing',
      scopes: ['jobs:read', 'jobs:write', 'runs:read', 'runs:write'],
      ratePerSecond: 10,
      lastUsedAt: null,
      endsAt: null,
    });
    expect(key.startsWith(prefix)).toBe(true);
  });

  test('keeps the rate and the scopes that were asked for, each scope once', async () => {
    const asked = { scopes: ['runs:read', 'jobs:read', 'runs:read'], ratePerSecond: 3 };
    expect(await aKey(api.ana, asked)).toMatchObject({
      scopes: ['runs:read', 'jobs:read'],
      ratePerSecond: 3,
    });
  });

  test('is one of at most 100 in force, however many are made at once; revoked ones do not count', async () => {
    const dora = await api.newcomer();
    const one = await aKey(dora);
    await aKey(dora).then(({ id }) => dora.send('DELETE', `/users/api-keys/${id}`));
    const row = await stored(one);
    const others = Array.from({ length: MAX_API_KEYS - 3 }, (_, i) => ({
      ...row,
      ...{ _id: new Types.ObjectId(), prefix: `pk_${i}` },
    }));
    await api.database.collection('apiKeys').insertMany(others);
    await Promise.all(
      Array.from({ length: 8 }, () => dora.send('POST', '/users/api-keys', { service: 'shop' })),
    );
    expect(await keysCount(dora)).toBeLessThanOrEqual(MAX_API_KEYS);
    while ((await keysCount(dora)) < MAX_API_KEYS) await aKey(dora);
    const error = await dora.refused('POST', '/users/api-keys', { service: 'shop' });
    expect(error).toMatchObject({ status: 409, code: 'TOO_MANY_API_KEYS' });
    expect(await keysCount(dora)).toBe(MAX_API_KEYS);
  });

  test('is not kept: the database has a hash of it', async () => {
    const made = await aKey();
    const secret = made.key.slice(made.prefix.length + 1);
    expect(JSON.stringify(await stored(made))).not.toContain(secret);
  });

  test.each([
    ['service', {}],
    ['service', { service: ' ' }],
    ['service', { service: 'bill\u200bing' }],
    ['service', { service: 'x'.repeat(101) }],
    ['scopes', { service: 'x', scopes: [] }],
    ['scopes.0', { service: 'x', scopes: ['admin'] }],
    ['scopes', { service: 'x', scopes: Array(5).fill('jobs:read') }],
    ['ratePerSecond', { service: 'x', ratePerSecond: 0 }],
    ['ratePerSecond', { service: 'x', ratePerSecond: 1.5 }],
    ['ownerId', { service: 'x', ownerId: '0123456789abcdef01234567' }],
  ])('is refused where %s does not fit: %j', async (path, body) => {
    const error = await api.ana.refused('POST', '/users/api-keys', body);
    expect(error).toMatchObject({ status: 422, paths: [path] });
  });
});

describe('a request with an API key', () => {
  test.each([
    ['X-API-Key', (key: string) => ({ 'x-api-key': key })],
    ['Authorization: Bearer', (key: string) => ({ authorization: `Bearer ${key}` })],
  ])('is its owner’s: %s', async (_, headers) => {
    const dora = await api.newcomer();
    const { key } = await aKey(dora);
    const job = await created(dora);
    const { body } = await new Client(api.url, headers(key)).get<{ data: { id: string }[] }>('/users/jobs');
    expect(body.data.map(({ id }) => id)).toEqual([job.id]);
  });

  test('makes jobs of its owner’s', async () => {
    const { key } = await aKey();
    const { status, body } = await withKey(key).post('/users/jobs', aJob());
    expect(status).toBe(201);
    expect(body.ownerId).toBe(api.ana.id);
  });

  test('without the scope is refused, with one that names it: 403', async () => {
    const { key } = await aKey(api.ana, { scopes: ['jobs:read'] });
    const error = await withKey(key).refused('POST', '/users/jobs', aJob());
    expect(error).toMatchObject({ status: 403, code: 'FORBIDDEN' });
    expect(error.message).toContain('jobs:write');
  });

  test.each([
    ['GET', '/auth/me'],
    ['POST', '/auth/logout'],
    ['GET', '/users/api-keys'],
    ['POST', '/users/api-keys'],
    ['GET', '/admin/jobs'],
  ])(
    'never reaches accounts, keys and administration, be its owner an administrator: %s %s',
    async (method, path) => {
      const { key } = await aKey(api.carla);
      expect(await withKey(key).refused(method, path)).toMatchObject({ status: 403, code: 'FORBIDDEN' });
    },
  );

  test('for the job of another user is a 404', async () => {
    const job = await created(api.bob);
    const { key } = await aKey();
    expect((await withKey(key).refused('GET', `/users/jobs/${job.id}`)).status).toBe(404);
  });

  test.each([
    ['empty', () => ''],
    ['of the right form', () => `pk_${'0'.repeat(16)}_${'A'.repeat(43)}`],
    ['with another secret', (key: string) => key.slice(0, -43) + 'A'.repeat(43)],
    ['cut short', (key: string) => key.slice(0, -1)],
    ['an access token', () => api.ana.accessToken],
  ])('is refused if the key is not valid: %s', async (_, forge) => {
    const { key } = await aKey();
    expect(await withKey(forge(key)).refused('GET', '/users/jobs')).toMatchObject({
      status: 401,
      code: 'UNAUTHENTICATED',
    });
  });

  test('is refused while the account of the key is disabled', async () => {
    const dora = await api.newcomer();
    const { key } = await aKey(dora);
    await api.carla.patch(`/admin/users/${dora.id}`, { disabled: true });
    expect((await withKey(key).refused('GET', '/users/jobs')).status).toBe(401);
    await api.carla.patch(`/admin/users/${dora.id}`, { disabled: false });
    expect((await withKey(key).get('/users/jobs')).status).toBe(200);
  });
});

describe('the last use of an API key', () => {
  test('is shown in the list', async () => {
    const dora = await api.newcomer();
    const { key } = await aKey(dora);
    await withKey(key).get('/users/jobs');
    expect((await keysOf(dora))[0]?.lastUsedAt).toBe(clock.now().toISOString());
  });

  test('is written at most once a minute', async () => {
    const dora = await api.newcomer();
    const { key } = await aKey(dora);
    await withKey(key).get('/users/jobs');
    const first = clock.now().toISOString();
    clock.advance(MINUTE_MS - SECOND_MS);
    await withKey(key).get('/users/jobs');
    expect((await keysOf(dora))[0]?.lastUsedAt).toBe(first);
    clock.advance(SECOND_MS);
    await withKey(key).get('/users/jobs');
    expect((await keysOf(dora))[0]?.lastUsedAt).toBe(clock.now().toISOString());
  });
});

describe('revoking an API key', () => {
  test('ends it at once, and takes it off the list', async () => {
    const dora = await api.newcomer();
    const { id, key } = await aKey(dora);
    expect((await dora.send('DELETE', `/users/api-keys/${id}`)).status).toBe(204);
    expect((await withKey(key).refused('GET', '/users/jobs')).status).toBe(401);
    expect(await keysOf(dora)).toEqual([]);
  });

  test('twice is a 404, and so is revoking an unknown key', async () => {
    const { id } = await aKey();
    await api.ana.send('DELETE', `/users/api-keys/${id}`);
    for (const gone of [id, '0123456789abcdef01234567', 'no-id'])
      expect((await api.ana.refused('DELETE', `/users/api-keys/${gone}`)).status).toBe(404);
  });

  test('of another user is a 404, and leaves it alone', async () => {
    const { id, key } = await aKey();
    expect((await api.bob.refused('DELETE', `/users/api-keys/${id}`)).status).toBe(404);
    expect((await withKey(key).get('/users/jobs')).status).toBe(200);
  });
});

describe('the list of API keys', () => {
  test('holds the user’s own, newest first, page by page', async () => {
    const dora = await api.newcomer();
    for (const service of ['first', 'second', 'third']) await aKey(dora, { service });
    const page = await dora.get<{ data: ApiKeyView[]; nextCursor: string }>('/users/api-keys?limit=2');
    expect(page.body.data.map(({ service }) => service)).toEqual(['third', 'second']);
    const rest = await dora.get<{ data: ApiKeyView[] }>(`/users/api-keys?cursor=${page.body.nextCursor}`);
    expect(rest.body.data.map(({ service }) => service)).toEqual(['first']);
  });
});
