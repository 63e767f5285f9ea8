import { createModels } from '@punctual/engine/database/models';
import { DomainEvents } from '@punctual/engine/events/domain-events';
import { systemClock } from '@punctual/engine/platform/clock';
import { useApi } from '@punctual/testing/api/api';
import { Client } from '@punctual/testing/api/client';
import { tokenIn, useMailbox } from '@punctual/testing/api/mailbox';
import { PASSWORD, type Person } from '@punctual/testing/api/person';
import mongoose, { Types } from 'mongoose';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ApiKeyStore } from '../src/accounts/api-keys/api-key-store.ts';
import { ApiKeys } from '../src/accounts/api-keys/api-keys.ts';
import { SessionStore } from '../src/accounts/sessions/session-store.ts';
import type { LoggedIn } from '../src/http/caller.ts';
import { readByIndexOrder } from '../src/lists/index-order/index-order-reader.ts';

const env: Record<string, string | undefined> = {};
const mailbox = useMailbox(env);
const api = useApi({ env });
const NEXT = 'another good passphrase';

/** Somebody with two API keys, which work. */
async function withKeys() {
  const dora = await api.newcomer();
  const keys: Client[] = [];
  for (const service of ['billing', 'shop']) {
    const { body } = await dora.post<{ key: string }>('/users/api-keys', { service });
    keys.push(new Client(api.url, { 'x-api-key': body.key }));
  }
  for (const key of keys) expect((await key.get('/users/jobs')).status).toBe(200);
  return { dora, keys };
}
const statuses = (keys: Client[]) =>
  Promise.all(keys.map(async (key) => (await key.get('/users/jobs')).status));
const changePassword = (person: Person, more: object = {}) =>
  person.post('/auth/password', { current: PASSWORD, next: NEXT, ...more });

async function resetByMail({ email }: Person) {
  await api.nobody.post('/auth/forgot-password', { email });
  const token = tokenIn(await mailbox.to(email));
  await api.nobody.post('/auth/reset-password', { token, password: NEXT });
}

const WAYS: [string, string, (person: Person) => Promise<unknown>][] = [
  ['a reset of the password by mail', 'auth.reset', resetByMail],
  [
    'an administrator who ends all logins',
    'user.sessions',
    ({ id }) => api.carla.send('DELETE', `/admin/users/${id}/sessions`),
  ],
  ['a change of the password', 'auth.password', (person) => changePassword(person)],
];

describe('the API keys of an account', () => {
  test.each(WAYS)(
    'are all revoked by %s, from the next request on, and the audit log says so',
    async (_, action, evict) => {
      const { dora, keys } = await withKeys();
      await evict(dora);
      expect(await statuses(keys)).toEqual([401, 401]);
      const entry = await api.database.collection('audit').findOne({ action }, { sort: { _id: -1 } });
      expect(entry?.details).toMatchObject({ revokedApiKeys: 2 });
    },
  );

  test('stay at a change of the password that says so', async () => {
    const { dora, keys } = await withKeys();
    expect((await changePassword(dora, { revokeApiKeys: false })).status).toBe(204);
    expect(await statuses(keys)).toEqual([200, 200]);
  });

  test('are left alone by all that befalls another account', async () => {
    const [{ keys }, { dora }] = [await withKeys(), await withKeys()];
    await changePassword(dora);
    expect(await statuses(keys)).toEqual([200, 200]);
  });

  test('are not joined by one that is being made while its login is ended', async () => {
    const connection = await mongoose.createConnection(api.config.mongo.uri).asPromise();
    onTestFinished(() => connection.close());
    const [models, changes] = [createModels(connection), new DomainEvents()];
    const store = new ApiKeyStore(models, readByIndexOrder, changes);
    const keys = new ApiKeys(store, new SessionStore(models, readByIndexOrder, changes), systemClock);
    const ended = { userId: new Types.ObjectId(), session: { _id: new Types.ObjectId() } } as LoggedIn;
    const made = keys.create(ended, {
      service: 'shop',
      scopes: ['jobs:read'],
      ratePerSecond: 1,
      endsAt: null,
    });
    await expect(made).rejects.toMatchObject({ status: 401 });
    expect(await models.apiKeys.countDocuments({ ownerId: ended.userId, revokedAt: null })).toBe(0);
  });
});

test('the mail with a link to choose another password says that all API keys are revoked by it', async () => {
  const dora = await api.newcomer();
  await api.nobody.post('/auth/forgot-password', { email: dora.email });
  expect((await mailbox.to(dora.email)).text).toContain('all your API keys are revoked');
});
