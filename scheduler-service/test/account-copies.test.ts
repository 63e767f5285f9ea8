import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Api, randomDatabaseUri } from '../../shared/test/support/api/api.ts';
import { Client } from '../../shared/test/support/api/client.ts';
import { logIn, PASSWORD, type Person } from '../../shared/test/support/api/person.ts';

const mongodbUri = randomDatabaseUri();
const here = new Api({ mongodbUri });
const there = new Api({ mongodbUri });
beforeAll(() => Promise.all([here.start(), there.start()]));
afterAll(async () => {
  await there.stop();
  await here.drop();
});

/** Somebody’s requests, sent to the other copy. */
const elsewhere = ({ accessToken }: Person) =>
  new Client(there.url, { authorization: `Bearer ${accessToken}` });
const carla = () => logIn(here.url, 'carla@example.com');

describe('what ends a login in one copy ends it at once in the other', () => {
  test.each<[string, (dora: Person) => Promise<unknown>]>([
    ['logging out', (dora) => dora.post('/auth/logout')],
    [
      'disabling the account',
      async (dora) => (await carla()).patch(`/admin/users/${dora.id}`, { disabled: true }),
    ],
    [
      'an administrator who ends its logins',
      async (dora) => (await carla()).send('DELETE', `/admin/users/${dora.id}/sessions`),
    ],
    [
      'another password, chosen in another login',
      async ({ email }) => {
        const next = { current: PASSWORD, next: 'another good passphrase' };
        return (await logIn(here.url, email)).post('/auth/password', next);
      },
    ],
  ])('%s', async (_, end) => {
    const dora = await here.newcomer();
    expect((await elsewhere(dora).get('/auth/me')).status).toBe(200);
    await end(dora);
    expect((await elsewhere(dora).refused('GET', '/auth/me')).status).toBe(401);
  });

  test('and so with an API key that is revoked', async () => {
    const dora = await here.newcomer();
    const { body } = await dora.post<{ id: string; key: string }>('/users/api-keys', { service: 'billing' });
    const service = new Client(there.url, { 'x-api-key': body.key });
    expect((await service.get('/users/jobs')).status).toBe(200);
    await dora.send('DELETE', `/users/api-keys/${body.id}`);
    expect((await service.refused('GET', '/users/jobs')).status).toBe(401);
  });
});
