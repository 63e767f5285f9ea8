import { Api, randomDatabaseUri } from '@punctual/testing/api/api';
import { type Answer, Client } from '@punctual/testing/api/client';
import { EventReader } from '@punctual/testing/api/event-reader';
import { PASSWORD, register, type SignedIn } from '@punctual/testing/api/person';
import { startPrivateRedis } from '@punctual/testing/backing/private-redis';
import { figureIn } from '@punctual/testing/figure';
import { describe, expect, onTestFinished, test } from 'vitest';

type Ask = () => Promise<Answer>;
type Env = Record<string, string>;

/** Copies of an API, on a database and a Redis of their own: requests of other tests are not counted here. */
async function copies(count: number, env: Env) {
  const redis = await startPrivateRedis();
  const mongodbUri = randomDatabaseUri();
  const [first, ...others] = Array.from(
    { length: count },
    () => new Api({ mongodbUri, env: { REDIS_URL: redis.url, ...env } }),
  ) as [Api, ...Api[]];
  onTestFinished(async () => {
    for (const other of others) await other.stop();
    await first.drop();
    await redis.stop();
  });
  await first.startWithCast();
  for (const other of others) await other.start();
  return { first, second: others[0] as Api, redis };
}

const oneCopy = async (env: Env) => (await copies(1, env)).first;

const remaining = ({ headers }: Answer): number => Number(headers.get('ratelimit-remaining'));

/** Sends requests until one is refused; returns how many were not, and the refusal. */
async function untilRefused(...asks: Ask[]): Promise<{ admitted: number; refusal: Answer }> {
  for (let admitted = 0; admitted < 1_000; admitted += 1) {
    const answer = await (asks[admitted % asks.length] as Ask)();
    if (answer.status === 429) return { admitted, refusal: answer };
  }
  throw new Error('It was never refused.');
}

