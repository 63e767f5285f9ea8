import { MINUTE_MS } from '@punctual/contracts/time';
import { useApi } from '@punctual/testing/api/api';
import { Client } from '@punctual/testing/api/client';
import { tokenIn, useMailbox } from '@punctual/testing/api/mailbox';
import { logIn, PASSWORD, type Person, refresh } from '@punctual/testing/api/person';
import { describe, expect, test } from 'vitest';
import { Rig } from './rig.ts';

const env: Record<string, string | undefined> = {};
const mailbox = useMailbox(env);
const rig = new Rig(env);
const { api, clock } = rig;

const setUp = (person: Person, password = PASSWORD) =>
  person.post<{ secret: string; uri: string }>('/auth/second-factor/setup', { password });
const confirm = (person: Person, code: string) => person.post('/auth/second-factor/confirm', { code });
const stateOf = async (person: Person) => (await person.get('/auth/second-factor')).body;
const newestEntry = (action: string) =>
  api.database.collection('audit').findOne({ action }, { sort: { _id: -1 } });

describe('setting up a second factor', () => {
  test('answers the secret, also as the address that apps read', async () => {
    const dora = await api.newcomer();
    const { body } = await setUp(dora);
    expect(body.uri).toMatch(new RegExp(`^otpauth://totp/Punctual:.*secret=${body.secret}`));
  });

  test('changes nothing until a code of the app confirms it', async () => {
    const dora = await api.newcomer();
    await setUp(dora);
    expect(await stateOf(dora)).toMatchObject({ state: 'off', since: null, recoveryCodesLeft: 0 });
    expect((await logIn(api.url, dora.email)).email).toBe(dora.email);
  });

  test('needs the password: a stolen login cannot lock the owner out', async () => {
    const dora = await api.newcomer();
    const error = await dora.refused('POST', '/auth/second-factor/setup', { password: 'wrong' });
    expect(error).toMatchObject({ status: 422, paths: ['password'] });
  });

  test('ends in ten recovery codes, and says so of the account', async () => {
    const { person, recoveryCodes } = await rig.newcomer();
    expect(new Set(recoveryCodes).size).toBe(10);
    for (const code of recoveryCodes) expect(code).toMatch(/^([0-9A-Z]{4}-){3}[0-9A-Z]{4}$/);
    expect(await stateOf(person)).toMatchObject({
      state: 'on',
      since: clock.now().toISOString(),
      recoveryCodesLeft: 10,
    });
    expect((await person.get('/auth/me')).body).toMatchObject({ secondFactor: 'on' });
  });

  test('is refused with a wrong code, and one may be tried again', async () => {
    const dora = await api.newcomer();
    const { secret } = (await setUp(dora)).body;
    const error = await dora.refused('POST', '/auth/second-factor/confirm', { code: '000000' });
    expect(error).toMatchObject({ status: 422, paths: ['code'] });
    expect((await confirm(dora, rig.code(secret))).status).toBe(200);
  });

  test('is over after ten minutes, and with the next secret', async () => {
    const dora = await api.newcomer();
    const first = (await setUp(dora)).body.secret;
    const second = (await setUp(dora)).body.secret;
    expect((await confirm(dora, rig.code(first))).status).toBe(422);
    clock.advance(10 * MINUTE_MS - 1);
    const fresh = await logIn(api.url, dora.email);
    clock.advance(1);
    const error = await fresh.refused('POST', '/auth/second-factor/confirm', { code: rig.code(second) });
    expect(error).toMatchObject({ status: 409, code: 'SETUP_OVER' });
  });

  test('twice at once ends in one, whose recovery codes are valid', async () => {
    const dora = await api.newcomer();
    const { secret } = (await setUp(dora)).body;
    const answers = await Promise.all([1, 2].map(() => confirm(dora, rig.code(secret))));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const codes = answers.flatMap(({ body }) => (body as { recoveryCodes?: string[] }).recoveryCodes ?? []);
    expect((await rig.secondStep(await rig.firstStep(dora), String(codes[0]))).status).toBe(200);
  });

  test('is refused while there is one', async () => {
    const { person } = await rig.newcomer();
    const error = await person.refused('POST', '/auth/second-factor/setup', { password: PASSWORD });
    expect(error).toMatchObject({ status: 409, code: 'SECOND_FACTOR_ON' });
  });

  test('ends all other logins, which had none, and leaves this one', async () => {
    const dora = await api.newcomer();
    const elsewhere = await logIn(api.url, dora.email);
    await rig.protect(dora);
    expect((await elsewhere.refused('GET', '/auth/me')).status).toBe(401);
    expect((await refresh(api.url, elsewhere.cookie)).status).toBe(401);
    expect((await dora.get('/auth/me')).status).toBe(200);
  });

  test('leaves API keys alone', async () => {
    const dora = await api.newcomer();
    const { body } = await dora.post<{ key: string }>('/users/api-keys', { service: 'shop' });
    await rig.protect(dora);
    const key = new Client(api.url, { 'x-api-key': body.key });
    expect((await key.get('/users/jobs')).status).toBe(200);
  });

  test('keeps the secret sealed, and of recovery codes only hashes', async () => {
    const { person, secret, recoveryCodes } = await rig.newcomer();
    const stored = await api.database.collection('users').findOne({ email: person.email });
    const text = JSON.stringify(stored);
    expect(stored?.secondFactor.secret).toMatch(/^v2\./);
    expect(text).not.toContain(secret);
    for (const code of recoveryCodes) expect(text).not.toContain(code.replaceAll('-', ''));
  });

  test('is on record, and mailed to the owner of the account', async () => {
    const { person } = await rig.newcomer();
    expect(await newestEntry('auth.factorOn')).toMatchObject({ outcome: 'ok', code: null });
    expect((await mailbox.to(person.email)).subject).toBe('Your second factor was switched on');
  });
});

