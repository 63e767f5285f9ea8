import { randomBytes } from 'node:crypto';
import { DAY_MS } from '@punctual/contracts/time';
import { Api } from '@punctual/testing/api/api';
import { aJob } from '@punctual/testing/api/job-drafts';
import { tokenIn, useMailbox } from '@punctual/testing/api/mailbox';
import { logIn, PASSWORD } from '@punctual/testing/api/person';
import { TestClock } from '@punctual/testing/api/test-clock';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const clock = new TestClock();
const env: Record<string, string | undefined> = {
  EMAIL_VERIFICATION: 'required',
  SECRETS_KEY: randomBytes(32).toString('base64'),
};
const mailbox = useMailbox(env);
const api = new Api({ clock, env });
beforeAll(() => api.start());
afterAll(() => api.drop());

let people = 0;
const anEmail = () => `verifying-${++people}@example.com`;
const register = (email: string, password = PASSWORD) =>
  api.nobody.post('/auth/register', { email, password });
const verify = (token: string) => api.nobody.post('/auth/verify-email', { token });

/** Somebody who has registered, and the token of the link that he was mailed. */
async function registered(): Promise<{ email: string; token: string }> {
  const email = anEmail();
  await register(email);
  return { email, token: tokenIn(await mailbox.to(email)) };
}

describe('registering where addresses must be verified', () => {
  test('answers 202 without a login; the mail has the link', async () => {
    const email = anEmail();
    const answer = await register(email);
    expect(answer.status).toBe(202);
    expect(Object.keys(answer.body)).toEqual(['message']);
    expect(answer.headers.getSetCookie()).toEqual([]);
    const { headers } = await mailbox.to(email);
    expect(headers['auto-submitted']).toEqual(['auto-generated']);
    expect((await mailbox.to(email)).text).toMatch(/^http:\/\/localhost:3002\/verify#token=[\w-]{43}$/m);
  });

  test('with an address that has an account is answered alike; the mail informs its owner', async () => {
    const { email, token } = await registered();
    await verify(token);
    const [taken, free] = [await register(email), await register(anEmail())];
    expect(taken.status).toBe(free.status);
    expect(taken.body).toEqual(free.body);
    expect([...taken.headers.keys()].sort()).toEqual([...free.headers.keys()].sort());
    const mail = await mailbox.to(email, 2);
    expect(mail.subject).toBe('You have an account already');
    expect(tokenIn(mail)).toBe('');
  });

  test('twice with the same password mails another link, three an hour', async () => {
    const { email } = await registered();
    await register(email);
    expect(tokenIn(await mailbox.to(email, 2))).not.toBe('');
    await register(email);
    await mailbox.to(email, 3);
    expect((await register(email)).status).toBe(202);
    await registered();
    expect(await mailbox.now(email)).toHaveLength(3);
  });

  test('mails a mailbox three an hour, in however many forms its address was stored', async () => {
    const { email } = await registered();
    const wide = email.replace('@e', '@ｅ');
    const other = await registered();
    await api.database.collection('users').updateOne({ email: other.email }, { $set: { email: wide } });
    const ask = (typed: string) => api.nobody.post('/auth/forgot-password', { email: typed });
    await ask(email);
    await ask(wide);
    await mailbox.to(email, 3);
    await ask(wide);
    await ask(email);
    await registered();
    expect(await mailbox.now(email)).toHaveLength(3);
  });

  test('the unverified address of another user changes nothing, and mails no link that would', async () => {
    const { email, token } = await registered();
    await register(email, 'the password of a stranger');
    expect(tokenIn(await mailbox.to(email, 2))).toBe('');
    await verify(token);
    expect((await logIn(api.url, email)).email).toBe(email);
    const stranger = { email, password: 'the password of a stranger' };
    expect((await api.nobody.post('/auth/login', stranger)).status).toBe(401);
  });
});

describe('a user whose address is not verified', () => {
  test('may log in and make no jobs: 403, which says what to do', async () => {
    const { email } = await registered();
    const dora = await logIn(api.url, email);
    const error = await dora.refused('POST', '/users/jobs', aJob());
    expect(error).toMatchObject({ status: 403, code: 'EMAIL_NOT_VERIFIED' });
    expect(error.message).toMatch(/Registering again with the same password mails another/);
    expect((await dora.get('/users/jobs')).status).toBe(200);
  });

  test('may make no API keys either', async () => {
    const { email } = await registered();
    const dora = await logIn(api.url, email);
    expect((await dora.refused('POST', '/users/api-keys', { service: 'x' })).code).toBe('EMAIL_NOT_VERIFIED');
  });

  test('may set up no second factor: whose address it is would be locked out by it', async () => {
    const { email, token } = await registered();
    const stranger = await logIn(api.url, email);
    const setUp = { password: PASSWORD };
    const error = await stranger.refused('POST', '/auth/second-factor/setup', setUp);
    expect(error).toMatchObject({ status: 403, code: 'EMAIL_NOT_VERIFIED' });
    await verify(token);
    expect((await stranger.post('/auth/second-factor/setup', setUp)).status).toBe(200);
  });

  test('may make jobs as soon as it is verified, in the same login', async () => {
    const { email, token } = await registered();
    const dora = await logIn(api.url, email);
    expect((await verify(token)).status).toBe(204);
    expect((await dora.post('/users/jobs', aJob())).status).toBe(201);
  });

  test('may also verify it by choosing another password: that takes a mail as well', async () => {
    const { email } = await registered();
    await api.nobody.post('/auth/forgot-password', { email });
    const token = tokenIn(await mailbox.to(email, 2));
    const password = 'another good passphrase';
    await api.nobody.post('/auth/reset-password', { token, password });
    const dora = await logIn(api.url, email, password);
    expect((await dora.post('/users/jobs', aJob())).status).toBe(201);
  });

  test('is never the administrator of the settings', async () => {
    const carla = await logIn(api.url, 'carla@example.com');
    expect((await carla.post('/users/jobs', aJob())).status).toBe(201);
  });
});

describe('a link to verify an address', () => {
  test('is recorded with the user who followed it', async () => {
    const { email, token } = await registered();
    await verify(token);
    const { id } = (await logIn(api.url, email)).user;
    const entry = await api.database
      .collection('audit')
      .findOne({ action: 'auth.verify' }, { sort: { _id: -1 } });
    expect([String(entry?.actor), entry?.outcome]).toEqual([id, 'ok']);
  });

  test('works once, and for a day', async () => {
    const [{ token: used }, { token: old }] = [await registered(), await registered()];
    await verify(used);
    expect((await verify(used)).status).toBe(422);
    clock.advance(DAY_MS);
    expect((await verify(old)).status).toBe(422);
  });

  test('is no link to choose another password', async () => {
    const { token } = await registered();
    const body = { token, password: 'another good passphrase' };
    expect((await api.nobody.refused('POST', '/auth/reset-password', body)).status).toBe(422);
  });
});
