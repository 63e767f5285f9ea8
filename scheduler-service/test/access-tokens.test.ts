import { createHmac, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { MINUTE_MS, SECOND_MS } from '@punctual/contracts/time';
import { JWT_SECRET, useApi } from '@punctual/testing/api/api';
import { refresh } from '@punctual/testing/api/person';
import { TestClock } from '@punctual/testing/api/test-clock';
import { describe, expect, test } from 'vitest';

const clock = new TestClock();
const api = useApi({ clock });
const rsa = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

type Fields = Record<string, unknown>;
type Signer = (signed: string) => string;

const part = (fields: Fields) => Buffer.from(JSON.stringify(fields)).toString('base64url');
const hmac =
  (key: string, hash = 'sha256'): Signer =>
  (signed) =>
    createHmac(hash, key).update(signed).digest('base64url');
const rs256: Signer = (signed) => sign('sha256', Buffer.from(signed), rsa.privateKey).toString('base64url');
const decoded = (token: string, index: number): Fields =>
  JSON.parse(Buffer.from(token.split('.')[index] ?? '', 'base64url').toString());

const seconds = () => Math.floor(clock.now().getTime() / SECOND_MS);

/** Ana's own token, made anew with other claims, another header or another signature. */
function token(claims: Fields = {}, header: Fields = {}, signer = hmac(JWT_SECRET)): string {
  const payload = { ...decoded(api.ana.accessToken, 1), iat: seconds(), exp: seconds() + 600, ...claims };
  const signed = `${part({ alg: 'HS256', typ: 'at+jwt', ...header })}.${part(payload)}`;
  return `${signed}.${signer(signed)}`;
}

const me = (authorization: string) => api.nobody.get('/auth/me', { authorization });
const status = async (text: string) => (await me(`Bearer ${text}`)).status;

describe('an access token', () => {
  test('is a JWT signed with HS256, of the type at+jwt, with the claims of the contract and no others', () => {
    expect(decoded(api.ana.accessToken, 0)).toEqual({ alg: 'HS256', typ: 'at+jwt' });
    const claims = decoded(api.ana.accessToken, 1);
    expect(Object.keys(claims).sort()).toEqual([
      'aud',
      'exp',
      'iat',
      'iss',
      'jti',
      'role',
      'sid',
      'sub',
      'ver',
    ]);
    expect(Number(claims.exp) - Number(claims.iat)).toBe(600);
  });

  test('is like no other of the same login, though they are given in one second', async () => {
    const { accessToken, cookie } = await api.newcomer();
    const again = await refresh(api.url, cookie);
    expect(decoded(again.body.accessToken, 1).iat).toBe(decoded(accessToken, 1).iat);
    expect(again.body.accessToken).not.toBe(accessToken);
  });

  test('made like this one by the holder of the secret is taken', async () => {
    expect(await status(token())).toBe(200);
  });

  test('ends after ten minutes, with half a minute for clocks that differ', async () => {
    const dora = await api.newcomer();
    clock.advance(10 * MINUTE_MS + 29 * SECOND_MS);
    expect((await dora.get('/auth/me')).status).toBe(200);
    clock.advance(2 * SECOND_MS);
    expect((await dora.refused('GET', '/auth/me')).status).toBe(401);
  });

  test('is asked for in the scheme Bearer, in any case, and in no other place', async () => {
    const { accessToken } = api.ana;
    expect((await me(`bearer ${token()}`)).status).toBe(200);
    expect((await me(`Basic ${accessToken}`)).status).toBe(401);
    expect((await me(accessToken)).status).toBe(401);
    expect((await api.nobody.refused('GET', `/auth/me?access_token=${accessToken}`)).status).toBe(401);
  });
});

describe('a token is not taken', () => {
  const otherKey = hmac(randomBytes(32).toString('base64'));
  const wrong: Record<string, () => string> = {
    'without a signature, alg none': () => token({}, { alg: 'none' }, () => ''),
    'with alg none and a signature': () => token({}, { alg: 'none' }),
    'signed with another key': () => token({}, {}, otherKey),
    'signed with an empty key': () => token({}, {}, hmac('')),
    'signed with RS256 by a key of one’s own': () => token({}, { alg: 'RS256' }, rs256),
    'signed with HS256 by a public key': () => token({}, {}, hmac(rsa.publicKey)),
    'signed with HS512 by the right key': () => token({}, { alg: 'HS512' }, hmac(JWT_SECRET, 'sha512')),
    'with a key of one’s own in its header': () => token({}, { jwk: { kty: 'oct', k: 'YQ' } }, hmac('a')),
    'with the address of a key in its header': () => token({}, { jku: 'https://evil.example' }, otherKey),
    'with something critical in its header': () => token({}, { crit: ['b64'], b64: true }),
    'of another type': () => token({}, { typ: 'JWT' }),
    'of no type': () => token({}, { typ: undefined }),
    'without an end': () => token({ exp: undefined }),
    'without a beginning': () => token({ iat: undefined }),
    'that lives too long': () => token({ exp: seconds() + 601 }),
    'that has ended': () => token({ iat: seconds() - 640, exp: seconds() - 40 }),
    'made in the future': () => token({ iat: seconds() + 60, exp: seconds() + 600 }),
    'not valid yet': () => token({ nbf: seconds() + 60 }),
    'for another audience': () => token({ aud: 'another-api' }),
    'for no audience': () => token({ aud: undefined }),
    'of another issuer': () => token({ iss: 'somebody' }),
    'of nobody': () => token({ sub: undefined }),
    'of an unknown user': () => token({ sub: '0123456789abcdef01234567' }),
    'of an unknown login': () => token({ sid: '0123456789abcdef01234567' }),
    'of no login': () => token({ sid: undefined }),
    'of somebody else’s login': () => token({ sub: api.bob.id }),
    'with operators for ids': () => token({ sub: { $ne: null }, sid: { $ne: null } }),
    'of an earlier version of the account': () => token({ ver: -1 }),
    'whose claims were changed afterwards': () => {
      const [head, , signature] = token().split('.');
      return `${head}.${part({ ...decoded(api.ana.accessToken, 1), role: 'admin' })}.${signature}`;
    },
    'that is a refresh token': () => api.ana.cookie.split('=')[1] ?? '',
    'that is no token': () => 'abc.def.ghi',
  };

  test.each(Object.entries(wrong))('%s: 401', async (_, make) => {
    expect(await status(make())).toBe(401);
  });
});

describe('the role in a token', () => {
  test('is no right: what counts is the account', async () => {
    const answer = await api.nobody.get('/admin/jobs', {
      authorization: `Bearer ${token({ role: 'admin' })}`,
    });
    expect(answer.status).toBe(403);
  });
});

describe('raising an account’s token version', () => {
  test('ends all its tokens', async () => {
    const dora = await api.newcomer();
    await api.database.collection('users').updateOne({ email: dora.email }, { $inc: { tokenVersion: 1 } });
    expect((await dora.refused('GET', '/auth/me')).status).toBe(401);
  });
});
