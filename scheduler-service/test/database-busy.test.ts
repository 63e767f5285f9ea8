import { Api, randomDatabaseUri } from '@punctual/testing/api/api';
import { databaseAddress } from '@punctual/testing/backing/database-address';
import { startWireTap, type WireTap } from '@punctual/testing/backing/wire-tap';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';

let tap: WireTap;
let api: Api;
beforeAll(async () => {
  tap = await startWireTap(inject('mongodbUri'));
  const name = new URL(randomDatabaseUri()).pathname.slice(1);
  api = new Api({ mongodbUri: databaseAddress(tap.uri, name), env: { MONGODB_POOL_SIZE: '1' } });
  await api.startWithCast();
});
afterAll(async () => {
  await api.drop();
  await tap.close();
});

it('a database whose one connection is at work is not away: the service is ready, and who waits is served', async () => {
  const release = tap.hold(/^find jobs/);
  const waiting = [1, 2, 3, 4].map(() => api.ana.get('/users/jobs'));
  const looks = [];
  for (let look = 0; look < 5; look += 1) looks.push(await api.nobody.get('/health/ready'));
  release();
  expect(looks.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  for (const { status } of await Promise.all(waiting)) expect(status).toBe(200);
});
