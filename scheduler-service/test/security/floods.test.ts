import { randomBytes } from 'node:crypto';
import { Api, randomDatabaseUri } from '@punctual/testing/api/api';
import type { Answer } from '@punctual/testing/api/client';
import { startPrivateRedis } from '@punctual/testing/backing/private-redis';
import { expect, onTestFinished, test } from 'vitest';

const REQUESTS = 300;
/** The limits that hold without a setting. */
const DEFAULTS = { RATE_LIMIT_IP_MAX_REQUESTS: undefined, RATE_LIMIT_GLOBAL_PER_MINUTE: undefined };

async function twoCopies() {
  const redis = await startPrivateRedis();
  const mongodbUri = randomDatabaseUri();
  const env = { ...DEFAULTS, REDIS_URL: redis.url };
  const [one, other] = [new Api({ mongodbUri, env }), new Api({ mongodbUri, env })];
  onTestFinished(async () => {
    await other.stop();
    await one.drop();
    await redis.stop();
  });
  await one.startWithCast();
  await other.start();
  return { one, other, redis };
}

const part = (): number => Math.floor(Math.random() * 256);
const anyAddress = (): string => [part(), part(), part(), part()].join('.');

/** Three hundred requests, each from an address of its own if one believes it, to the copies in turn. */
const flood = (...copies: Api[]): Promise<Answer[]> =>
  Promise.all(
    Array.from({ length: REQUESTS }, (_, n) =>
      (copies[n % copies.length] as Api).nobody.get('/users/jobs', { 'x-forwarded-for': anyAddress() }),
    ),
  );
const admitted = (answers: Answer[]): number => answers.filter(({ status }) => status !== 429).length;

test('a flood of 300 requests under made-up addresses is refused after the 120 of one address', async () => {
  const { one } = await twoCopies();
  const answers = await flood(one);
  expect(admitted(answers)).toBeLessThanOrEqual(120);
  expect(answers.some(({ status }) => status === 401)).toBe(true);
});

test('the same flood over two copies is refused after the same 120', async () => {
  const { one, other } = await twoCopies();
  expect(admitted(await flood(one, other))).toBeLessThanOrEqual(120);
});

test('a flood of made-up keys over the limit has no key looked for that a copy does not know; one that it knows goes on', async () => {
  const { one, other } = await twoCopies();
  const keyOf = async (service: string) =>
    (await one.ana.post<{ key: string }>('/users/api-keys', { service })).body.key;
  const [known, unknown] = [await keyOf('shop'), await keyOf('never seen by the other copy')];
  const ask = async (key: string) => (await other.nobody.get('/users/jobs', { 'x-api-key': key })).status;
  const madeUp = () => `pk_${randomBytes(8).toString('hex')}_${randomBytes(32).toString('base64url')}`;
  expect(await ask(known)).toBe(200);
  const flood = await Promise.all(Array.from({ length: REQUESTS }, () => ask(madeUp())));
  expect(new Set(flood)).toEqual(new Set([401, 429]));
  expect([await ask(unknown), await ask(known)]).toEqual([429, 200]);
});

test('with Redis down one still logs in, and wrong passwords are still limited', async () => {
  const { one, other, redis } = await twoCopies();
  await redis.stop();
  const login = (where: Api, password: string) =>
    where.nobody.post('/auth/login', { email: 'carla@example.com', password });
  expect((await login(one, 'correct horse battery staple')).status).toBe(200);
  const statuses: number[] = [];
  for (const where of [one, other, one, other, one, other])
    statuses.push((await login(where, 'not the password')).status);
  expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
});
