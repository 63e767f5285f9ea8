import { MINUTE_MS } from '@punctual/contracts/time';
import { PASSWORD } from '@punctual/testing/api/person';
import { Types } from 'mongoose';
import { describe, expect, test } from 'vitest';
import { Rig } from './rig.ts';

const rig = new Rig();
const { api, clock } = rig;
const codeOf = ({ body }: { body: unknown }) => (body as { error: { code: string } }).error.code;

/** As in the moment between the change of a password and the end of all logins. */
const changePassword = (id: string) =>
  api.database
    .collection('users')
    .updateOne({ _id: new Types.ObjectId(id) }, { $set: { passwordHash: 'of another password' } });

const pendingOf = (id: string) => ({ userId: new Types.ObjectId(id), purpose: 'login' });

describe('the password of an account with a second factor', () => {
  test('is no login: it is answered by 202, without a token and without a cookie', async () => {
    const { person } = await rig.newcomer();
    const answer = await api.nobody.post('/auth/login', { email: person.email, password: PASSWORD });
    expect(answer.status).toBe(202);
    expect(Object.keys(answer.body).sort()).toEqual(['expiresIn', 'pendingLogin']);
    expect(answer.headers.getSetCookie()).toEqual([]);
  });

  test('gives nothing that lets anybody in before the second step', async () => {
    const { person } = await rig.newcomer();
    const pending = await rig.firstStep(person);
    const authorization = `Bearer ${pending}`;
    const asBearer = await api.nobody.refused('GET', '/auth/me', undefined, { authorization });
    expect(asBearer.status).toBe(401);
    const cookie = `__Host-punctual_rt=${pending}`;
    const headers = { cookie, origin: 'http://localhost:3002' };
    expect((await api.nobody.refused('POST', '/auth/refresh', undefined, headers)).status).toBe(401);
    // Its own login alone is there.
    const { body } = await person.get<{ data: object[] }>('/auth/sessions');
    expect(body.data).toHaveLength(1);
  });

  test('that is wrong is answered as everywhere, and says nothing of a second factor', async () => {
    const { person } = await rig.newcomer();
    const error = await api.nobody.refused('POST', '/auth/login', { email: person.email, password: 'wrong' });
    expect(error).toMatchObject({ status: 401, code: 'WRONG_CREDENTIALS' });
  });
});

