import { MINUTE_MS, SECOND_MS } from '@punctual/contracts/time';
import { Api } from '@punctual/testing/api/api';
import type { Answer } from '@punctual/testing/api/client';
import { tokenIn, useMailbox } from '@punctual/testing/api/mailbox';
import { PASSWORD } from '@punctual/testing/api/person';
import { TestClock } from '@punctual/testing/api/test-clock';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/** Wrong passwords that all may send in a minute, and mails that one address may ask for in an hour. */
const [ALL, MAILS] = [5, 1];
const WRONG = 'not the password';

const clock = new TestClock();
const env: Record<string, string | undefined> = {
  // The tests stand behind a proxy that says who asks.
  TRUST_PROXY: '1',
  RATE_LIMIT_LOGIN_FAILURES_OVERALL: String(ALL),
  RATE_LIMIT_LOGIN_FAILURES: '1',
  RATE_LIMIT_REGISTRATIONS_PER_IP: String(MAILS),
};
const mailbox = useMailbox(env);
const api = new Api({ clock, env });
beforeAll(() => api.start());
afterAll(() => api.drop());

let [addresses, names] = [0, 0];
const anAddress = () => `198.51.${100 + Math.floor(++addresses / 250)}.${1 + (addresses % 250)}`;
const aName = () => `flooded-${++names}@example.com`;

const post = (path: string, body: object, from: string, cookie?: string): Promise<Answer> =>
  api.nobody.post(path, body, { 'x-forwarded-for': from, ...(cookie && { cookie }) });
const logIn = (email: string, password: string, from: string, cookie?: string) =>
  post('/auth/login', { email, password }, from, cookie);
const deviceOf = (answer: Answer): string =>
  /^[^;]*/.exec(answer.headers.getSetCookie().find((line) => line.includes('punctual_device=')) ?? '')?.[0] ??
  '';
const waitOf = ({ headers }: Answer) => Number(headers.get('retry-after'));

/** Somebody with an account, whose device is known to it. */
async function somebody() {
  const email = aName();
  const registered = await post('/auth/register', { email, password: PASSWORD }, anAddress());
  return { email, device: deviceOf(registered) };
}

async function floodLogins(times = ALL): Promise<void> {
  for (let i = 0; i < times; i += 1) await logIn(aName(), WRONG, anAddress());
}

describe('while wrong passwords from everywhere keep the counter of all full', () => {
  test('the right password from an address that has tried nothing logs in, each time', async () => {
    const { email } = await somebody();
    await floodLogins();
    for (let i = 0; i < 5; i += 1) {
      await floodLogins(1);
      expect((await logIn(email, PASSWORD, anAddress())).status).toBe(200);
    }
  });

  test('an address that has tried a wrong one waits for a moment, with the right one too', async () => {
    const [{ email }, from] = [await somebody(), anAddress()];
    await logIn(aName(), WRONG, from);
    await floodLogins();
    const answer = await logIn(email, PASSWORD, from);
    expect([answer.status, waitOf(answer) <= 15]).toEqual([429, true]);
  });

  test('a device that is known to the account logs in from such an address too, and to no other account', async () => {
    const [{ email, device }, other, from] = [await somebody(), await somebody(), anAddress()];
    await logIn(aName(), WRONG, from);
    await floodLogins();
    expect((await logIn(email, PASSWORD, from, device)).status).toBe(200);
    expect((await logIn(other.email, PASSWORD, from, device)).status).toBe(429);
  });

  test('so does who has logged in from there before', async () => {
    const [{ email }, from] = [await somebody(), anAddress()];
    await logIn(email, PASSWORD, from);
    await logIn(aName(), WRONG, from);
    await floodLogins();
    expect((await logIn(email, PASSWORD, from)).status).toBe(200);
  });
});

describe('while requests from everywhere keep the counter of all full', () => {
  const ask = (email: string, from: string) => post('/auth/forgot-password', { email }, from);

  test('a mail from an address that has asked for none is sent, each time; others wait', async () => {
    const people = [await somebody(), await somebody(), await somebody()];
    const senders = Array.from({ length: 10 * MAILS }, anAddress);
    for (const from of senders) await ask(aName(), from);
    for (const { email } of people) {
      expect((await ask(email, anAddress())).status).toBe(202);
      expect(tokenIn(await mailbox.to(email))).not.toBe('');
    }
    expect((await ask(people[0]?.email ?? '', senders[0] ?? '')).status).toBe(429);
  });

  test('a registration from an address that has made none is taken', async () => {
    const register = (from: string) => post('/auth/register', { email: aName(), password: PASSWORD }, from);
    const first = anAddress();
    await register(first);
    for (let i = 0; i < 10 * MAILS; i += 1) await register(anAddress());
    expect((await register(anAddress())).status).toBe(201);
    expect((await register(first)).status).toBe(429);
  });
});

describe('guessing the password of one account', () => {
  test('from many networks of one provider (/64 of one /48) ends after a few; elsewhere its owner logs in', async () => {
    const { email } = await somebody();
    const statuses: number[] = [];
    clock.advance(MINUTE_MS);
    for (let i = 0; i < 4; i += 1) statuses.push((await logIn(email, WRONG, `2001:db8:7:${i}00::1`)).status);
    expect(statuses).toEqual([401, 401, 429, 429]);
    expect((await logIn(email, PASSWORD, anAddress())).status).toBe(200);
  });

  test('from everywhere makes strangers wait, half a minute at most; a known device does not wait', async () => {
    const { email, device } = await somebody();
    for (let i = 0; i < 10; i += 1) expect((await logIn(email, WRONG, anAddress())).status).toBe(401);
    const waits: number[] = [];
    for (let i = 0; i < 6; i += 1) {
      const refused = await logIn(email, PASSWORD, anAddress());
      expect(refused.status).toBe(429);
      waits.push(waitOf(refused));
      clock.advance(waitOf(refused) * SECOND_MS);
      expect((await logIn(email, WRONG, anAddress())).status).toBe(401);
    }
    expect(waits).toEqual([5, 10, 20, 30, 30, 30]);
    expect((await logIn(email, PASSWORD, anAddress(), device)).status).toBe(200);
  });

  test('so does not lock out who chooses another password by mail: that device is known then', async () => {
    const { email } = await somebody();
    for (let i = 0; i < 10; i += 1) await logIn(email, WRONG, anAddress());
    await post('/auth/forgot-password', { email }, anAddress());
    const [token, password] = [tokenIn(await mailbox.to(email)), 'another good passphrase'];
    const reset = await post('/auth/reset-password', { token, password }, anAddress());
    expect((await logIn(email, password, anAddress())).status).toBe(429);
    expect((await logIn(email, password, anAddress(), deviceOf(reset))).status).toBe(200);
  });

  test('from a device that is known has its own few tries', async () => {
    const { email, device } = await somebody();
    expect((await logIn(email, WRONG, anAddress(), device)).status).toBe(401);
    expect((await logIn(email, PASSWORD, anAddress(), device)).status).toBe(429);
  });
});
