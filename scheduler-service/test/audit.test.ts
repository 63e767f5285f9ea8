import type { AuditEntryView } from '@punctual/contracts/api/audit-contract';
import type { SessionView } from '@punctual/contracts/users/user';
import { useApi } from '@punctual/testing/api/api';
import { Client } from '@punctual/testing/api/client';
import { aJob, created } from '@punctual/testing/api/job-drafts';
import { tokenIn, useMailbox } from '@punctual/testing/api/mailbox';
import { logIn, PASSWORD, type Person } from '@punctual/testing/api/person';
import { Types } from 'mongoose';
import { describe, expect, test } from 'vitest';

interface Log {
  data: AuditEntryView[];
  nextCursor: string | null;
}

const env: Record<string, string | undefined> = { RATE_LIMIT_USER_PER_MINUTE: '100' };
const mailbox = useMailbox(env);
const api = useApi({ env });
const audit = async (query = '') => (await api.carla.get<Log>(`/admin/audit${query}`)).body;
const newestOf = async (action: string) => (await audit(`?action=${action}&limit=1`)).data[0];

async function currentSessionOf(person: Person): Promise<string> {
  const { body } = await person.get<{ data: SessionView[] }>('/auth/sessions');
  return body.data.find(({ current }) => current)?.id ?? '';
}

/** An act that is recorded: its actor, what it does, and the expected entry. */
type Act = [string, (dora: Person) => Promise<unknown>, (dora: Person) => Partial<AuditEntryView>];

const ACTS: Act[] = [
  [
    'a login',
    (dora) => api.nobody.post('/auth/login', { email: dora.email, password: PASSWORD }),
    (dora) => ({ action: 'auth.login', actor: { id: dora.id, email: dora.email }, outcome: 'ok' }),
  ],
  [
    'a login that is refused',
    (dora) => api.nobody.post('/auth/login', { email: dora.email, password: 'not her password' }),
    (dora) => ({ action: 'auth.login', actor: null, target: dora.email, code: 'WRONG_CREDENTIALS' }),
  ],
  [
    'a login to a disabled account',
    async (dora) => {
      await api.carla.patch(`/admin/users/${dora.id}`, { disabled: true });
      return api.nobody.post('/auth/login', { email: dora.email, password: PASSWORD });
    },
    (dora) => ({ action: 'auth.login', actor: null, target: dora.email, code: 'ACCOUNT_DISABLED' }),
  ],
  [
    'denied access',
    (dora) => dora.get('/admin/jobs'),
    (dora) => ({
      action: 'access.denied',
      actor: { id: dora.id, email: dora.email },
      target: 'GET /admin/jobs',
      outcome: 'refused',
      code: 'FORBIDDEN',
    }),
  ],
  [
    'a new role',
    (dora) => api.carla.patch(`/admin/users/${dora.id}/role`, { role: 'admin' }),
    (dora) => ({
      action: 'user.role',
      actor: { id: api.carla.id, email: api.carla.email },
      target: dora.id,
      targetName: dora.email,
      details: { role: 'admin', before: { role: 'user' } },
    }),
  ],
  [
    'an account that is disabled',
    (dora) => api.carla.patch(`/admin/users/${dora.id}`, { disabled: true }),
    (dora) => ({
      action: 'user.switch',
      target: dora.id,
      details: { disabled: true, before: { disabled: false } },
    }),
  ],
  [
    'what an administrator is refused, as the last one',
    () => api.carla.patch(`/admin/users/${api.carla.id}`, { disabled: true }),
    () => ({ action: 'user.switch', target: api.carla.id, outcome: 'refused', code: 'OWN_ACCOUNT' }),
  ],
];

/** Acts of an administrator on a job of another user. */
const BY_ADMIN = [
  ['PATCH', 'enable', 'job.enable'],
  ['PATCH', 'disable', 'job.disable'],
  ['POST', 'run', 'job.run'],
  ['DELETE', '', 'job.delete'],
] as const;

