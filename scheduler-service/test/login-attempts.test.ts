import { MINUTE_MS, SECOND_MS } from '@punctual/contracts/time';
import { Api, randomDatabaseUri, useApi } from '@punctual/testing/api/api';
import type { Answer } from '@punctual/testing/api/client';
import { PASSWORD } from '@punctual/testing/api/person';
import { TestClock } from '@punctual/testing/api/test-clock';
import { describe, expect, onTestFinished, test } from 'vitest';

const clock = new TestClock();
/** The tests stand behind a proxy that says who asks. */
const TRUST_PROXY = '1';
const api = useApi({ clock, env: { TRUST_PROXY, RATE_LIMIT_LOGIN_FAILURES_PER_IP: '20' } });

const WRONG = 'not the password';
let addresses = 0;
/** An address that no other test asks from. */
const anAddress = () => `198.51.100.${++addresses}`;

const tryFrom = (from: string, email: string, password = WRONG, where = api): Promise<Answer> =>
  where.nobody.post('/auth/login', { email, password }, { 'x-forwarded-for': from });
const waitOf = ({ headers }: Answer) => Number(headers.get('retry-after'));

async function tryTimes(times: number, from: string, email: string, where = api): Promise<number[]> {
  const statuses: number[] = [];
  for (let i = 0; i < times; i += 1) statuses.push((await tryFrom(from, email, WRONG, where)).status);
  return statuses;
}

describe('after five wrong passwords for one account from one address', () => {
  test('the sixth is not checked: 429 with Retry-After', async () => {
    const [{ email }, from] = [await api.newcomer(), anAddress()];
    expect(await tryTimes(5, from, email)).toEqual(Array(5).fill(401));
    const sixth = await tryFrom(from, email);
    expect(sixth.status).toBe(429);
    expect(waitOf(sixth)).toBe(30);
  });

  test('the right one is refused alike, so that the answer reveals nothing', async () => {
    const [{ email }, from] = [await api.newcomer(), anAddress()];
    await tryTimes(5, from, email);
    const [right, wrong] = [await tryFrom(from, email, PASSWORD), await tryFrom(from, email)];
    const told = ({ status, body }: Answer) => ({ status, code: (body.error as { code: string }).code });
    expect(told(right)).toEqual(told(wrong));
  });

  test('its owner can log in from another address', async () => {
    const [{ email }, from] = [await api.newcomer(), anAddress()];
    await tryTimes(6, from, email);
    expect((await tryFrom(anAddress(), email, PASSWORD)).status).toBe(200);
  });

  test('other users can log in from that address', async () => {
    const [{ email }, other, from] = [await api.newcomer(), await api.newcomer(), anAddress()];
    await tryTimes(6, from, email);
    expect((await tryFrom(from, other.email, PASSWORD)).status).toBe(200);
  });

  test('one more may be tried after each wait, which grows, and never beyond a quarter of an hour', async () => {
    const [{ email }, from] = [await api.newcomer(), anAddress()];
    await tryTimes(5, from, email);
    const waits: number[] = [];
    for (let i = 0; i < 8; i += 1) {
      waits.push(waitOf(await tryFrom(from, email)));
      clock.advance((waits.at(-1) ?? 0) * SECOND_MS);
      expect((await tryFrom(from, email)).status).toBe(401);
    }
    expect(waits).toEqual([30, 60, 120, 240, 480, 900, 900, 900]);
  });

  test('the owner can log in from there after the wait, and the count starts anew', async () => {
    const [{ email }, from] = [await api.newcomer(), anAddress()];
    await tryTimes(5, from, email);
    clock.advance(30 * SECOND_MS);
    expect((await tryFrom(from, email, PASSWORD)).status).toBe(200);
    expect(await tryTimes(5, from, email)).toEqual(Array(5).fill(401));
  });

  test('an account that does not exist is answered like one that does', async () => {
    const from = anAddress();
    expect(await tryTimes(6, from, 'nobody-at-all@example.com')).toEqual([...Array(5).fill(401), 429]);
  });

  test('an address of the same IPv6 network is the same address', async () => {
    const { email } = await api.newcomer();
    await tryTimes(5, '2001:db8:0:7::1', email);
    expect((await tryFrom('2001:db8:0:7:ffff::2', email)).status).toBe(429);
    expect((await tryFrom('2001:db8:0:8::1', email)).status).toBe(401);
  });

  test('trying many at once gains nothing: five get an answer', async () => {
    const [{ email }, from] = [await api.newcomer(), anAddress()];
    const answers = await Promise.all(Array.from({ length: 15 }, () => tryFrom(from, email)));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(10);
  });
});

describe('right passwords', () => {
  test('are not counted, however many come at once', async () => {
    const [{ email }, from] = [await api.newcomer(), anAddress()];
    const answers = await Promise.all(Array.from({ length: 10 }, () => tryFrom(from, email, PASSWORD)));
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
  });
});

describe('wrong passwords', () => {
  test('from one address for many accounts are limited together', async () => {
    const from = anAddress();
    for (let i = 0; i < 20; i += 1) await tryFrom(from, `sprayed-${i}@example.com`);
    expect((await tryFrom(from, 'sprayed-20@example.com')).status).toBe(429);
    clock.advance(60 * MINUTE_MS);
    expect((await tryFrom(from, 'sprayed-20@example.com')).status).toBe(401);
  });

  test('from all addresses together are limited too, for a moment', async () => {
    const own = new Api({ clock, env: { TRUST_PROXY, RATE_LIMIT_LOGIN_FAILURES_OVERALL: '3' } });
    onTestFinished(() => own.drop());
    await own.start();
    const from = anAddress();
    for (const address of [from, anAddress(), anAddress()])
      await tryFrom(address, 'spread@example.com', WRONG, own);
    const fourth = await tryFrom(from, 'spread-3@example.com', WRONG, own);
    expect(fourth.status).toBe(429);
    expect(waitOf(fourth)).toBe(1);
  });

  test('are counted by all copies together, and with Redis away', async () => {
    const mongodbUri = randomDatabaseUri();
    const env = { TRUST_PROXY, REDIS_URL: 'redis://127.0.0.1:1' };
    const [one, other] = [new Api({ clock, mongodbUri, env }), new Api({ clock, mongodbUri, env })];
    onTestFinished(() => other.drop());
    onTestFinished(() => one.stop());
    await Promise.all([one.start(), other.start()]);
    const from = anAddress();
    expect(await tryTimes(3, from, 'carla@example.com', one)).toEqual(Array(3).fill(401));
    expect(await tryTimes(3, from, 'carla@example.com', other)).toEqual([401, 401, 429]);
    expect((await tryFrom(anAddress(), 'carla@example.com', PASSWORD, other)).status).toBe(200);
  });
});

describe('registrations', () => {
  test('from one address are too many after so many, and not from another one', async () => {
    const own = new Api({ clock, env: { TRUST_PROXY, RATE_LIMIT_REGISTRATIONS_PER_IP: '2' } });
    onTestFinished(() => own.drop());
    await own.start();
    const register = (from: string, name: string) => {
      const body = { email: `${name}@example.com`, password: PASSWORD };
      return own.nobody.post('/auth/register', body, { 'x-forwarded-for': from });
    };
    const from = anAddress();
    expect((await register(from, 'first')).status).toBe(201);
    // Whether an address is taken is worth a try as well.
    expect((await register(from, 'first')).status).toBe(409);
    const third = await register(from, 'third');
    expect(third.status).toBe(429);
    expect(waitOf(third)).toBe(30);
    expect((await register(anAddress(), 'third')).status).toBe(201);
  });
});
