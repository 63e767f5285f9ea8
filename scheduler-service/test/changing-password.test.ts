import { useApi } from '@punctual/testing/api/api';
import { logIn, PASSWORD, type Person, refresh } from '@punctual/testing/api/person';
import { describe, expect, test } from 'vitest';

const api = useApi();
const NEXT = 'another good passphrase';
const change = (person: Person, body: object = {}) =>
  person.post('/auth/password', { current: PASSWORD, next: NEXT, ...body });
const login = (email: string, password: string) => api.nobody.post('/auth/login', { email, password });

describe('changing a password', () => {
  test('makes the next one valid, and the current one no more', async () => {
    const dora = await api.newcomer();
    expect((await change(dora)).status).toBe(204);
    expect((await login(dora.email, NEXT)).status).toBe(200);
    expect((await login(dora.email, PASSWORD)).status).toBe(401);
  });

  test('ends all other logins at once, their access tokens and their refresh tokens', async () => {
    const dora = await api.newcomer();
    const elsewhere = await logIn(api.url, dora.email);
    await change(dora);
    expect((await elsewhere.refused('GET', '/auth/me')).status).toBe(401);
    expect((await refresh(api.url, elsewhere.cookie)).status).toBe(401);
  });

  test('leaves the login that asked for it', async () => {
    const dora = await api.newcomer();
    await change(dora);
    expect((await dora.get('/auth/me')).status).toBe(200);
    expect((await refresh(api.url, dora.cookie)).status).toBe(200);
  });

  test('needs the current one: anything else is refused there, and changes nothing', async () => {
    const dora = await api.newcomer();
    const error = await dora.refused('POST', '/auth/password', { current: 'wrong', next: NEXT });
    expect(error).toMatchObject({ status: 422, paths: ['current'] });
    expect((await login(dora.email, PASSWORD)).status).toBe(200);
  });

  test('is no way to guess the current one: the sixth wrong one is a 429', async () => {
    const dora = await api.newcomer();
    for (let i = 0; i < 5; i += 1) await change(dora, { current: 'wrong' });
    expect((await change(dora)).status).toBe(429);
  });

  test('twice at once is done once', async () => {
    const dora = await api.newcomer();
    const answers = await Promise.all([change(dora), change(dora, { next: `${NEXT}, too` })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 422]);
  });

  test.each([
    ['next', { next: 'short' }],
    ['next', { next: 'Password1' }],
    ['current', { current: { $ne: null } }],
    ['userId', { userId: '0123456789abcdef01234567' }],
  ])('is refused where %s does not fit: %j', async (path, wrong) => {
    const body = { current: PASSWORD, next: NEXT, ...wrong };
    expect(await api.ana.refused('POST', '/auth/password', body)).toMatchObject({
      status: 422,
      paths: [path],
    });
  });
});
