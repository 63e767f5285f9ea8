import type { ChangedUser } from '@punctual/contracts/api/admin-contract';
import type { JobView } from '@punctual/contracts/jobs/job';
import { SECOND_MS } from '@punctual/contracts/time';
import { useApi } from '@punctual/testing/api/api';
import { aJob, created } from '@punctual/testing/api/job-drafts';
import { logIn, PASSWORD, type Person, refresh } from '@punctual/testing/api/person';
import { idOf, Records } from '@punctual/testing/api/records';
import { TestClock } from '@punctual/testing/api/test-clock';
import { afterEach, describe, expect, test } from 'vitest';

const NOW = new Date('2031-03-03T12:00:00.000Z');
const clock = new TestClock(NOW);
const api = useApi({ clock });
const records = new Records(api);
afterEach(() => clock.advance(NOW.getTime() - clock.now().getTime()));

/** More than are changed by one update. */
const MANY = 600;
const at = (seconds: number) => new Date(NOW.getTime() + seconds * SECOND_MS);
const path = ({ id }: Person) => `/admin/users/${id}`;
const change = async (person: Person, disabled: boolean) =>
  (await api.carla.patch<ChangedUser>(path(person), { disabled })).body;
const disable = (person: Person) => change(person, true);
const enable = (person: Person) => change(person, false);
const eachMinute = (more: object = {}) => aJob({ schedule: { kind: 'interval', every: '1m' }, ...more });
/** Somebody with a job that runs each minute. */
async function aBusyUser(more: object = {}) {
  const dora = await api.newcomer();
  return { dora, id: (await created(dora, eachMinute(more))).id };
}
const jobs = () => api.database.collection('jobs');
const ownerOf = ({ email }: Person) => api.database.collection('users').findOne({ email });
const open = async (person: Person) => {
  const { data } = (await api.carla.get<{ data: JobView[] }>(`/admin/jobs?owner=${person.id}`)).body;
  return data.map(({ nextRunAt, status }) => ({ nextRunAt, status }));
};

describe('an account that is disabled', () => {
  test('is answered as administrators see it', async () => {
    const dora = await api.newcomer();
    const effects = { canceledRuns: 0, runningRuns: [] };
    expect(await disable(dora)).toEqual({ ...dora.user, disabled: true, effects });
    expect(await enable(dora)).toEqual({ ...dora.user, disabled: false, effects });
  });

  test('has no login left, from the next request on', async () => {
    const dora = await api.newcomer();
    const elsewhere = await logIn(api.url, dora.email);
    await disable(dora);
    for (const login of [dora, elsewhere]) {
      expect((await login.refused('GET', '/auth/me')).status).toBe(401);
      expect((await refresh(api.url, login.cookie)).status).toBe(401);
    }
    await expect(logIn(api.url, dora.email)).rejects.toThrow(/ACCOUNT_DISABLED/);
  });

  test('cannot log in, and only the right password is answered with the reason', async () => {
    const dora = await api.newcomer();
    await disable(dora);
    const sessions = () => api.database.collection('sessions').countDocuments();
    const before = await sessions();
    const trying = (password: string) => api.nobody.post('/auth/login', { email: dora.email, password });
    const wrong = await trying('not her password');
    expect(wrong).toMatchObject({ status: 401, body: { error: { code: 'WRONG_CREDENTIALS' } } });
    const right = await trying(PASSWORD);
    const message = 'This account is disabled. Ask an administrator to enable it.';
    expect(right).toMatchObject({ status: 403, body: { error: { code: 'ACCOUNT_DISABLED', message } } });
    expect(right.headers.getSetCookie()).toEqual([]);
    expect(await sessions()).toBe(before);
  });

  test('has lost its logins when it is enabled again, and may log in', async () => {
    const dora = await api.newcomer();
    await disable(dora);
    await enable(dora);
    expect((await dora.refused('GET', '/auth/me')).status).toBe(401);
    expect((await refresh(api.url, dora.cookie)).status).toBe(401);
    expect((await logIn(api.url, dora.email)).user).toEqual(dora.user);
  });

  test('has no run to come, though its jobs are as it left them', async () => {
    const { dora, id } = await aBusyUser();
    await disable(dora);
    expect(await open(dora)).toEqual([{ nextRunAt: null, status: 'PENDING' }]);
    expect(await records.job(id)).toMatchObject({ enabled: true, ownerDisabled: true, revision: 1 });
  });

  test('has none of its waiting runs left, whatever they are', async () => {
    const { dora, id } = await aBusyUser();
    const waiting = [
      await records.run(id, at(5)),
      await records.run(id, at(-60), { attempt: 2, nextAttemptAt: at(30) }),
      await records.run(id, at(-1), { trigger: 'manual' }),
    ];
    expect((await disable(dora)).effects).toEqual({ canceledRuns: 3, runningRuns: [] });
    for (const run of waiting)
      expect(await records.again(run)).toMatchObject({ status: 'CANCELED', reason: 'OWNER_DISABLED' });
  });

  test('has its running runs named, and asked to end', async () => {
    const { dora, id } = await aBusyUser();
    const run = await records.running(id, at(-5));
    expect((await disable(dora)).effects).toEqual({ canceledRuns: 0, runningRuns: [idOf(run)] });
    expect(await records.again(run)).toMatchObject({ status: 'RUNNING', cancelRequested: 'OWNER_DISABLED' });
  });

  test('has on record what was due before, though no watcher was there', async () => {
    const { dora, id } = await aBusyUser({ schedule: { kind: 'interval', every: '10s' } });
    clock.advance(15 * SECOND_MS);
    await disable(dora);
    expect(await records.runs(id)).toMatchObject([
      { scheduledFor: at(10), status: 'CANCELED', reason: 'OWNER_DISABLED' },
    ]);
  });

  test('leaves the jobs of others alone', async () => {
    const [{ dora }, others] = [await aBusyUser(), await aBusyUser()];
    const run = await records.run(others.id, at(5));
    const before = await records.job(others.id);
    await disable(dora);
    expect([await records.job(others.id), await records.again(run)]).toEqual([before, run]);
  });

  test('can be disabled twice: the second time changes nothing', async () => {
    const { dora, id } = await aBusyUser();
    await disable(dora);
    const before = await records.job(id);
    clock.advance(SECOND_MS);
    await disable(dora);
    expect(await records.job(id)).toEqual(before);
  });

  test('that is enabled again without having been disabled stays as it is', async () => {
    const { dora, id } = await aBusyUser();
    const before = await records.job(id);
    await enable(dora);
    expect(await records.job(id)).toEqual(before);
  });
});

