import { randomBytes } from 'node:crypto';
import type { Endpoint } from '@punctual/contracts/api/endpoint';
import { SCOPES } from '@punctual/contracts/users/api-key-limits';
import { useApi } from '@punctual/testing/api/api';
import { Client } from '@punctual/testing/api/client';
import { allEndpoints } from '@punctual/testing/api/contracts';
import { aJob, created } from '@punctual/testing/api/job-drafts';
import { PASSWORD, type Person } from '@punctual/testing/api/person';
import { describe, expect, test } from 'vitest';

/** Valid bodies where one is needed, so that only the access decides. */
const SAMPLES: Record<string, unknown> = {
  'POST /users/jobs': aJob(),
  'PUT /users/jobs/:id': aJob(),
  'PATCH /users/jobs/:id': { name: 'Changed' },
  'POST /users/jobs/:id/impact': { name: 'Changed' },
  'POST /users/jobs/:id/revert': { revision: 1 },
  'POST /users/jobs/import': { jobs: [aJob()] },
  'POST /users/jobs/bulk': { filter: {}, action: 'enable' },
  'POST /admin/jobs/bulk': { ids: ['0123456789abcdef01234567'], action: 'enable' },
  'GET /users/jobs/strips': '?ids=0123456789abcdef01234567',
  'GET /admin/jobs/strips': '?ids=0123456789abcdef01234567',
  'GET /users/calendar': '?from=2031-01-01&days=7',
  'GET /admin/calendar': '?from=2031-01-01&days=7',
  'GET /users/jobs/:id/occurrences': '?from=2031-01-01T00:00:00Z&to=2031-01-02T00:00:00Z',
  'GET /users/jobs/:id/explain': '?at=2031-01-01T00:00:00Z',
  'GET /admin/jobs/:id/occurrences': '?from=2031-01-01T00:00:00Z&to=2031-01-02T00:00:00Z',
  'GET /admin/jobs/:id/explain': '?at=2031-01-01T00:00:00Z',
  'POST /schedules/preview': { schedule: '0 9 * * *' },
  'POST /users/tasks/preview': { task: { type: 'log' } },
  'POST /users/api-keys': { service: 'billing' },
  'POST /users/api-keys/:id/rotate': {},
  'PATCH /auth/me': { name: 'Changed' },
  'POST /auth/password': { current: PASSWORD, next: 'another good passphrase' },
  'POST /auth/second-factor/setup': { password: PASSWORD },
  'POST /auth/second-factor/confirm': { code: '123456' },
  'POST /auth/second-factor/recovery-codes': { password: PASSWORD, code: '123456' },
  'POST /auth/second-factor/remove': { password: PASSWORD, code: '123456' },
  'PATCH /admin/users/:userId/role': { role: 'user' },
  'PATCH /admin/users/:userId': { disabled: false },
};

const api = useApi({ env: { SECRETS_KEY: randomBytes(32).toString('base64') } });
const endpoints = (await allEndpoints()).map((endpoint) => {
  const name = `${endpoint.method} ${endpoint.path}`;
  const sample = SAMPLES[name];
  const query = typeof sample === 'string' ? sample : '';
  return { ...endpoint, name, query, body: query ? undefined : sample };
});
type Case = (typeof endpoints)[number];
const of = (...kinds: Endpoint['access'][]) => endpoints.filter(({ access }) => kinds.includes(access));

/** A path to data of a user, of ana by default; where an account must be named, to one that no other test needs. */
async function pathOf({ path, query }: Case, owner = api.ana): Promise<string> {
  const userId = path.includes(':userId') ? (await api.newcomer()).id : '';
  const id = path.includes(':id') ? await idFor(path, owner) : '';
  return path.replace(':userId', userId).replace(':id', id) + query;
}

