import { DAY_MS, HOUR_MS } from '@punctual/contracts/time';
import type { ApiKeyCall, ApiKeyView } from '@punctual/contracts/users/api-key';
import { useApi } from '@punctual/testing/api/api';
import { Client } from '@punctual/testing/api/client';
import { logIn, type Person } from '@punctual/testing/api/person';
import { TestClock } from '@punctual/testing/api/test-clock';
import { beforeEach, describe, expect, test } from 'vitest';

interface NewKey extends ApiKeyView {
  key: string;
  replaced: { id: string; endsAt: string };
}

const clock = new TestClock();
const api = useApi({ clock });
let dora: Person;
beforeEach(async () => {
  dora = await api.newcomer();
});

const aKey = async (more: object = {}) =>
  (await dora.post<NewKey>('/users/api-keys', { service: 'billing', ...more })).body;
const rotate = async ({ id }: ApiKeyView, body: object) =>
  (await dora.post<NewKey>(`/users/api-keys/${id}/rotate`, body)).body;
const idsOf = async (owner: Person) =>
  (await owner.get<{ data: ApiKeyView[] }>('/users/api-keys')).body.data.map(({ id }) => id);
const withKey = ({ key }: NewKey) => new Client(api.url, { 'x-api-key': key });
const statusWith = async (key: NewKey) => (await withKey(key).send('GET', '/users/jobs')).status;
const inTime = (ms: number) => new Date(clock.now().getTime() + ms).toISOString();

describe('an API key that ends by itself', () => {
  test('is refused from its end on, and leaves the list when another is made a week later', async () => {
    const key = await aKey({ endsAt: inTime(HOUR_MS) });
    expect(await statusWith(key)).toBe(200);
    clock.advance(HOUR_MS);
    expect(await statusWith(key)).toBe(401);
    dora = await logIn(api.url, dora.email);
    await aKey();
    expect(await idsOf(dora)).toContain(key.id);
    clock.advance(7 * DAY_MS);
    dora = await logIn(api.url, dora.email);
    await aKey();
    expect(await idsOf(dora)).not.toContain(key.id);
  });

  test.each(['2001-01-01T00:00:00Z', 'soon'])(
    'is not made where its end is not to come: %s',
    async (endsAt) => {
      const error = await dora.refused('POST', '/users/api-keys', { service: 'x', endsAt });
      expect(error).toMatchObject({ status: 422, paths: ['endsAt'] });
    },
  );
});

describe('replacing an API key', () => {
  test('gives one with the same rights, and the old one works for the time that was chosen', async () => {
    const old = await aKey({ scopes: ['jobs:read'], ratePerSecond: 3 });
    const next = await rotate(old, { oldEndsInHours: 2 });
    expect(next).toMatchObject({ service: 'billing', scopes: ['jobs:read'], ratePerSecond: 3, endsAt: null });
    expect(next.replaced).toEqual({ id: old.id, endsAt: inTime(2 * HOUR_MS) });
    expect([await statusWith(old), await statusWith(next)]).toEqual([200, 200]);
    clock.advance(2 * HOUR_MS);
    expect([await statusWith(old), await statusWith(next)]).toEqual([401, 200]);
  });

  test('ends the old one at once where no time is left to it', async () => {
    const old = await aKey();
    const next = await rotate(old, { oldEndsInHours: 0 });
    expect([await statusWith(old), await statusWith(next)]).toEqual([401, 200]);
    expect(await idsOf(dora)).toEqual([next.id]);
  });

  test('leaves the old one no longer than it had, and gives the new one a life as long', async () => {
    const old = await aKey({ endsAt: inTime(HOUR_MS) });
    const next = await rotate(old, {});
    expect(next).toMatchObject({ endsAt: inTime(HOUR_MS), replaced: { endsAt: old.endsAt } });
  });

  test('of another user is a 404, and makes no key', async () => {
    const { id } = await aKey();
    const other = await api.newcomer();
    expect((await other.refused('POST', `/users/api-keys/${id}/rotate`, {})).status).toBe(404);
    expect(await idsOf(other)).toEqual([]);
  });

  test.each([-1, 169, 1.5, '2'])('is refused for %j hours', async (oldEndsInHours) => {
    const { id } = await aKey();
    const error = await dora.refused('POST', `/users/api-keys/${id}/rotate`, { oldEndsInHours });
    expect(error).toMatchObject({ status: 422, paths: ['oldEndsInHours'] });
  });
});

test('the last calls of an API key are listed with their status, newest first, without queries, twenty of them', async () => {
  const key = await aKey({ ratePerSecond: 100 });
  const calls = async () =>
    (await dora.get<{ data: ApiKeyCall[] }>(`/users/api-keys/${key.id}/calls`)).body.data;
  for (let i = 0; i < 20; i += 1) {
    await statusWith(key);
    clock.advance(1);
  }
  await withKey(key).send('GET', '/users/runs?status=hidden');
  await expect.poll(async () => (await calls())[0]).toMatchObject({ path: '/users/runs', status: 422 });
  expect((await calls()).map(({ status }) => status)).toEqual([422, ...Array(19).fill(200)]);
  expect(JSON.stringify(await calls())).not.toContain('hidden');
});