describe('an account that is enabled again', () => {
  test('runs from now on: what passed meanwhile stays passed', async () => {
    const { dora, id } = await aBusyUser();
    await disable(dora);
    clock.advance(150 * SECOND_MS);
    await enable(dora);
    expect(await open(dora)).toEqual([{ nextRunAt: at(180).toISOString(), status: 'PENDING' }]);
    expect(await records.runs(id)).toEqual([]);
  });

  test('may run at an instant whose run was canceled', async () => {
    const { dora, id } = await aBusyUser();
    await records.run(id, at(60));
    await disable(dora);
    await enable(dora);
    const { nextRunAt, scheduleRevision } = await records.job(id);
    expect([nextRunAt, scheduleRevision]).toEqual([at(60), 2]);
  });

  test('does not run again what has begun already', async () => {
    const { dora, id } = await aBusyUser();
    await records.running(id, at(60));
    await disable(dora);
    await enable(dora);
    expect(await records.job(id)).toMatchObject({ nextRunAt: at(120) });
  });

  test('leaves disabled the jobs that are', async () => {
    const { dora, id } = await aBusyUser({ enabled: false });
    const before = await records.job(id);
    await disable(dora);
    await enable(dora);
    const { enabled, nextRunAt, paused, status } = before;
    expect(await records.job(id)).toMatchObject({
      ...{ enabled, nextRunAt, paused, status },
      ownerDisabled: false,
    });
  });

  test('has nothing to come of a job whose only time has passed meanwhile', async () => {
    const { dora } = await aBusyUser({ schedule: { kind: 'once', at: at(30).toISOString() } });
    await disable(dora);
    clock.advance(40 * SECOND_MS);
    await enable(dora);
    expect(await open(dora)).toEqual([{ nextRunAt: null, status: 'COMPLETED' }]);
  });
});

describe('a request that died half-way', () => {
  test('is finished by disabling once more', async () => {
    const { dora, id } = await aBusyUser();
    await disable(dora);
    await records.changeJob(id, { ownerDisabled: false, nextRunAt: at(60), nextOccurrence: at(60) });
    const run = await records.run(id, at(60));
    expect((await disable(dora)).effects.canceledRuns).toBe(1);
    expect(await records.job(id)).toMatchObject({ ownerDisabled: true, nextRunAt: null });
    expect(await records.again(run)).toMatchObject({ status: 'CANCELED' });
  });

  test('is finished by enabling once more', async () => {
    const { dora, id } = await aBusyUser();
    await disable(dora);
    const users = api.database.collection('users');
    await users.updateOne({ email: dora.email }, { $set: { disabledAt: null } });
    await enable(dora);
    expect(await records.job(id)).toMatchObject({ ownerDisabled: false, nextRunAt: at(60) });
  });
});