describe('the audit log', () => {
  test.each(ACTS)(
    'holds %s: by whom, on what, from which address, in which request',
    async (_, act, expected) => {
      const dora = await api.newcomer();
      const answer = (await act(dora)) as { headers: Headers };
      const entry = await newestOf(String(expected(dora).action));
      expect(entry).toMatchObject(expected(dora));
      expect(entry).toMatchObject({ ip: '127.0.0.1', requestId: answer.headers.get('x-request-id') });
    },
  );

  test('names the job that something was done to, even when it is gone', async () => {
    const dora = await api.newcomer();
    const { id } = await created(dora, aJob({ name: 'Dora’s report' }));
    await dora.patch(`/users/jobs/${id}/disable`);
    await dora.send('DELETE', `/users/jobs/${id}`);
    expect(await newestOf('job.disable')).toMatchObject({ target: id, targetName: 'Dora’s report' });
  });

  test('holds that an API key was made, with what it may, and that it was revoked', async () => {
    const dora = await api.newcomer();
    const asked = { service: 'shop', scopes: ['jobs:read'], ratePerSecond: 5 };
    const { body: made } = await dora.post<{ id: string }>('/users/api-keys', asked);
    const actor = { id: dora.id, email: dora.email };
    expect(await newestOf('apiKey.create')).toMatchObject({ actor, details: asked });
    await dora.send('DELETE', `/users/api-keys/${made.id}`);
    expect(await newestOf('apiKey.revoke')).toMatchObject({ actor, target: made.id, targetName: 'shop' });
  });

  test('names the login or the API key that spoke for the actor', async () => {
    const dora = await api.newcomer();
    const { body: made } = await dora.post<{ id: string; key: string }>('/users/api-keys', {
      service: 'shop',
    });
    expect(await newestOf('apiKey.create')).toMatchObject({ credential: { kind: 'login', service: null } });
    const { id } = await created(dora);
    await new Client(api.url, { 'x-api-key': made.key }).send('DELETE', `/users/jobs/${id}`);
    const credential = { kind: 'apiKey', id: made.id, service: 'shop' };
    expect(await newestOf('job.delete')).toMatchObject({ target: id, actor: { id: dora.id }, credential });
  });

  test('holds a logout', async () => {
    const dora = await api.newcomer();
    await dora.post('/auth/logout');
    expect(await newestOf('auth.logout')).toMatchObject({ actor: { id: dora.id }, outcome: 'ok' });
  });

  test('holds a login that its user has ended from elsewhere', async () => {
    const dora = await api.newcomer();
    const elsewhere = await logIn(api.url, dora.email);
    const other = await currentSessionOf(elsewhere);
    await dora.send('DELETE', `/auth/sessions/${other}`);
    expect(await newestOf('auth.endSession')).toMatchObject({ target: other, actor: { id: dora.id } });
  });

  test.each(BY_ADMIN)(
    'holds it when an administrator does to somebody’s job: %s %s',
    async (method, what, action) => {
      const { id } = await created(api.bob);
      await api.carla.send(method, `/admin/jobs/${id}/${what}`);
      expect(await newestOf(action)).toMatchObject({
        target: id,
        actor: { id: api.carla.id },
        outcome: 'ok',
      });
    },
  );

  test('holds the cancellation of a user’s run by an administrator, also where it came too late', async () => {
    const { id } = await created(api.bob, aJob({ schedule: { kind: 'cron', expression: '0 0 1 1 *' } }));
    const { body: run } = await api.bob.post<{ id: string }>(`/users/jobs/${id}/run`);
    for (const code of [null, 'RUN_ENDED']) {
      await api.carla.post(`/admin/runs/${run.id}/cancel`);
      expect(await newestOf('run.cancel')).toMatchObject({ target: run.id, code });
    }
  });

  test('holds the jobs that a bulk action named', async () => {
    const asked = { ids: [(await created(api.bob)).id], action: 'disable' };
    await api.carla.post('/admin/jobs/bulk', asked);
    expect(await newestOf('job.bulk')).toMatchObject({ actor: { id: api.carla.id }, details: asked });
  });

  test('holds of a thousand jobs that a bulk action named the first, and how many they were', async () => {
    const ids = Array.from({ length: 1_000 }, () => new Types.ObjectId().toHexString());
    await api.carla.post('/admin/jobs/bulk', { ids, action: 'disable' });
    const details = { ids: ids.slice(0, 20), idsCount: 1_000, action: 'disable' };
    expect(await newestOf('job.bulk')).toMatchObject({ details });
  });

  test('holds no more of a path than names it, however long it is', async () => {
    await api.bob.refused('GET', `/admin/jobs/${'x'.repeat(8_000)}`);
    const target = (await newestOf('access.denied'))?.target ?? '';
    expect(target).toMatch(/^GET \/admin\/jobs\/x+…$/);
    expect(target).toHaveLength(256);
  });

  test.each(['enable', 'disable'])('holds it when a user asks for %s', async (action) => {
    const { id } = await created(api.bob);
    await api.bob.patch(`/users/jobs/${id}/${action}`);
    const entry = await newestOf(`job.${action}`);
    expect(entry).toMatchObject({ target: id, actor: { id: api.bob.id }, outcome: 'ok' });
  });

  test('holds a limit once in its window, however often it is hit', async () => {
    const dora = await api.newcomer();
    for (let n = 0; n < 110; n += 1) await dora.get('/auth/me');
    const hits = async () => (await audit(`?action=limit.hit&actor=${dora.id}`)).data;
    await expect.poll(hits).not.toEqual([]);
    const windows = (await hits()).map(({ at }) => Math.floor(Date.parse(at) / 60_000));
    expect(windows).toEqual([...new Set(windows)]);
    expect((await hits())[0]).toMatchObject({
      target: 'user',
      code: 'RATE_LIMITED',
      details: { limit: 100 },
    });
  });

  test('holds the account that verified its address or chose another password by a link; and bad links', async () => {
    const dora = await api.newcomer();
    await api.nobody.post('/auth/forgot-password', { email: dora.email });
    const token = tokenIn(await mailbox.to(dora.email));
    const chosen = { token, password: 'another good passphrase' };
    for (const expected of [
      { actor: { id: dora.id, email: dora.email }, outcome: 'ok', code: null },
      { actor: null, outcome: 'refused', code: 'VALIDATION_FAILED' },
    ]) {
      await api.nobody.post('/auth/reset-password', chosen);
      expect(await newestOf('auth.reset')).toMatchObject(expected);
    }
    await api.nobody.post('/auth/verify-email', { token });
    expect(await newestOf('auth.verify')).toMatchObject({ actor: null, outcome: 'refused' });
  });

  test('holds one entry of each act, and none of reads', async () => {
    const dora = await api.newcomer();
    const since = await api.database.collection('audit').countDocuments();
    for (const [, act] of ACTS) await act(dora);
    const { id } = await created(api.bob);
    for (const [method, what] of BY_ADMIN) await api.carla.send(method, `/admin/jobs/${id}/${what}`);
    await api.bob.get('/auth/me');
    const entries = (await api.database.collection('audit').countDocuments()) - since;
    const creation = 1;
    expect(entries).toBe(ACTS.length + BY_ADMIN.length + creation);
  });

  test('holds no password, token or key', async () => {
    const dora = await api.newcomer({ password: 'canary-password' });
    await api.nobody.post('/auth/login', { email: dora.email, password: 'canary-wrong' });
    await dora.post('/users/api-keys', { service: 'shop' });
    const all = await api.database.collection('audit').find().toArray();
    expect(all.length).toBeGreaterThan(0);
    expect(JSON.stringify(all)).not.toMatch(/canary|pk_|eyJ/);
  });
});
