import type { JobView } from '@punctual/contracts/jobs/job';
import { useApi } from '@punctual/testing/api/api';
import { aJob, created } from '@punctual/testing/api/job-drafts';
import type { Person } from '@punctual/testing/api/person';
import { describe, expect, test } from 'vitest';

interface List {
  data: (JobView & { owner: { id: string; email: string } })[];
  page: { total: number } | null;
  nextCursor: string | null;
}

const api = useApi();
const jobs = async (query = '') => (await api.carla.get<List>(`/admin/jobs${query}`)).body;
const setRole = (person: Person, role: string, by: Person = api.carla) =>
  by.patch(`/admin/users/${person.id}/role`, { role });

describe('the administrator’s list of jobs', () => {
  test('holds the jobs of all users, newest first, each with its owner', async () => {
    await created(api.ana, aJob({ name: 'of ana' }));
    await created(api.bob, aJob({ name: 'of bob' }));
    const [newest, older] = (await jobs()).data;
    expect(newest).toMatchObject({ name: 'of bob', owner: { id: api.bob.id, email: 'bob@example.com' } });
    expect(older).toMatchObject({ name: 'of ana', owner: { id: api.ana.id, email: 'ana@example.com' } });
  });

  test.each(['id', 'email'] as const)('filters by owner, named by %s', async (by) => {
    const dora = await api.newcomer();
    const job = await created(dora);
    const { data, page } = await jobs(`?owner=${encodeURIComponent(dora[by])}`);
    expect(data).toEqual([{ ...job, owner: { id: dora.id, email: dora.email } }]);
    expect(page?.total).toBe(1);
  });

  test('of an owner who does not exist is empty', async () => {
    expect((await jobs('?owner=unknown@example.com')).data).toEqual([]);
  });

  test('filters by status and enabled, beside the owner', async () => {
    const dora = await api.newcomer();
    await created(dora, aJob({ enabled: false }));
    expect((await jobs(`?owner=${dora.id}&enabled=true`)).data).toEqual([]);
    expect((await jobs(`?owner=${dora.id}&enabled=false&status=PENDING`)).data).toHaveLength(1);
  });

  test('goes on at a cursor', async () => {
    const dora = await api.newcomer();
    for (const name of ['a', 'b', 'c']) await created(dora, aJob({ name }));
    const { nextCursor } = await jobs(`?owner=${dora.id}&limit=2`);
    const rest = await jobs(`?owner=${dora.id}&cursor=${nextCursor}`);
    expect(rest.data.map(({ name }) => name)).toEqual(['a']);
    expect(rest).toMatchObject({ page: null, nextCursor: null });
  });
});

describe.each([
  ['GET', '/admin/jobs', undefined],
  ['PATCH', '/admin/users/0123456789abcdef01234567/role', { role: 'admin' }],
])('%s %s', (method, path, body) => {
  test('is refused to users: 403', async () => {
    expect(await api.ana.refused(method, path, body)).toMatchObject({ status: 403, code: 'FORBIDDEN' });
  });

  test('is refused without credentials: 401', async () => {
    expect((await api.nobody.refused(method, path, body)).status).toBe(401);
  });

  test('says nothing to users of what is wrong with their request', async () => {
    expect((await api.ana.refused(method, `${path}?unknown=1`, body && { role: 7 })).status).toBe(403);
  });
});

describe('a role', () => {
  test.each(['admin', 'ADMIN', 'Admin'])('may be written in any case: %s', async (role) => {
    const dora = await api.newcomer();
    const { status, body } = await setRole(dora, role);
    expect(status).toBe(200);
    expect(body).toEqual({ ...dora.user, role: 'admin' });
  });

  test('that is given takes effect at once, for valid tokens too', async () => {
    const dora = await api.newcomer();
    expect((await dora.refused('GET', '/admin/jobs')).status).toBe(403);
    await setRole(dora, 'admin');
    expect((await dora.get('/admin/jobs')).status).toBe(200);
  });

  test('that is taken takes effect at once, for valid tokens too', async () => {
    const dora = await api.newcomer();
    await setRole(dora, 'admin');
    await setRole(dora, 'user');
    expect((await dora.refused('GET', '/admin/jobs')).status).toBe(403);
    expect((await dora.get('/auth/me')).body).toMatchObject({ role: 'user' });
  });

  test('that is given twice changes nothing the second time', async () => {
    const dora = await api.newcomer();
    const [once, again] = [await setRole(dora, 'admin'), await setRole(dora, 'admin')];
    expect(again.body).toEqual(once.body);
  });

  test.each(['root', '', 'admin ', { $ne: 'user' }, null, ['admin']])(
    '%j does not exist: 422',
    async (role) => {
      const path = `/admin/users/${api.ana.id}/role`;
      const error = await api.carla.refused('PATCH', path, { role });
      expect(error).toMatchObject({ status: 422, paths: ['role'] });
    },
  );

  test.each(['0123456789abcdef01234567', 'twelve-chars', 'ana@example.com'])(
    'of the unknown user %s is a 404',
    async (id) => {
      const error = await api.carla.refused('PATCH', `/admin/users/${id}/role`, { role: 'admin' });
      expect(error).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    },
  );
});