async function idFor(path: string, owner: Person): Promise<string> {
  if (path.startsWith('/users/api-keys')) return (await aKey(owner)).id;
  if (path.startsWith('/auth/sessions')) return firstOf(owner, '/auth/sessions');
  const soon = new Date(Date.now() + 2_000).toISOString();
  const job = await created(owner, aJob({ schedule: { kind: 'once', at: soon } }));
  if (!path.includes('/runs/:id')) return job.id;
  return firstOf(owner, `/users/jobs/${job.id}/runs`);
}

async function firstOf(owner: Person, list: string): Promise<string> {
  const { body } = await owner.get<{ data: { id: string }[] }>(list);
  return String(body.data[0]?.id);
}

async function aKey(owner: Person, scopes: readonly string[] = SCOPES): Promise<{ id: string; key: string }> {
  return (await owner.post<{ id: string; key: string }>('/users/api-keys', { service: 'any', scopes })).body;
}

test('there are endpoints of every kind', () => {
  expect(new Set(endpoints.map(({ access }) => access))).toEqual(new Set(['public', 'user', 'admin']));
});

describe.each(of('user', 'admin'))('$name', (endpoint) => {
  test('is refused without credentials: 401', async () => {
    const error = await api.nobody.refused(endpoint.method, await pathOf(endpoint), endpoint.body);
    expect(error).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
  });
});

describe.each(of('user'))('$name', (endpoint) => {
  test('is allowed to the owner', async () => {
    const dora = await api.newcomer(); // whose login one of these ends
    const { status } = await dora.send(endpoint.method, await pathOf(endpoint, dora), endpoint.body);
    expect(status, '422 means: add a request without fault to SAMPLES').not.toBe(422);
    expect([endpoint.status, 200, 202, 409]).toContain(status);
  });
});

describe.each(of('user').filter(({ path }) => path.includes(':id')))('$name', (endpoint) => {
  test('with the id of another user’s job or run is a 404, even for administrators', async () => {
    const path = await pathOf(endpoint);
    for (const person of [api.bob, api.carla]) {
      const error = await person.refused(endpoint.method, path, endpoint.body);
      expect(error).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    }
  });
});

describe.each(of('admin'))('$name', (endpoint) => {
  test('is refused to users: 403', async () => {
    const error = await api.ana.refused(endpoint.method, await pathOf(endpoint), endpoint.body);
    expect(error).toMatchObject({ status: 403, code: 'FORBIDDEN' });
  });

  test('is for administrators', async () => {
    const { status } = await api.carla.send(endpoint.method, await pathOf(endpoint), endpoint.body);
    expect(status).toBe(endpoint.status);
  });
});

describe.each(of('user', 'admin'))('$name', (endpoint) => {
  test('is refused to an API key without its scope, and to every API key if it has none: 403', async () => {
    const others = SCOPES.filter((scope) => ![endpoint.scope].flat().includes(scope));
    const { key } = await aKey(api.carla, others);
    const client = new Client(api.url, { 'x-api-key': key });
    const error = await client.refused(endpoint.method, await pathOf(endpoint, api.carla), endpoint.body);
    expect(error).toMatchObject({ status: 403, code: 'FORBIDDEN' });
  });
});

describe.each(of('user').filter(({ scope }) => scope))('$name', (endpoint) => {
  test('is for an API key with only its scope', async () => {
    const { key } = await aKey(api.ana, [endpoint.scope ?? []].flat().slice(0, 1));
    const client = new Client(api.url, { 'x-api-key': key });
    const { status } = await client.send(endpoint.method, await pathOf(endpoint), endpoint.body);
    expect([endpoint.status, 200, 202, 409]).toContain(status);
  });
});

test('only accounts, keys and administration have no scope', () => {
  const closed = endpoints.filter(({ access, scope }) => access !== 'public' && !scope);
  const elsewhere = closed.filter(({ path }) => !/^\/(auth|users\/api-keys|admin)(\/|$)/.test(path));
  expect(elsewhere.map(({ name }) => name)).toEqual([]);
});