describe('jobs by the hundred', () => {
  test('all stop and go on with their account', async () => {
    const { dora, id } = await aBusyUser();
    const { _id, ...job } = await records.job(id);
    await jobs().insertMany(Array.from({ length: MANY }, () => ({ ...job })));
    const comes = (nextRunAt: Date | null, ownerDisabled: boolean) =>
      jobs().countDocuments({ ownerId: job.ownerId, nextRunAt, ownerDisabled });
    await disable(dora);
    expect(await comes(null, true)).toBe(MANY + 1);
    await enable(dora);
    expect(await comes(at(60), false)).toBe(MANY + 1);
  });

  test('end as their account does, even if several requests switch it at once', async () => {
    const { dora, id } = await aBusyUser();
    const { _id, ...job } = await records.job(id);
    await jobs().insertMany(Array.from({ length: MANY }, () => ({ ...job })));
    await Promise.all([disable(dora), enable(dora), disable(dora), enable(dora)]);
    const user = await ownerOf(dora);
    const states = await jobs().distinct('ownerDisabled', { ownerId: job.ownerId });
    expect(states).toEqual([user?.disabledAt !== null]);
  });
});

describe('a job that is created', () => {
  test('while its account is disabled does not run, though its request came before', async () => {
    const dora = await api.newcomer();
    const creating = Array.from({ length: 10 }, () => dora.post<JobView>('/users/jobs', eachMinute()));
    await disable(dora);
    await Promise.all(creating);
    const coming = { ownerId: (await ownerOf(dora))?._id, nextRunAt: { $ne: null } };
    expect(await jobs().countDocuments(coming)).toBe(0);
  });
});

describe('disabling is refused', () => {
  test('for the own account', async () => {
    const error = await api.carla.refused('PATCH', path(api.carla), { disabled: true });
    expect(error).toMatchObject({ status: 409, code: 'OWN_ACCOUNT' });
    expect((await api.carla.get('/admin/jobs')).status).toBe(200);
  });

  test.each([1, 2, 3])(
    'for the last of two administrators who disable each other at once, round %i',
    async () => {
      const dora = await api.newcomer();
      await api.carla.patch(`${path(dora)}/role`, { role: 'admin' });
      const answers = await Promise.all([
        api.carla.patch(path(dora), { disabled: true }),
        dora.patch(path(api.carla), { disabled: true }),
      ]);
      // One may find himself disabled before his request is looked at.
      const refused = answers.filter(({ status }) => status !== 200);
      expect(refused).toHaveLength(1);
      expect([401, 409]).toContain(refused[0]?.status);
      const users = api.database.collection('users');
      const left = await users.find({ role: 'admin', disabledAt: null }).toArray();
      expect(left).toHaveLength(1);
      if (left[0]?.email !== dora.email) return;
      await dora.patch(path(api.carla), { disabled: false });
      api.carla = await logIn(api.url, api.carla.email);
      await api.carla.patch(path(dora), { disabled: true });
    },
  );

  test('for an administrator, if those who are left are disabled', async () => {
    const [dora, emil] = [await api.newcomer(), await api.newcomer()];
    for (const person of [dora, emil]) await api.carla.patch(`${path(person)}/role`, { role: 'admin' });
    await disable(emil);
    await disable(dora);
    const role = await api.carla.refused('PATCH', `${path(api.carla)}/role`, { role: 'user' });
    expect(role).toMatchObject({ status: 409, code: 'LAST_ADMIN' });
    await api.carla.patch(`${path(emil)}/role`, { role: 'admin' });
    const again = await api.carla.refused('PATCH', `${path(api.carla)}/role`, { role: 'user' });
    expect(again).toMatchObject({ status: 409, code: 'LAST_ADMIN' });
  });

  test.each([{}, { disabled: 'true' }, { disabled: null }, { disabled: true, role: 'user' }])(
    'if it does not say just that: %j',
    async (body) => {
      expect((await api.carla.refused('PATCH', path(api.ana), body)).status).toBe(422);
      expect((await api.ana.get('/auth/me')).status).toBe(200);
    },
  );

  test.each(['0123456789abcdef01234567', 'twelve-chars'])('for the unknown user %s', async (id) => {
    const error = await api.carla.refused('PATCH', `/admin/users/${id}`, { disabled: true });
    expect(error).toMatchObject({ status: 404, code: 'NOT_FOUND' });
  });
});
