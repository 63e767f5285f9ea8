import { useApi } from '@punctual/testing/api/api';
import { cookieOf, PASSWORD, refresh, setCookieOf } from '@punctual/testing/api/person';
import { describe, expect, test } from 'vitest';

// Some of these ask for one account with many wrong passwords: login-attempts.test.ts is about what comes of that.
const api = useApi({ env: { RATE_LIMIT_LOGIN_FAILURES: '1000' } });
const login = (email: string, password: string) => api.nobody.post('/auth/login', { email, password });

const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
async function timeOf(work: Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work;
  return performance.now() - start;
}

describe('logging in', () => {
  test('answers like registering, with 200', async () => {
    const answer = await login(api.ana.email, PASSWORD);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ user: api.ana.user, expiresIn: 600 });
    expect(cookieOf(answer)).not.toBe(api.ana.cookie);
  });

  test('with an unknown email is answered like with a wrong password, to the letter', async () => {
    const [wrong, unknown] = await Promise.all([
      login(api.ana.email, 'not her password'),
      login('unknown@example.com', 'not her password'),
    ]);
    const told = ({ status, body }: typeof wrong) => ({
      status,
      error: { ...(body.error as object), requestId: '' },
    });
    expect(wrong.status).toBe(401);
    expect(told(unknown)).toEqual(told(wrong));
    expect([...unknown.headers.keys()].sort()).toEqual([...wrong.headers.keys()].sort());
  });

  test('with an unknown email takes as long as with a wrong password', async () => {
    const took = { known: [] as number[], unknown: [] as number[] };
    for (let round = 0; round < 7; round += 1) {
      took.known.push(await timeOf(login(api.ana.email, 'not her password')));
      took.unknown.push(await timeOf(login('unknown@example.com', 'not her password')));
    }
    // Without the work of a hash it would take a tenth of the time, or less.
    expect(median(took.unknown) / median(took.known)).toBeGreaterThan(0.5);
    expect(median(took.unknown) / median(took.known)).toBeLessThan(2);
  });

  test('sets no cookie when it is refused', async () => {
    const answer = await login(api.ana.email, 'not her password');
    expect(answer.headers.getSetCookie()).toEqual([]);
  });

  test.each([
    ['email', { email: { $ne: null }, password: 'x' }],
    ['email', { email: ['ana@example.com'], password: 'x' }],
    ['password', { email: 'ana@example.com', password: { $gt: '' } }],
    ['password', { email: 'ana@example.com' }],
  ])('with something else than text at %s is refused: %j', async (path, body) => {
    const error = await api.nobody.refused('POST', '/auth/login', body);
    expect(error).toMatchObject({ status: 422, paths: [path] });
  });
});

describe('me', () => {
  test('is the account that is logged in', async () => {
    expect((await api.ana.get('/auth/me')).body).toEqual(api.ana.user);
    expect((await api.carla.get('/auth/me')).body).toMatchObject({ role: 'admin' });
  });

  test('is refused without credentials', async () => {
    expect((await api.nobody.refused('GET', '/auth/me')).status).toBe(401);
  });
});

describe('logging out', () => {
  test('ends the access token at once', async () => {
    const dora = await api.newcomer();
    expect((await dora.post('/auth/logout')).status).toBe(204);
    expect((await dora.refused('GET', '/auth/me')).status).toBe(401);
  });

  test('ends the refresh token, and takes the cookie away', async () => {
    const dora = await api.newcomer();
    const answer = await dora.post('/auth/logout');
    expect(setCookieOf(answer)).toMatch(/^__Host-punctual_rt=; .*Max-Age=0/);
    expect((await refresh(api.url, dora.cookie)).status).toBe(401);
  });

  test('ends this login only: others of the same person go on', async () => {
    const dora = await api.newcomer();
    const elsewhere = await login(dora.email, PASSWORD);
    await dora.post('/auth/logout');
    expect((await refresh(api.url, cookieOf(elsewhere))).status).toBe(200);
  });
});

describe('an account that is disabled', () => {
  test('cannot go on with its living tokens', async () => {
    const dora = await api.newcomer();
    await api.database
      .collection('users')
      .updateOne({ email: dora.email }, { $set: { disabledAt: new Date() } });
    expect((await dora.refused('GET', '/auth/me')).status).toBe(401);
    expect((await refresh(api.url, dora.cookie)).status).toBe(401);
  });
});
