import { Api } from '@punctual/testing/api/api';
import { aJob } from '@punctual/testing/api/job-drafts';
import { type PrivateMongo, startPrivateMongo } from '@punctual/testing/backing/private-mongo';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

const ANSWER_MS = 2_000;
/** Number of repetitions. */
const TIMES = 4;
/** There is no watcher here, which the watchdog rightly calls wrong after a while: the database is what counts. */
const BACK = { dependencies: { mongodb: 'up' } };

// On a database that the tests may stop: the embedded one, whatever the other tests run on.
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

type Refusal = Awaited<ReturnType<Api['nobody']['refused']>>;

const requests: [string, () => Promise<Refusal>][] = [
  ['reading', () => api.ana.refused('GET', '/users/jobs')],
  ['writing', () => api.ana.refused('POST', '/users/jobs', aJob())],
  ['logging in', () => api.nobody.refused('POST', '/auth/login', { email: 'a@example.com', password: 'x' })],
];

async function expectToBeSentAway(ask: () => Promise<Refusal>): Promise<void> {
  const start = performance.now();
  const error = await ask();
  expect(error).toMatchObject({ status: 503, code: 'UNAVAILABLE' });
  expect(error.headers.get('retry-after')).toBe('2');
  expect(performance.now() - start).toBeLessThan(ANSWER_MS);
}

describe('while the database is connected and does not answer', () => {
  beforeEach(() => mongo.process.kill('SIGSTOP'));
  afterEach(async () => {
    mongo.process.kill('SIGCONT');
    await expect.poll(readiness, { timeout: 15_000 }).toMatchObject(BACK);
  });

  test('the service says that it is not ready', async () => {
    expect((await api.nobody.get('/health/ready')).status).toBe(503);
    expect(await readiness()).toMatchObject({ status: 'down', dependencies: { mongodb: 'down' } });
  });

  test.each(requests)(
    '%s is answered with 503 and when to come back, within two seconds, each time',
    async (_, ask) => {
      for (let time = 0; time < TIMES; time += 1) await expectToBeSentAway(ask);
    },
  );

  test('a late answer of the database harms no other request on its connection', async () => {
    await Promise.all(requests.map(([, ask]) => expectToBeSentAway(ask)));
    mongo.process.kill('SIGCONT');
    await expect.poll(readiness, { timeout: 15_000 }).toMatchObject(BACK);
    expect((await api.ana.get('/auth/me')).body).toEqual(api.ana.user);
  });
});

describe('while the database is away', () => {
  beforeEach(() => mongo.process.stop());

  test('the process is alive, and says that it is not ready', async () => {
    expect((await api.nobody.get('/health')).status).toBe(200);
    await expect.poll(readiness).toMatchObject({ status: 'down', dependencies: { mongodb: 'down' } });
    expect((await api.nobody.get('/health/ready')).status).toBe(503);
  });

  test.each(requests)('%s is answered with 503 and when to come back, within two seconds', (_, ask) =>
    expectToBeSentAway(ask),
  );

  test('nothing needs a restart once the database is back', async () => {
    const back = await startPrivateMongo({ port: mongo.port, dataDir: mongo.dataDir });
    mongo = back;
    await expect.poll(readiness, { timeout: 15_000 }).toMatchObject(BACK);
    expect((await api.ana.get('/auth/me')).body).toEqual(api.ana.user);
  });
});
