import { type PrivateMongo, startPrivateMongo } from '@punctual/local-stack/testing/private-mongo';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Api } from '../../shared/test/support/api/api.ts';
import { aJob } from '../../shared/test/support/api/job-drafts.ts';

const ANSWER_MS = 2_000;

// On a database that may be taken away: the embedded one, whatever the other tests run on.
let mongo: PrivateMongo;
let api: Api;
const readiness = async () => (await api.nobody.get('/health/ready')).body;

beforeAll(async () => {
  mongo = await startPrivateMongo();
  api = new Api({ mongodbUri: `${mongo.uri}/punctual` });
  await api.startWithCast();
});
afterAll(async () => {
  await api.stop();
  await mongo.stop();
});

describe('while the database is away', () => {
  beforeEach(() => mongo.process.stop());

  test('the process lives, and says that it is not ready', async () => {
    expect((await api.nobody.get('/health')).status).toBe(200);
    await expect.poll(readiness).toMatchObject({ status: 'down', dependencies: { mongodb: 'down' } });
    expect((await api.nobody.get('/health/ready')).status).toBe(503);
  });

  test.each([
    ['reading', () => api.ana.refused('GET', '/users/jobs')],
    ['writing', () => api.ana.refused('POST', '/users/jobs', aJob())],
    [
      'logging in',
      () => api.nobody.refused('POST', '/auth/login', { email: 'a@example.com', password: 'x' }),
    ],
  ])('%s is answered with 503 and when to come back, within two seconds', async (_, ask) => {
    const start = performance.now();
    const error = await ask();
    expect(error).toMatchObject({ status: 503, code: 'UNAVAILABLE' });
    expect(error.headers.get('retry-after')).toBe('2');
    expect(performance.now() - start).toBeLessThan(ANSWER_MS);
  });

  test('nothing needs to be started again once it is back', async () => {
    const back = await startPrivateMongo({ port: mongo.port, dataDir: mongo.dataDir });
    mongo = back;
    await expect.poll(readiness, { timeout: 15_000 }).toMatchObject({ status: 'ready' });
    expect((await api.ana.get('/auth/me')).body).toEqual(api.ana.user);
  });
});