describe('rate limits: a client without credentials', () => {
  test('is refused over its limit, with the time to try again', async () => {
    const api = await oneCopy({ RATE_LIMIT_IP_MAX_REQUESTS: '20' });
    const ask = () => api.nobody.get('/users/jobs');
    const left = remaining(await ask());
    const { admitted, refusal } = await untilRefused(ask);
    expect(admitted).toBe(left);
    expect(refusal.body).toMatchObject({ error: { code: 'RATE_LIMITED' } });
    expect(Number(refusal.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(Object.fromEntries(refusal.headers)).toMatchObject({
      'ratelimit-policy': '20;w=60',
      'ratelimit-limit': '20',
      'ratelimit-remaining': '0',
    });
  });

  test('is counted by its address, whatever address its headers claim', async () => {
    const api = await oneCopy({ RATE_LIMIT_IP_MAX_REQUESTS: '20' });
    let n = 0;
    const ask = () => api.nobody.get('/users/jobs', { 'x-forwarded-for': `203.0.113.${n++}` });
    expect((await untilRefused(ask)).admitted).toBeLessThan(20);
  });

  test('is told apart from others behind a trusted proxy', async () => {
    const api = await oneCopy({ RATE_LIMIT_IP_MAX_REQUESTS: '20', TRUST_PROXY: '1' });
    const from = (ip: string) => () => api.nobody.get('/users/jobs', { 'x-forwarded-for': ip });
    await untilRefused(from('203.0.113.1'));
    expect((await from('203.0.113.2')()).status).toBe(401);
  });

  test.each([
    ['a login', (api: Api) => api.nobody.post('/auth/login', { email: 'x@example.com' })],
    ['a made-up token', (api: Api) => new Client(api.url, { authorization: 'Bearer x.y.z' }).get('/auth/me')],
    ['a path that is not there', (api: Api) => api.nobody.get('/nowhere')],
  ])('is counted for %s too', async (_, ask) => {
    const api = await oneCopy({ RATE_LIMIT_IP_MAX_REQUESTS: '20' });
    expect((await untilRefused(() => ask(api))).admitted).toBeLessThan(20);
  });

  test('may read the health of the service without limit', async () => {
    const api = await oneCopy({ RATE_LIMIT_IP_MAX_REQUESTS: '20' });
    await untilRefused(() => api.nobody.get('/users/jobs'));
    expect((await api.nobody.get('/health')).status).toBe(200);
    expect((await api.nobody.get('/health/ready')).status).toBe(200);
  });
});

describe('rate limits: a user who is logged in', () => {
  test('is counted by account, not by address, and others are not affected', async () => {
    const api = await oneCopy({ RATE_LIMIT_USER_PER_MINUTE: '10', RATE_LIMIT_IP_MAX_REQUESTS: '5' });
    expect((await untilRefused(() => api.ana.get('/auth/me'))).admitted).toBe(10);
    expect((await api.bob.get('/auth/me')).status).toBe(200);
  });

  test('is refused where all users together have reached their limit', async () => {
    const api = await oneCopy({ RATE_LIMIT_GLOBAL_PER_MINUTE: '20' });
    const asks = [api.ana, api.bob].map((person) => () => person.get('/auth/me'));
    const { admitted, refusal } = await untilRefused(...asks);
    expect(admitted).toBeLessThan(20);
    expect(refusal.headers.get('ratelimit-limit')).toBe('20');
  });

  test('takes nothing from the limit of all with requests that are refused', async () => {
    const api = await oneCopy({ RATE_LIMIT_USER_PER_MINUTE: '5', RATE_LIMIT_GLOBAL_PER_MINUTE: '30' });
    await untilRefused(() => api.ana.get('/auth/me'));
    for (let more = 0; more < 40; more += 1) await api.ana.get('/auth/me');
    expect((await api.bob.get('/auth/me')).status).toBe(200);
  });
});

test('rate limits: an API key has a rate of its own', async () => {
  const api = await oneCopy({ RATE_LIMIT_USER_PER_MINUTE: '20' });
  const made = await api.ana.post<{ key: string }>('/users/api-keys', { service: 'shop', ratePerSecond: 2 });
  const shop = new Client(api.url, { 'x-api-key': made.body.key });
  const answers = await Promise.all(Array.from({ length: 12 }, () => shop.get('/users/jobs')));
  const statuses = answers.map(({ status }) => status);
  expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(2);
  expect(answers.find(({ status }) => status === 429)?.headers.get('ratelimit-policy')).toBe('2;w=1');
});

describe('rate limits: the keys of an account', () => {
  const keyOf = async (api: Api, ratePerSecond: number) => {
    const { body } = await api.ana.post<{ key: string }>('/users/api-keys', {
      service: 'shop',
      ratePerSecond,
    });
    return new Client(api.url, { 'x-api-key': body.key });
  };

  test('count together in its limit, whatever their rates', async () => {
    const api = await oneCopy({ RATE_LIMIT_USER_PER_MINUTE: '20' });
    const keys = [await keyOf(api, 1_000), await keyOf(api, 1_000)];
    const asks = [...keys, api.ana].map((client) => () => client.get('/users/jobs'));
    const { admitted, refusal } = await untilRefused(...asks);
    expect(admitted).toBe(18);
    expect(refusal.headers.get('ratelimit-policy')).toBe('20;w=60');
  });

  test('flood the service, and others log in and work', async () => {
    const api = await oneCopy({ RATE_LIMIT_GLOBAL_PER_MINUTE: '60', RATE_LIMIT_USER_PER_MINUTE: '50' });
    const { refusal } = await untilRefused(() => api.ana.get('/auth/me'));
    expect(refusal.headers.get('ratelimit-policy')).toBe('60;w=60');
    expect((await api.bob.get('/users/jobs')).status).toBe(200);
    const login = await api.nobody.post('/auth/login', {
      email: 'x@example.com',
      password: 'wrong password',
    });
    expect(login.status).toBe(401);
  });

  test('have the places of one sender among requests at once', async () => {
    const api = await oneCopy({ RATE_LIMIT_CONCURRENT: '4' });
    const keys = [await keyOf(api, 1_000), await keyOf(api, 1_000), await keyOf(api, 1_000)];
    const floods = keys.flatMap((key) => Array.from({ length: 20 }, () => key.get('/users/jobs')));
    const [bobs] = await Promise.all([api.bob.get('/users/jobs'), ...floods]);
    expect(bobs.status).toBe(200);
  });
});

test('rate limits: ten accounts that flood from one address leave room for a login from another, and its work', async () => {
  const api = await oneCopy({
    ...{ RATE_LIMIT_GLOBAL_PER_MINUTE: '150', RATE_LIMIT_USER_PER_MINUTE: '100', TRUST_PROXY: '1' },
  });
  const people = await Promise.all(Array.from({ length: 10 }, (_, i) => register(api.url, `flood-${i}`)));
  const floods = people.map((person) => untilRefused(() => person.get('/auth/me')));
  const admitted = (await Promise.all(floods)).map((flood) => flood.admitted);
  expect(Math.max(...admitted)).toBeLessThan(75);
  const there = new Client(api.url, { 'x-forwarded-for': '203.0.113.9' });
  const login = await there.post<SignedIn>('/auth/login', { email: api.bob.email, password: PASSWORD });
  const bob = new Client(api.url, { authorization: `Bearer ${login.body.accessToken}` });
  for (let n = 0; n < 3; n += 1) expect((await bob.get('/users/jobs')).status).toBe(200);
});

describe('rate limits: two copies', () => {
  test('share a limit', async () => {
    const { first, second } = await copies(2, { RATE_LIMIT_USER_PER_MINUTE: '10' });
    const there = new Client(second.url, first.ana.headers);
    const { admitted } = await untilRefused(
      () => first.ana.get('/auth/me'),
      () => there.get('/auth/me'),
    );
    expect(admitted).toBe(10);
  });

  test('go on without Redis, each with a limit of its own', async () => {
    const { first, second, redis } = await copies(2, { RATE_LIMIT_USER_PER_MINUTE: '10' });
    await untilRefused(() => first.ana.get('/auth/me'));
    await redis.stop();
    for (const { url } of [first, second]) {
      const ana = new Client(url, first.ana.headers);
      expect((await untilRefused(() => ana.get('/auth/me'))).admitted).toBe(10);
    }
  });

  test('go on while Redis is connected and does not answer', async () => {
    const { first, redis } = await copies(1, { RATE_LIMIT_USER_PER_MINUTE: '10' });
    redis.process.kill('SIGSTOP');
    onTestFinished(() => void redis.process.kill('SIGCONT'));
    expect((await untilRefused(() => first.ana.get('/auth/me'))).admitted).toBe(10);
  });
});

describe('concurrent requests over the limit', () => {
  const AT_ONCE = 40;
  const listsOf = (person: Client, count = AT_ONCE): Promise<Answer[]> =>
    Promise.all(Array.from({ length: count }, () => person.get('/users/jobs')));
  const statusesOf = (answers: Answer[]): number[] =>
    [...new Set(answers.map(({ status }) => status))].sort();

  test('are refused at once with the time to try again, and those that were let in are carried out', async () => {
    const api = await oneCopy({ RATE_LIMIT_CONCURRENT: '4' });
    const answers = await listsOf(api.ana);
    expect(statusesOf(answers)).toEqual([200, 429]);
    const refusal = answers.find(({ status }) => status === 429);
    expect(refusal?.body).toMatchObject({ error: { code: 'TOO_MANY_AT_ONCE' } });
    expect(refusal?.headers.get('retry-after')).toBe('1');
    expect(statusesOf([await api.ana.get('/users/jobs')])).toEqual([200]);
  });

  test('of one user leave room for another', async () => {
    const api = await oneCopy({ RATE_LIMIT_CONCURRENT: '4' });
    const [, bobs] = await Promise.all([listsOf(api.ana), listsOf(api.bob, 1)]);
    expect(statusesOf(bobs)).toEqual([200]);
  });

  test('do not include streams of events, however long they last', async () => {
    const api = await oneCopy({ RATE_LIMIT_CONCURRENT: '2' });
    const streams = [await EventReader.open(api.ana), await EventReader.open(api.ana)];
    onTestFinished(() => streams.forEach((stream) => void stream.close()));
    expect(streams.map(({ status }) => status)).toEqual([200, 200]);
    expect((await api.ana.get('/users/jobs')).status).toBe(200);
  });

  test('do not keep a client from reading the health of the service', async () => {
    const api = await oneCopy({ RATE_LIMIT_CONCURRENT: '2' });
    const [health] = await Promise.all([api.nobody.get('/health/ready'), listsOf(api.ana)]);
    expect(health.status).toBe(200);
  });

  test('are counted in the statistics and in the metrics', async () => {
    const api = await oneCopy({ RATE_LIMIT_CONCURRENT: '2' });
    const refused = (await listsOf(api.ana)).filter(({ status }) => status === 429).length;
    const { body } = await api.carla.get('/rate-limit-stats');
    expect(body).toMatchObject({ concurrent: { limit: 2, underWay: 1, refused } });
    const { text } = await api.nobody.get('/metrics');
    expect(figureIn(text, 'punctual_http_requests_over_concurrency_total')).toBe(refused);
    expect(figureIn(text, 'punctual_http_requests_under_way')).toBe(0);
  });
});

describe('the statistics of rate limits', () => {
  interface Stats {
    countedIn: string;
    layers: {
      layer: string;
      limit: number;
      windowMs: number;
      used: number | null;
      admitted: number | null;
      refused: number | null;
    }[];
  }
  const statsOf = async (api: Api) => (await api.carla.get<Stats>('/rate-limit-stats')).body;

  test('give each limit, and how much of it was used', async () => {
    const api = await oneCopy({ RATE_LIMIT_USER_PER_MINUTE: '50' });
    for (let n = 0; n < 3; n += 1) await api.carla.get('/auth/me');
    const { countedIn, layers } = await statsOf(api);
    expect(countedIn).toBe('redis');
    expect(layers).toMatchObject([
      { layer: 'global', windowMs: 60_000, used: 7, admitted: 7 },
      { layer: 'ip', windowMs: 60_000, used: null, admitted: 3 },
      { layer: 'user', limit: 50, windowMs: 60_000, used: 4, admitted: 4, refused: 0 },
      { layer: 'key', limit: 10, windowMs: 1_000, used: null },
    ]);
  });

  test('show a user, and an administrator’s key, their own and nothing of others', async () => {
    const api = await oneCopy({ RATE_LIMIT_GLOBAL_PER_MINUTE: '500', RATE_LIMIT_CONCURRENT: '50' });
    const { body: made } = await api.carla.post<{ key: string }>('/users/api-keys', { service: 'shop' });
    const key = new Client(api.url, { 'x-api-key': made.key });
    for (const client of [api.ana, key]) {
      const { body } = await client.get<Stats & { concurrent: object }>('/rate-limit-stats');
      expect(body.layers.map(({ layer }) => layer)).toEqual(['global', 'ip', 'user', 'key']);
      for (const { admitted, refused } of body.layers) expect([admitted, refused]).toEqual([null, null]);
      expect(body.layers[0]).toMatchObject({ used: null, limit: 500 });
      expect(body.layers[2]?.used).toBeGreaterThan(0);
      expect(body.concurrent).toEqual({ limit: 50, underWay: null, refused: null });
    }
  });

  test('count refused requests', async () => {
    const api = await oneCopy({ RATE_LIMIT_IP_MAX_REQUESTS: '10' });
    await untilRefused(() => api.nobody.get('/users/jobs'));
    expect((await statsOf(api)).layers).toContainEqual(expect.objectContaining({ layer: 'ip', refused: 1 }));
  });
});