describe('the second step of a login', () => {
  test('takes the code that the app shows, and answers like a login', async () => {
    const { person, secret } = await rig.newcomer();
    const answer = await rig.secondStep(await rig.firstStep(person), rig.freshCode(secret));
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ user: { id: person.id, secondFactor: 'on' }, expiresIn: 600 });
    const authorization = `Bearer ${answer.body.accessToken}`;
    expect((await api.nobody.get('/auth/me', { authorization })).status).toBe(200);
  });

  test('takes a code as people type it, with a blank in its middle', async () => {
    const { person, secret } = await rig.newcomer();
    const code = rig.freshCode(secret);
    const typed = ` ${code.slice(0, 3)} ${code.slice(3)} `;
    expect((await rig.secondStep(await rig.firstStep(person), typed)).status).toBe(200);
  });

  test('takes a code once: the code that confirmed the second factor logs nobody in', async () => {
    const { person, secret } = await rig.newcomer();
    const answer = await rig.secondStep(await rig.firstStep(person), rig.code(secret));
    expect([answer.status, codeOf(answer)]).toEqual([401, 'WRONG_CODE']);
  });

  test('takes a code once: of many that send it at once, in logins of their own, one gets in', async () => {
    const { person, secret } = await rig.newcomer();
    const pending = await Promise.all([1, 2, 3, 4].map(() => rig.firstStep(person)));
    const code = rig.freshCode(secret);
    const answers = await Promise.all(pending.map((one) => rig.secondStep(one, code)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  test('takes no code that is older than one that was used', async () => {
    const { person, secret } = await rig.newcomer();
    const older = rig.freshCode(secret);
    await rig.secondStep(await rig.firstStep(person), rig.freshCode(secret));
    expect((await rig.secondStep(await rig.firstStep(person), older)).status).toBe(401);
  });

  test('takes each recovery code once, in any case, with or without dashes', async () => {
    const { person, recoveryCodes } = await rig.newcomer();
    const [first = '', second = ''] = recoveryCodes;
    const typed = first.replaceAll('-', '').toLowerCase();
    expect((await rig.secondStep(await rig.firstStep(person), typed)).status).toBe(200);
    expect((await rig.secondStep(await rig.firstStep(person), first)).status).toBe(401);
    expect((await rig.secondStep(await rig.firstStep(person), second)).status).toBe(200);
    expect((await person.get('/auth/second-factor')).body).toMatchObject({ recoveryCodesLeft: 8 });
  });

  test('takes a recovery code once: of many that send it at once one gets in', async () => {
    const { person, recoveryCodes } = await rig.newcomer();
    const pending = await Promise.all([1, 2, 3, 4].map(() => rig.firstStep(person)));
    const answers = await Promise.all(pending.map((one) => rig.secondStep(one, String(recoveryCodes[0]))));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  test('takes no code of somebody else', async () => {
    const [dora, other] = [await rig.newcomer(), await rig.newcomer()];
    const pending = await rig.firstStep(dora.person);
    expect((await rig.secondStep(pending, rig.freshCode(other.secret))).status).toBe(401);
    expect((await rig.secondStep(pending, String(other.recoveryCodes[0]))).status).toBe(401);
  });

  test('is possible once for each first one, and not after five minutes', async () => {
    const { person, secret } = await rig.newcomer();
    const [spent, late] = [await rig.firstStep(person), await rig.firstStep(person)];
    await rig.secondStep(spent, rig.freshCode(secret));
    expect((await rig.secondStep(spent, rig.freshCode(secret))).status).toBe(401);
    clock.advance(5 * MINUTE_MS);
    const answer = await rig.secondStep(late, rig.code(secret));
    expect([answer.status, codeOf(answer)]).toEqual([401, 'UNAUTHENTICATED']);
  });

  test('follows one of the newest ten first ones: one more ends the oldest', async () => {
    const { person, secret } = await rig.newcomer();
    const oldest = await rig.firstStep(person);
    for (let n = 1; n <= 10; n += 1) await rig.firstStep(person);
    expect(await api.database.collection('oneTimeTokens').countDocuments(pendingOf(person.id))).toBe(10);
    expect((await rig.secondStep(oldest, rig.freshCode(secret))).status).toBe(401);
  });

  test('of a disabled account is refused', async () => {
    const { person, secret } = await rig.newcomer();
    const pending = await rig.firstStep(person);
    await (await rig.admin).patch(`/admin/users/${person.id}`, { disabled: true });
    const answer = await rig.secondStep(pending, rig.freshCode(secret));
    expect([answer.status, codeOf(answer)]).toEqual([403, 'ACCOUNT_DISABLED']);
  });

  test.each([
    ['another password was chosen', changePassword],
    [
      'all logins were ended',
      async (id: string) => (await rig.admin).send('DELETE', `/admin/users/${id}/sessions`),
    ],
  ])('does not follow a first one from before %s', async (_, happen) => {
    const { person, secret } = await rig.newcomer();
    const pending = await rig.firstStep(person);
    await happen(person.id);
    expect((await rig.secondStep(pending, rig.freshCode(secret))).status).toBe(401);
  });
});

describe('wrong codes', () => {
  const WRONG = '000000';

  test('are limited like wrong passwords, whatever the address: the sixth is not checked', async () => {
    const { person, secret } = await rig.newcomer();
    const pending = await rig.firstStep(person);
    const right = rig.freshCode(secret);
    const statuses: number[] = [];
    for (let n = 1; n <= 5; n += 1)
      statuses.push((await rig.secondStep(pending, WRONG, `198.51.100.${n}`)).status);
    expect(statuses).toEqual(Array(5).fill(401));
    const sixth = await rig.secondStep(pending, right, '198.51.100.6');
    expect(sixth.status).toBe(429);
    expect(Number(sixth.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  test('are limited for many at once too: no more are checked than may be wrong', async () => {
    const { person } = await rig.newcomer();
    const pending = await rig.firstStep(person);
    const answers = await Promise.all(Array.from({ length: 30 }, () => rig.secondStep(pending, WRONG)));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
  });

  test('leave the owner a recovery code, from another address', async () => {
    const { person, recoveryCodes } = await rig.newcomer();
    const pending = await rig.firstStep(person);
    for (let n = 1; n <= 6; n += 1) await rig.secondStep(pending, WRONG, '198.51.100.7');
    const own = await rig.secondStep(await rig.firstStep(person), String(recoveryCodes[0]), '203.0.113.7');
    expect(own.status).toBe(200);
  });

  test('are forgotten after a right one', async () => {
    const dora = await rig.newcomer();
    const pending = await rig.firstStep(dora.person);
    for (let n = 1; n <= 4; n += 1) await rig.secondStep(pending, WRONG);
    await rig.logIn(dora);
    for (let n = 1; n <= 4; n += 1) await rig.secondStep(await rig.firstStep(dora.person), WRONG);
    expect((await rig.logIn(dora)).email).toBe(dora.person.email);
  });
});
