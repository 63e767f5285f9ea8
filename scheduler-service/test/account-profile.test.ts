import { useApi } from '@punctual/testing/api/api';
import { aJob, created } from '@punctual/testing/api/job-drafts';
import { describe, expect, test } from 'vitest';

const api = useApi();

describe('changing the own account', () => {
  test('changes the name and the time zone, and answers the account', async () => {
    const dora = await api.newcomer();
    const { status, body } = await dora.patch('/auth/me', { name: ' Dora ', timezone: 'Asia/Kolkata' });
    expect(status).toBe(200);
    expect(body).toEqual({ ...dora.user, name: 'Dora', timezone: 'Asia/Kolkata' });
    expect((await dora.get('/auth/me')).body).toEqual(body);
  });

  test('leaves fields alone that are not sent', async () => {
    const dora = await api.newcomer({ timezone: 'Europe/Paris' });
    expect((await dora.patch('/auth/me', { name: null })).body).toEqual({ ...dora.user, name: null });
    expect((await dora.patch('/auth/me', {})).body).toEqual({ ...dora.user, name: null });
  });

  test('sets the zone of schedules that name none', async () => {
    const dora = await api.newcomer();
    await dora.patch('/auth/me', { timezone: 'America/New_York' });
    const job = await created(dora, aJob({ schedule: '0 9 * * *' }));
    expect(job.schedule).toMatchObject({ timezone: 'America/New_York' });
  });

  test.each([
    ['timezone', { timezone: 'Mars/Olympus' }],
    ['timezone', { timezone: '+02:00' }],
    ['name', { name: 'x'.repeat(101) }],
    ['role', { role: 'admin' }],
    ['email', { email: 'eve@example.com' }],
    ['passwordHash', { passwordHash: 'x' }],
    ['disabledAt', { disabledAt: null }],
    ['tokenVersion', { tokenVersion: 7 }],
    ['emailVerifiedAt', { emailVerifiedAt: '2031-01-01T00:00:00.000Z' }],
  ])('refuses fields that users may not change, and values that do not fit: %s', async (path, body) => {
    const error = await api.ana.refused('PATCH', '/auth/me', body);
    expect(error).toMatchObject({ status: 422, paths: [path] });
    expect((await api.ana.get('/auth/me')).body).toEqual(api.ana.user);
  });
});
