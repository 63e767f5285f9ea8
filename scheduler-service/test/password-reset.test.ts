import { MINUTE_MS } from '@punctual/contracts/time';
import { useApi } from '@punctual/testing/api/api';
import { tokenIn, useMailbox } from '@punctual/testing/api/mailbox';
import { logIn, PASSWORD, type Person, refresh } from '@punctual/testing/api/person';
import { TestClock } from '@punctual/testing/api/test-clock';
import { describe, expect, test } from 'vitest';

const clock = new TestClock();
const env: Record<string, string | undefined> = {};
const mailbox = useMailbox(env);
const api = useApi({ clock, env });
const NEXT = 'another good passphrase';

const forget = (email: string) => api.nobody.post('/auth/forgot-password', { email });
const reset = (token: string, password = NEXT) =>
  api.nobody.post('/auth/reset-password', { token, password });
const login = async (email: string, password: string) =>
  (await api.nobody.post('/auth/login', { email, password })).status;

async function linkOf({ email }: Person): Promise<string> {
  await forget(email);
  return tokenIn(await mailbox.to(email));
}

describe('a user who forgot the password', () => {
  test('gets a link by mail to the panel, at its public address', async () => {
    const dora = await api.newcomer();
    await forget(dora.email);
    const mail = await mailbox.to(dora.email);
    expect(mail.recipients).toEqual([dora.email]);
    expect(mail.text).toMatch(/^http:\/\/localhost:3002\/reset#token=[\w-]{43}$/m);
  });

  test('is written to, and answered, in the language of the request, or that of the account where it has one', async () => {
    const [dora, emil] = [await api.newcomer(), await api.newcomer()];
    await emil.patch('/auth/me', { language: 'de' });
    const forgetIn = (language: string, { email }: Person) =>
      api.nobody.post('/auth/forgot-password', { email }, { 'accept-language': language });
    const answer = await forgetIn('de', dora);
    await forgetIn('en', emil);
    expect(answer.body.message).toContain('ist eine E-Mail an sie unterwegs');
    for (const person of [dora, emil]) expect((await mailbox.to(person.email)).text).toContain('Jemand');
  });

  test('chooses another one by the link, and the old one is no longer valid', async () => {
    const dora = await api.newcomer();
    expect((await reset(await linkOf(dora))).status).toBe(204);
    expect(await login(dora.email, NEXT)).toBe(200);
    expect(await login(dora.email, PASSWORD)).toBe(401);
  });

  test('is logged out everywhere by choosing another one', async () => {
    const dora = await api.newcomer();
    await reset(await linkOf(dora));
    expect((await dora.refused('GET', '/auth/me')).status).toBe(401);
    expect((await refresh(api.url, dora.cookie)).status).toBe(401);
  });

  test('is answered like an address without an account, which gets no mail', async () => {
    const dora = await api.newcomer();
    const [known, unknown] = [await forget(dora.email), await forget('no-account@example.com')];
    expect(known.status).toBe(202);
    expect(unknown.status).toBe(202);
    expect(unknown.body).toEqual(known.body);
    await mailbox.to(dora.email);
    expect(await mailbox.now('no-account@example.com')).toEqual([]);
  });

  test('gets three mails an hour, and the same answer after that', async () => {
    const [dora, emil] = [await api.newcomer(), await api.newcomer()];
    for (let i = 0; i < 5; i += 1) expect((await forget(dora.email)).status).toBe(202);
    await mailbox.to(dora.email, 3);
    // Whatever was still to be mailed to her has been by now: mails are written in turn.
    await forget(emil.email);
    await mailbox.to(emil.email);
    expect(await mailbox.now(dora.email)).toHaveLength(3);
  });

  test('gets none while the account is disabled', async () => {
    const [dora, emil] = [await api.newcomer(), await api.newcomer()];
    const carla = await logIn(api.url, api.carla.email);
    await carla.patch(`/admin/users/${dora.id}`, { disabled: true });
    await forget(dora.email);
    await forget(emil.email);
    await mailbox.to(emil.email);
    expect(await mailbox.now(dora.email)).toEqual([]);
  });
});

describe('a link to choose another password', () => {
  test('works once', async () => {
    const token = await linkOf(await api.newcomer());
    await reset(token);
    expect(await api.nobody.refused('POST', '/auth/reset-password', { token, password: NEXT })).toMatchObject(
      {
        status: 422,
        paths: ['token'],
      },
    );
  });

  test('works for one of ten who use it at once', async () => {
    const token = await linkOf(await api.newcomer());
    const answers = await Promise.all(Array.from({ length: 10 }, () => reset(token)));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, ...Array(9).fill(422)]);
  });

  test('works for an hour', async () => {
    const [late, inTime] = [await api.newcomer(), await api.newcomer()];
    const tokens = [await linkOf(late), await linkOf(inTime)];
    clock.advance(59 * MINUTE_MS);
    expect((await reset(String(tokens[1]))).status).toBe(204);
    clock.advance(MINUTE_MS);
    expect((await reset(String(tokens[0]))).status).toBe(422);
  });

  test('is invalid after another one was used', async () => {
    const dora = await api.newcomer();
    const first = await linkOf(dora);
    await forget(dora.email);
    const second = tokenIn(await mailbox.to(dora.email, 2));
    await reset(second);
    expect((await reset(first)).status).toBe(422);
  });

  test('is not spent by a password that is refused', async () => {
    const token = await linkOf(await api.newcomer());
    for (const password of ['short', 'Password1']) expect((await reset(token, password)).status).toBe(422);
    expect((await reset(token)).status).toBe(204);
  });

  test('is not kept: the database has a hash of its token', async () => {
    const token = await linkOf(await api.newcomer());
    const kept = await api.database.collection('oneTimeTokens').find().toArray();
    expect(kept.length).toBeGreaterThan(0);
    expect(JSON.stringify(kept)).not.toContain(token);
  });

  test.each(['', 'x', 'A'.repeat(43), 'x'.repeat(101), { $ne: null }])(
    'is invalid with a token such as %j',
    async (token) => {
      const error = await api.nobody.refused('POST', '/auth/reset-password', { token, password: NEXT });
      expect(error).toMatchObject({ status: 422, paths: ['token'] });
    },
  );

  test('is no link to verify an address', async () => {
    const token = await linkOf(await api.newcomer());
    expect((await api.nobody.refused('POST', '/auth/verify-email', { token })).status).toBe(422);
    expect((await reset(token)).status).toBe(204);
  });
});
