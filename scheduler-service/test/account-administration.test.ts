import type { ListedUserView } from '@punctual/contracts/users/user';
import { useApi } from '@punctual/testing/api/api';
import { aJob, created } from '@punctual/testing/api/job-drafts';
import { logIn, refresh } from '@punctual/testing/api/person';
import { Records } from '@punctual/testing/api/records';
import { Types } from 'mongoose';
import { describe, expect, test } from 'vitest';

interface List {
  data: ListedUserView[];
  page: { total: number; pages: number };
  nextCursor: string | null;
}

const api = useApi();
const records = new Records(api);
const users = async (query = '') => (await api.carla.get<List>(`/admin/users${query}`)).body;
const emails = async (query: string) => (await users(query)).data.map(({ email }) => email);

describe('the administrator’s list of accounts', () => {
  test('holds all accounts by address, and shows which are disabled', async () => {
    const dora = await api.newcomer();
    await api.carla.patch(`/admin/users/${dora.id}`, { disabled: true });
    const { data } = await users('?limit=100');
    expect(data.map(({ email }) => email)).toEqual(data.map(({ email }) => email).sort());
    expect(data).toContainEqual(expect.objectContaining({ ...dora.user, disabled: true }));
    expect(data).toContainEqual(expect.objectContaining({ ...api.ana.user, disabled: false }));
  });

  test('shows the jobs of each account, the failing ones, and when its user was last seen', async () => {
    const dora = await api.newcomer();
    const [failing, disabled] = [await created(dora), await created(dora, aJob({ enabled: false }))];
    for (const { id } of [failing, disabled]) {
      const run = await records.ended(id, new Date(), { status: 'FAILED' });
      await records.lastRun(id, run);
    }
    const facts = async () => (await users(`?q=${dora.email}`)).data[0];
    expect(await facts()).toMatchObject({ jobs: 2, failing: 1, lastSeenAt: expect.any(String) });
  });

  test('knows when somebody was last seen whose logins have ended, and who never logged in', async () => {
    const [dora, never] = [await api.newcomer(), await api.newcomer()];
    for (const { id } of [dora, never]) await api.carla.send('DELETE', `/admin/users/${id}/sessions`);
    await api.database.collection('audit').deleteMany({ actor: new Types.ObjectId(never.id) });
    const seen = async (q: string) => (await users(`?q=${q}`)).data.map(({ lastSeenAt }) => lastSeenAt);
    expect(await seen(dora.email)).toEqual([expect.any(String)]);
    expect(await seen(never.email)).toEqual([null]);
  });

  test('finds by any part of the address or the name, in any case', async () => {
    const dora = await api.newcomer();
    await dora.patch('/auth/me', { name: 'Dora Müller' });
    expect(await emails('?q=ANA@')).toEqual([api.ana.email]);
    expect(await emails(`?q=${dora.email.slice(2)}`)).toEqual([dora.email]);
    expect(await emails(`?q=${encodeURIComponent('MÜLLER')}`)).toEqual([dora.email]);
    expect(await emails('?q=EXAMPLE.com&limit=100')).toEqual(await emails('?limit=100'));
    expect(await emails('?q=nobody-is-called-so')).toEqual([]);
  });

  test('has the accounts with the most failing jobs first when asked to, then the others, page by page', async () => {
    const [one, two] = [await api.newcomer(), await api.newcomer()];
    const failing = [one, two, two];
    for (const person of failing) {
      const { id } = await created(person);
      const run = await records.ended(id, new Date(), { status: 'FAILED' });
      await records.lastRun(id, run);
    }
    const whole = await users('?sort=-failing&limit=100');
    const counts = whole.data.map((user) => user.failing);
    expect(counts).toEqual([...counts].sort((a, b) => b - a));
    expect(whole.data.map(({ email }) => email).sort()).toEqual(await emails('?limit=100'));
    expect(whole.data.find(({ email }) => email === two.email)?.failing).toBe(2);
    const pages = [1, 2, 3].map((page) => emails(`?sort=-failing&limit=3&page=${page}`));
    expect((await Promise.all(pages)).flat()).toEqual(whole.data.slice(0, 9).map(({ email }) => email));
    expect(await emails(`?sort=-failing&q=${one.email}`)).toEqual([one.email]);
  });

  test('takes a search as text, not as a pattern', async () => {
    expect(await emails('?q=.*')).toEqual([]);
    expect(await emails('?q=[a-z]')).toEqual([]);
  });

  test('filters by role, in any case', async () => {
    expect(await emails('?role=ADMIN')).toEqual(['carla@example.com']);
    expect(await emails('?role=admin&q=ana')).toEqual([]);
  });

  test('goes page by page, and on at a cursor', async () => {
    const whole = await emails('?limit=100');
    expect(await emails('?limit=1&page=2')).toEqual(whole.slice(1, 2));
    const { nextCursor } = await users('?limit=1');
    expect(await emails(`?limit=1&cursor=${nextCursor}`)).toEqual(whole.slice(1, 2));
    expect((await users('?limit=1')).page).toMatchObject({ total: whole.length, pages: whole.length });
  });

  test.each(['role=root', 'email=x', 'q[$ne]=x', 'q=%00', 'limit=101', 'cursor=x', 'sort=jobs'])(
    'refuses ?%s',
    async (query) => {
      expect((await api.carla.refused('GET', `/admin/users?${query}`)).status).toBe(422);
    },
  );
});

describe('ending all logins of an account', () => {
  test('ends its tokens at once, and lets it log in again', async () => {
    const dora = await api.newcomer();
    const elsewhere = await logIn(api.url, dora.email);
    const { status } = await api.carla.send('DELETE', `/admin/users/${dora.id}/sessions`);
    expect(status).toBe(204);
    for (const login of [dora, elsewhere]) {
      expect((await login.refused('GET', '/auth/me')).status).toBe(401);
      expect((await refresh(api.url, login.cookie)).status).toBe(401);
    }
    expect((await logIn(api.url, dora.email)).id).toBe(dora.id);
  });

  test.each(['0123456789abcdef01234567', 'no-id'])('of an unknown account is a 404: %s', async (id) => {
    expect((await api.carla.refused('DELETE', `/admin/users/${id}/sessions`)).status).toBe(404);
  });
});
