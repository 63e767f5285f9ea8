import { randomBytes } from 'node:crypto';
import { Api, JWT_SECRET, randomDatabaseUri } from '@punctual/testing/api/api';
import { Client } from '@punctual/testing/api/client';
import { cookieOf, refresh, register } from '@punctual/testing/api/person';
import { expect, onTestFinished, test } from 'vitest';

const NEXT_SECRET = randomBytes(32).toString('base64');

/** A login of the time before, and the service afterwards, with the settings that it has then. */
async function replaced(env: Record<string, string>) {
  const mongodbUri = randomDatabaseUri();
  const [before, after] = [new Api({ mongodbUri }), new Api({ mongodbUri, env })];
  onTestFinished(() => after.drop());
  await before.start();
  const ana = await register(before.url, 'ana');
  await before.stop();
  await after.start();
  return { ana, after };
}
const me = (api: Api, accessToken: string) =>
  new Client(api.url, { authorization: `Bearer ${accessToken}` }).get('/auth/me');

test('a login lives on while the secret is replaced, and is signed with the next one when it is renewed', async () => {
  const { ana, after } = await replaced({ JWT_SECRET: NEXT_SECRET, JWT_SECRET_PREVIOUS: JWT_SECRET });
  expect((await me(after, ana.accessToken)).status).toBe(200);
  const renewed = await refresh(after.url, ana.cookie);
  expect(renewed.status).toBe(200);
  await after.stop();

  const alone = new Api({ mongodbUri: after.config.mongo.uri, env: { JWT_SECRET: NEXT_SECRET } });
  onTestFinished(() => alone.stop());
  await alone.start();
  expect((await me(alone, renewed.body.accessToken)).status).toBe(200);
  expect((await refresh(alone.url, cookieOf(renewed))).status).toBe(200);
});

test('a login ends with its secret, once that is no more among those that are taken', async () => {
  const { ana, after } = await replaced({ JWT_SECRET: NEXT_SECRET });
  expect((await me(after, ana.accessToken)).status).toBe(401);
  expect((await refresh(after.url, ana.cookie)).status).toBe(401);
});
