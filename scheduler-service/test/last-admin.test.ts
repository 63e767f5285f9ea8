import { Api, useApi } from '@punctual/testing/api/api';
import { logIn, PASSWORD, type Person } from '@punctual/testing/api/person';
import { describe, expect, onTestFinished, test } from 'vitest';

const setRole = (by: Person, person: Person, role: string) =>
  by.patch(`/admin/users/${person.id}/role`, { role });

/** Reads the ids of the enabled administrators, from the accounts and from the roster. */
async function readStanding({ database }: Api) {
  const admins = await database.collection('users').find({ role: 'admin', disabledAt: null }).toArray();
  const roster = await database
    .collection<{ _id: string; ids: string[] }>('state')
    .findOne({ _id: 'admins' });
  return { admins: admins.map(({ _id }) => _id.toHexString()).toSorted(), roster: roster?.ids.toSorted() };
}

describe('the last administrator', () => {
  const api = useApi();

  test('cannot stop being one', async () => {
    const error = await api.carla.refused('PATCH', `/admin/users/${api.carla.id}/role`, { role: 'user' });
    expect(error).toMatchObject({ status: 409, code: 'LAST_ADMIN' });
    expect((await api.carla.get('/admin/jobs')).status).toBe(200);
  });

  test('may stop once there is another one', async () => {
    const dora = await api.newcomer();
    await setRole(api.carla, dora, 'admin');
    expect((await setRole(api.carla, api.carla, 'user')).status).toBe(200);
    expect((await setRole(dora, api.carla, 'admin')).status).toBe(200);
    expect((await setRole(api.carla, dora, 'user')).status).toBe(200);
  });

  test.each([1, 2, 3, 4, 5])('stays if two administrators demote each other at once, round %i', async () => {
    const dora = await api.newcomer();
    await setRole(api.carla, dora, 'admin');
    const answers = await Promise.all([setRole(api.carla, dora, 'user'), setRole(dora, api.carla, 'user')]);
    // One may find itself demoted before its request is looked at: it is refused then, as a user.
    const refused = answers.filter(({ status }) => status !== 200);
    const admins = await api.database.collection('users').find({ role: 'admin' }).toArray();
    expect(refused).toHaveLength(1);
    expect([403, 409]).toContain(refused[0]?.status);
    expect(admins).toHaveLength(1);
    if (admins[0]?.email === dora.email) await setRole(dora, api.carla, 'admin');
    if (admins[0]?.email === dora.email) await setRole(api.carla, dora, 'user');
  });
});

describe('a start', () => {
  /** An installation that is stopped, without an administrator, though the roster names somebody. */
  async function withoutAdmin(change: object) {
    const env: Record<string, string | undefined> = {};
    const api = new Api({ env });
    onTestFinished(() => api.drop());
    await api.start();
    const dora = await api.newcomer();
    await api.database.collection('users').updateMany({}, { $set: change });
    await api.database
      .collection<{ _id: string }>('state')
      .updateOne({ _id: 'admins' }, { $set: { ids: [dora.id] } });
    return { env, api, dora };
  }

  test.each([
    ['none has the role', { role: 'user' }],
    ['those who have it are disabled', { role: 'admin', disabledAt: new Date() }],
  ])('makes the account of ADMIN_EMAIL the administrator where %s; its password stays', async (_, change) => {
    const { api, env } = await withoutAdmin(change);
    await api.stop();
    env.ADMIN_PASSWORD = 'another one than it was made with';
    await api.start();
    const { user } = await logIn(api.url, 'carla@example.com');
    expect(user.role).toBe('admin');
    expect(await readStanding(api)).toEqual({ admins: [user.id], roster: [user.id] });
  });

  test('makes nobody an administrator while there is one, and repairs the roster', async () => {
    const { api, env, dora } = await withoutAdmin({ role: 'user' });
    const users = api.database.collection('users');
    await users.updateOne({ email: 'carla@example.com' }, { $set: { role: 'admin' } });
    await api.stop();
    env.ADMIN_EMAIL = dora.email;
    env.ADMIN_PASSWORD = PASSWORD;
    await api.start();
    const carla = await logIn(api.url, 'carla@example.com');
    expect(await readStanding(api)).toEqual({ admins: [carla.id], roster: [carla.id] });
  });

  test('makes an account whose address was never verified an administrator only by its password', async () => {
    const { api, env, dora } = await withoutAdmin({ role: 'user' });
    await api.stop();
    Object.assign(env, { ADMIN_EMAIL: dora.email, ADMIN_PASSWORD: PASSWORD });
    await api.start();
    expect((await logIn(api.url, dora.email)).user.role).toBe('admin');
  });
});

describe('the first administrator', () => {
  const fresh = (env: Record<string, string | undefined>) => {
    const api = new Api({ env });
    onTestFinished(() => api.drop());
    return api;
  };
  const admins = (api: Api) => api.database.collection('users').countDocuments({ role: 'admin' });

  test('is made from the settings, and logs in', async () => {
    const api = fresh({ ADMIN_EMAIL: 'Root@Example.com' });
    await api.start();
    expect((await logIn(api.url, 'root@example.com')).user).toMatchObject({ role: 'admin' });
  });

  test('is made once: another start with other settings makes no second one', async () => {
    const env: Record<string, string | undefined> = {};
    const api = fresh(env);
    await api.start();
    await api.stop();
    env.ADMIN_EMAIL = 'another@example.com';
    await api.start();
    expect(await admins(api)).toBe(1);
    expect((await logIn(api.url, 'carla@example.com')).user.role).toBe('admin');
  });

  test('does not exist without settings: there is no default password', async () => {
    const api = fresh({ ADMIN_EMAIL: undefined, ADMIN_PASSWORD: undefined });
    await api.start();
    expect(await api.counts()).toMatchObject({ users: 0 });
    for (const email of ['admin@example.com', 'admin@localhost', 'admin@admin.com'])
      for (const password of ['admin', 'password', PASSWORD])
        expect((await api.nobody.refused('POST', '/auth/login', { email, password })).status).toBe(401);
  });

  test('is not made of an ordinary account that has the address already', async () => {
    const env: Record<string, string | undefined> = { ADMIN_EMAIL: undefined, ADMIN_PASSWORD: undefined };
    const api = fresh(env);
    await api.start();
    const dora = await api.newcomer();
    await api.stop();
    Object.assign(env, { ADMIN_EMAIL: dora.email, ADMIN_PASSWORD: 'chosen by somebody else' });
    await api.start();
    expect((await logIn(api.url, dora.email)).user.role).toBe('user');
  });
});
