import { randomBytes } from 'node:crypto';
import { DAY_MS, SECOND_MS } from '@punctual/contracts/time';
import { useApi } from '@punctual/testing/api/api';
import { cookieOf, refresh } from '@punctual/testing/api/person';
import { TestClock } from '@punctual/testing/api/test-clock';
import { describe, expect, test } from 'vitest';

const clock = new TestClock();
const api = useApi({ clock });
const GRACE = 10 * SECOND_MS;

const renew = (cookie: string) => refresh(api.url, cookie);
/** The cookie that follows this one. */
const successor = async (cookie: string) => cookieOf(await renew(cookie));
const status = async (cookie: string) => (await renew(cookie)).status;

describe('a refresh token', () => {
  test('gives a new access token and its own successor', async () => {
    const { cookie: first } = await api.newcomer();
    const answer = await renew(first);
    expect(answer.body).toEqual({ accessToken: expect.any(String), expiresIn: 600 });
    expect(cookieOf(answer)).not.toBe(first);
    expect(await status(cookieOf(answer))).toBe(200);
  });

  test('renews with the account as it is: the new access token is valid', async () => {
    const { cookie, user } = await api.newcomer();
    const { accessToken } = (await renew(cookie)).body;
    const me = await api.nobody.get('/auth/me', { authorization: `Bearer ${accessToken}` });
    expect(me.body).toEqual(user);
  });

  test('used twice within ten seconds answers the same successor: two tabs share one login', async () => {
    const { cookie: first } = await api.newcomer();
    const second = await successor(first);
    clock.advance(GRACE);
    expect(await successor(first)).toBe(second);
    expect(await status(second)).toBe(200);
  });

  test('that is reused later ends its whole family', async () => {
    const { cookie: first } = await api.newcomer();
    const second = await successor(first);
    clock.advance(GRACE + 1);
    expect(await status(first)).toBe(401);
    expect(await status(second)).toBe(401);
  });

  test('that is not the direct predecessor ends the family, ten seconds or not', async () => {
    const { cookie: first } = await api.newcomer();
    const third = await successor(await successor(first));
    expect(await status(first)).toBe(401);
    expect(await status(third)).toBe(401);
  });

  test('whose family has ended ends its access tokens too', async () => {
    const dora = await api.newcomer();
    await successor(await successor(dora.cookie));
    await renew(dora.cookie);
    expect((await dora.refused('GET', '/auth/me')).status).toBe(401);
  });

  test('used twenty times at once leaves one head of the family', async () => {
    const { cookie: first } = await api.newcomer();
    const answers = await Promise.all(Array.from({ length: 20 }, () => renew(first)));
    const heads = new Set(answers.map(cookieOf));
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
    expect(heads.size).toBe(1);
  });

  test('ends after seven days without use', async () => {
    const { cookie } = await api.newcomer();
    clock.advance(7 * DAY_MS);
    expect(await status(cookie)).toBe(401);
  });

  test('ends after thirty days, however often it is used', async () => {
    let { cookie } = await api.newcomer();
    for (let day = 6; day < 30; day += 6) {
      clock.advance(6 * DAY_MS);
      cookie = await successor(cookie);
    }
    clock.advance(6 * DAY_MS);
    expect(await status(cookie)).toBe(401);
  });
});

describe('no refresh token', () => {
  const forged = {
    'no cookie at all': () => '',
    'an empty one': () => '__Host-punctual_rt=',
    'random text': () => `__Host-punctual_rt=${randomBytes(40).toString('base64url')}`,
    'one of no session': (cookie: string) => cookie.replace(/=[0-9a-f]{24}/, '=0123456789abcdef01234567'),
    'one with another hash': (cookie: string) => cookie.slice(0, -43) + randomBytes(32).toString('base64url'),
    'one that claims a later number': (cookie: string) => cookie.replace('.1.', '.2.'),
    'one under the name without prefix': (cookie: string) => cookie.replace('__Host-', ''),
  };

  test.each(Object.entries(forged))('is %s: 401', async (_, forge) => {
    const { cookie } = await api.newcomer();
    expect(await status(forge(cookie))).toBe(401);
  });

  test('is a forgery, and a forgery ends no login', async () => {
    const { cookie } = await api.newcomer();
    await renew(forged['one with another hash'](cookie));
    await renew(forged['one that claims a later number'](cookie));
    expect(await status(cookie)).toBe(200);
  });

  test('is the token of another session under this session’s id', async () => {
    const [one, other] = await Promise.all([api.newcomer(), api.newcomer()]);
    const mixed = one.cookie.slice(0, -43) + other.cookie.slice(-43);
    expect(await status(mixed)).toBe(401);
  });

  test('is an access token', async () => {
    const { accessToken } = await api.newcomer();
    expect(await status(`__Host-punctual_rt=${accessToken}`)).toBe(401);
  });
});
