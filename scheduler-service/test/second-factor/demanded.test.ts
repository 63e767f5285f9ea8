import { randomBytes } from 'node:crypto';
import { JWT_SECRET } from '@punctual/testing/api/api';
import { Client } from '@punctual/testing/api/client';
import { allEndpoints } from '@punctual/testing/api/contracts';
import { EventReader } from '@punctual/testing/api/event-reader';
import { PASSWORD } from '@punctual/testing/api/person';
import { describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { Rig } from './rig.ts';

const rig = new Rig({ ADMIN_SECOND_FACTOR: 'required' });
const { api } = rig;

/** The paths that an administrator may use who has yet to set up a second factor. */
const SETTING_UP = [
  'GET /auth/me',
  'GET /auth/second-factor',
  'POST /auth/logout',
  'POST /auth/second-factor/confirm',
  'POST /auth/second-factor/setup',
];

/** Somebody who was made an administrator. */
async function appointed() {
  const dora = await api.newcomer();
  await api.database.collection('users').updateOne({ email: dora.email }, { $set: { role: 'admin' } });
  return dora;
}

describe('where a second factor is demanded of administrators', () => {
  test('one without it can do nothing but set it up', async () => {
    const closed = (await allEndpoints()).filter(
      ({ access, beforeSecondFactor }) => access !== 'public' && !beforeSecondFactor,
    );
    const id = '0123456789abcdef01234567';
    for (const { method, path } of closed) {
      const error = await api.carla.refused(method, path.replace(/:\w+/g, id));
      expect(error, `${method} ${path}`).toMatchObject({ status: 403, code: 'SECOND_FACTOR_REQUIRED' });
    }
  });

  test('what they may do is this, and no more', async () => {
    const open = (await allEndpoints()).filter(({ beforeSecondFactor }) => beforeSecondFactor);
    expect(open.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(SETTING_UP);
    expect((await api.carla.get('/auth/me')).body).toMatchObject({ secondFactor: 'due' });
  });

  test('one who has set it up is let in, with the same login', async () => {
    const dora = await appointed();
    await rig.protect(dora);
    expect((await dora.get('/admin/users')).status).toBe(200);
  });

  test('one who switches it off is back at setting it up', async () => {
    const { person, secret } = await rig.protect(await appointed());
    const proof = { password: PASSWORD, code: rig.freshCode(secret) };
    expect((await person.post('/auth/second-factor/remove', proof)).status).toBe(204);
    const error = await person.refused('GET', '/admin/users');
    expect(error).toMatchObject({ status: 403, code: 'SECOND_FACTOR_REQUIRED' });
  });

  test('an open stream of events ends within two seconds when it is switched off', async () => {
    const { person, secret } = await rig.protect(await appointed());
    const stream = await EventReader.open(person, '?scope=all');
    const proof = { password: PASSWORD, code: rig.freshCode(secret) };
    await person.post('/auth/second-factor/remove', proof);
    const at = performance.now();
    await stream.ended;
    expect(performance.now() - at).toBeLessThan(2_000);
  });

  test('none is demanded of users', async () => {
    expect((await api.ana.get('/users/jobs')).status).toBe(200);
    expect((await api.ana.get('/auth/me')).body).toMatchObject({ secondFactor: 'off' });
  });

  test('API keys go on working', async () => {
    const dora = await api.newcomer();
    const { body } = await dora.post<{ key: string }>('/users/api-keys', { service: 'shop' });
    await api.database.collection('users').updateOne({ email: dora.email }, { $set: { role: 'admin' } });
    expect((await new Client(api.url, { 'x-api-key': body.key }).get('/users/jobs')).status).toBe(200);
  });
});

test('a start with ADMIN_SECOND_FACTOR=required needs a key to keep secrets with', () => {
  const env = { MONGODB_URI: 'mongodb://h/d', REDIS_URL: 'redis://h', JWT_SECRET };
  const demanded = { ...env, ADMIN_SECOND_FACTOR: 'required' };
  expect(() => readConfig(demanded)).toThrow('SECRETS_KEY is missing');
  expect(
    readConfig({ ...demanded, SECRETS_KEY: randomBytes(32).toString('base64') }).secondFactorDemanded,
  ).toBe(true);
});