describe('a second factor', () => {
  test('is not switched off by another password that was chosen by a mailed link', async () => {
    const { person } = await rig.newcomer();
    await mailbox.to(person.email);
    await api.nobody.post('/auth/forgot-password', { email: person.email });
    const token = tokenIn(await mailbox.to(person.email, 2));
    const password = 'another good passphrase';
    expect((await api.nobody.post('/auth/reset-password', { token, password })).status).toBe(204);
    const answer = await api.nobody.post('/auth/login', { email: person.email, password });
    expect(answer.status).toBe(202);
  });

  test('is not switched off by the end of all logins', async () => {
    const { person } = await rig.newcomer();
    await (await rig.admin).send('DELETE', `/admin/users/${person.id}/sessions`);
    expect(await rig.firstStep(person)).toMatch(/^[\w-]{43}$/);
  });

  test.each(['remove', 'recovery-codes'])('needs password and code for: %s', async (what) => {
    const { person, secret } = await rig.newcomer();
    const path = `/auth/second-factor/${what}`;
    for (const [field, proof] of [
      ['password', { password: 'wrong', code: rig.freshCode(secret) }],
      ['code', { password: PASSWORD, code: '000000' }],
    ] as const) {
      expect(await person.refused('POST', path, proof)).toMatchObject({ status: 422, paths: [field] });
    }
    expect(await stateOf(person)).toMatchObject({ state: 'on', recoveryCodesLeft: 10 });
  });

  test('is switched off by both; other logins end, it is on record and mailed', async () => {
    const dora = await rig.newcomer();
    const elsewhere = await rig.logIn(dora);
    const proof = { password: PASSWORD, code: rig.freshCode(dora.secret) };
    expect((await dora.person.post('/auth/second-factor/remove', proof)).status).toBe(204);
    expect(await stateOf(dora.person)).toMatchObject({ state: 'off', since: null });
    expect((await elsewhere.refused('GET', '/auth/me')).status).toBe(401);
    expect((await logIn(api.url, dora.person.email)).id).toBe(dora.person.id);
    expect(await newestEntry('auth.factorOff')).toMatchObject({ outcome: 'ok' });
    expect((await mailbox.to(dora.person.email, 2)).subject).toBe('Your second factor was switched off');
  });

  test('is given other recovery codes by both; those from before are no longer valid', async () => {
    const { person, secret, recoveryCodes } = await rig.newcomer();
    const proof = { password: PASSWORD, code: rig.freshCode(secret) };
    const { body } = await person.post<{ recoveryCodes: string[] }>(
      '/auth/second-factor/recovery-codes',
      proof,
    );
    expect((await rig.secondStep(await rig.firstStep(person), String(recoveryCodes[0]))).status).toBe(401);
    expect((await rig.secondStep(await rig.firstStep(person), String(body.recoveryCodes[0]))).status).toBe(
      200,
    );
    expect(await newestEntry('auth.recoveryCodes')).toMatchObject({ outcome: 'ok' });
  });

  test('is on record with each login: the first step, and the code with which it went on', async () => {
    const dora = await rig.newcomer();
    await rig.secondStep(await rig.firstStep(dora.person), '000000');
    await rig.logIn(dora);
    expect(await newestEntry('auth.login')).toMatchObject({ details: { secondStep: 'due' } });
    const steps = api.database.collection('audit').find({ action: 'auth.secondStep' }).sort({ _id: -1 });
    const [right, wrong] = await steps.limit(2).toArray();
    expect(right).toMatchObject({ outcome: 'ok', details: { by: 'app' } });
    expect(wrong).toMatchObject({ outcome: 'refused', code: 'WRONG_CODE' });
    expect([right?.actor, wrong?.actor].map(String)).toEqual([dora.person.id, dora.person.id]);
  });
});

describe('an administrator', () => {
  test('removes the second factor of somebody who has lost it; their logins end, and it is on record', async () => {
    const { person } = await rig.newcomer();
    const pending = await rig.firstStep(person);
    expect((await (await rig.admin).send('DELETE', `/admin/users/${person.id}/second-factor`)).status).toBe(
      204,
    );
    expect((await person.refused('GET', '/auth/me')).status).toBe(401);
    expect((await rig.secondStep(pending, '000000')).status).toBe(401);
    expect((await logIn(api.url, person.email)).id).toBe(person.id);
    expect(await newestEntry('user.factor')).toMatchObject({ target: person.id, outcome: 'ok' });
  });

  test('does not remove their own so: that takes a code', async () => {
    const path = `/admin/users/${api.carla.id}/second-factor`;
    expect(await (await rig.admin).refused('DELETE', path)).toMatchObject({
      status: 409,
      code: 'OWN_ACCOUNT',
    });
  });

  test('sees who has one', async () => {
    const { person } = await rig.newcomer();
    const { body } = await (await rig.admin).get<{ data: object[] }>(`/admin/users?q=${person.email}`);
    expect(body.data).toMatchObject([{ id: person.id, secondFactor: 'on' }]);
  });
});

describe('without a key for secrets', () => {
  const bare = useApi();

  test('there is no second factor: it says which setting is missing', async () => {
    expect((await bare.ana.get('/auth/second-factor')).body).toMatchObject({ available: false });
    const error = await bare.ana.refused('POST', '/auth/second-factor/setup', { password: PASSWORD });
    expect(error).toMatchObject({ status: 422, code: 'NOT_AVAILABLE' });
    expect(error.message).toContain('SECRETS_KEY');
  });
});
