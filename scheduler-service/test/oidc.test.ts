import { randomBytes } from 'node:crypto';
import { Api, JWT_SECRET, useApi } from '@punctual/testing/api/api';
import { appCode } from '@punctual/testing/api/authenticator-app';
import type { Answer } from '@punctual/testing/api/client';
import { useOidcProvider } from '@punctual/testing/api/oidc-provider';
import { ORIGIN, PASSWORD, Person, type SignedIn } from '@punctual/testing/api/person';
import { Types } from 'mongoose';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readConfig } from '../src/config.ts';

const env: Record<string, string | undefined> = {
  SECRETS_KEY: randomBytes(32).toString('base64'),
  OIDC_LABEL: 'Example',
  OIDC_ADMIN_GROUP: 'punctual-admins',
};
const provider = useOidcProvider(env);
const api = useApi({ env });

const OWN = { origin: ORIGIN };
const cookieOf = ({ headers }: Answer<unknown>) =>
  headers.getSetCookie().flatMap((line) => /^__Host-punctual_oidc=[^;]+/.exec(line)?.[0] ?? [])[0] ?? '';

/** A browser that has begun a login. */
async function begin(at = api) {
  const answer = await at.nobody.post<{ url: string }>('/auth/oidc/start', undefined, OWN);
  return { url: answer.body.url, cookie: cookieOf(answer) };
}

const finish = (response: string, cookie: string, at = api, headers: Record<string, string> = OWN) =>
  at.nobody.post<SignedIn>('/auth/oidc/finish', { response }, { cookie, ...headers });

/** The whole way of somebody, by their name at the provider. */
async function logIn(name: string, at = api): Promise<Answer<SignedIn>> {
  const { url, cookie } = await begin(at);
  return finish(await provider().logIn(url, name), cookie, at);
}

const codeOf = ({ body }: { body: unknown }) => (body as { error: { code: string } }).error.code;
const accountOf = (email: string) => api.database.collection('users').findOne({ email });
const verify = (id: string, emailVerifiedAt: Date | null = new Date()) =>
  api.database.collection('users').updateOne({ _id: new Types.ObjectId(id) }, { $set: { emailVerifiedAt } });
const newestEntry = () =>
  api.database.collection('audit').findOne({ action: 'auth.oidc' }, { sort: { _id: -1 } });

let people = 0;
/** Somebody whom the provider knows, and nobody else. */
function somebody(more: object = {}): { name: string; email: string } {
  people += 1;
  const [name, email] = [`subject-${people}`, `person-${people}@example.com`];
  provider().people.set(name, { email, email_verified: true, ...more });
  return { name, email };
}

describe('a login through a provider', () => {
  test('is offered under the name that the settings give it', async () => {
    expect((await api.nobody.get('/auth/oidc')).body).toEqual({ label: 'Example' });
  });

  test('begins with PKCE, state and nonce, which nobody else knows', async () => {
    const [one, other] = [new URL((await begin()).url), new URL((await begin()).url)];
    expect(Object.fromEntries(one.searchParams)).toMatchObject({
      response_type: 'code',
      client_id: 'punctual',
      scope: 'openid email profile',
      code_challenge_method: 'S256',
      redirect_uri: `${ORIGIN}/login/callback`,
    });
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(one.searchParams.get(name)).toMatch(/^[\w-]{43}$/);
      expect(one.searchParams.get(name)).not.toBe(other.searchParams.get(name));
    }
  });

  test('makes an account at the first time, which has no password, and finds it from then on', async () => {
    const { name, email } = somebody({ name: 'Dora' });
    const first = await logIn(name);
    expect(first.status).toBe(200);
    expect(first.body.user).toMatchObject({ email, name: 'Dora', role: 'user', hasPassword: false });
    expect(await accountOf(email)).toMatchObject({ passwordHash: null, emailVerifiedAt: expect.any(Date) });
    expect((await new Person(api.url, first).get('/users/jobs')).status).toBe(200);
    provider().people.set(name, { email: 'moved@example.com', email_verified: true });
    expect((await logIn(name)).body.user).toMatchObject({ id: first.body.user.id, email });
  });

  test('is no way in by a password: an account without one has none that fits', async () => {
    const { name, email } = somebody();
    await logIn(name);
    for (const password of [' ', 'null', PASSWORD])
      expect(await api.nobody.refused('POST', '/auth/login', { email, password })).toMatchObject({
        status: 401,
      });
  });

  test.for([1, 2, 3, 4, 5])(
    'makes one account, however many first logins there are at once (%i)',
    async () => {
      const { name, email } = somebody();
      const answers = await Promise.all([1, 2, 3].map(() => logIn(name)));
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
      expect(new Set(answers.map(({ body }) => body.user.id)).size).toBe(1);
      expect(await api.database.collection('users').countDocuments({ email })).toBe(1);
    },
  );

  test('joins the account of the same address where both sides have verified it', async () => {
    const dora = await api.newcomer();
    await verify(dora.id);
    const { name } = somebody({ email: dora.email.toUpperCase() });
    const answer = await logIn(name);
    expect(answer.body.user).toMatchObject({ id: dora.id, hasPassword: true });
    expect(await newestEntry()).toMatchObject({
      actor: new Types.ObjectId(dora.id),
      details: { account: 'joined' },
    });
    expect((await logIn(name)).body.user.id).toBe(dora.id);
  });

  test.each([
    ['that the provider has not verified', new Date(), { email_verified: false }],
    ['of which the provider does not say if it is verified', new Date(), { email_verified: undefined }],
    ['that was not verified here: a stranger may have registered it', null, {}],
  ])('does not join an account of an address %s', async (_, verifiedAt, claims) => {
    const dora = await api.newcomer();
    await verify(dora.id, verifiedAt);
    const { name } = somebody({ email: dora.email, ...claims });
    const answer = await logIn(name);
    expect([answer.status, codeOf(answer)]).toEqual([403, 'NOT_JOINED']);
    expect((await accountOf(dora.email))?.oidc).toBeUndefined();
  });

  test('does not join an account that is another person’s at the provider', async () => {
    const first = somebody();
    await logIn(first.name);
    const second = somebody({ email: first.email });
    expect(codeOf(await logIn(second.name))).toBe('NOT_JOINED');
  });

  test('without an address is refused', async () => {
    const { name } = somebody({ email: undefined });
    expect(codeOf(await logIn(name))).toBe('NO_EMAIL');
  });

  test('to a disabled account is refused', async () => {
    const { name } = somebody();
    const { user } = (await logIn(name)).body;
    await api.carla.patch(`/admin/users/${user.id}`, { disabled: true });
    expect(codeOf(await logIn(name))).toBe('ACCOUNT_DISABLED');
  });

  test('needs the second step where the account has a second factor', async () => {
    const { name } = somebody();
    const dora = new Person(api.url, await logIn(name));
    // Without a password there is none to ask for.
    const { secret } = (await dora.post<{ secret: string }>('/auth/second-factor/setup', {})).body;
    const code = (ahead: number) => appCode(secret, new Date(Date.now() + ahead));
    expect((await dora.post('/auth/second-factor/confirm', { code: code(0) })).status).toBe(200);
    const half = await logIn(name);
    expect(half.status).toBe(202);
    const { pendingLogin } = half.body as unknown as { pendingLogin: string };
    const answer = await api.nobody.post('/auth/login/second-step', { pendingLogin, code: code(30_000) });
    expect(answer.status).toBe(200);
  });
});

describe('the answer of a provider', () => {
  test('counts in the browser that began the login: with the cookie of another it is refused, unasked', async () => {
    const { name } = somebody();
    const [victim, attacker] = [await begin(), await begin()];
    const response = await provider().logIn(attacker.url, name);
    const { exchanges } = provider();
    expect((await finish(response, victim.cookie)).status).toBe(401);
    expect((await finish(response, '')).status).toBe(401);
    expect(provider().exchanges).toBe(exchanges);
    expect((await finish(response, attacker.cookie)).status).toBe(200);
  });

  test('counts once', async () => {
    const { name } = somebody();
    const { url, cookie } = await begin();
    const response = await provider().logIn(url, name);
    expect((await finish(response, cookie)).status).toBe(200);
    expect((await finish(response, cookie)).status).toBe(401);
  });

  test.each([
    [
      'another code',
      (response: string) =>
        response.replace(/code=./, (start) => (start.endsWith('_') ? 'code=-' : 'code=_')),
    ],
    ['another issuer', (response: string) => response.replace(/iss=[^&]*/, 'iss=https%3A%2F%2Fevil.example')],
    ['a refusal', () => '?error=access_denied'],
    ['nothing', () => ''],
  ])('with %s is refused', async (_, change) => {
    const { name } = somebody();
    const { url, cookie } = await begin();
    const answer = await finish(change(await provider().logIn(url, name)), cookie);
    expect([answer.status, codeOf(answer)]).toEqual([401, 'UNAUTHENTICATED']);
  });

  test('takes its cookie with it, whatever becomes of it', async () => {
    const { cookie } = await begin();
    const { headers } = await finish('', cookie);
    expect(headers.getSetCookie().join()).toMatch(/__Host-punctual_oidc=;.*Max-Age=0/);
  });

  test('from another site is refused', async () => {
    const { url, cookie } = await begin();
    const response = await provider().logIn(url, somebody().name);
    const answer = await finish(response, cookie, api, { origin: 'https://evil.example' });
    expect(answer.status).toBe(403);
    expect(
      (await api.nobody.post('/auth/oidc/start', undefined, { origin: 'https://evil.example' })).status,
    ).toBe(403);
  });
});

describe('the group of administrators', () => {
  const GROUP = { groups: ['staff', 'punctual-admins'] };

  test('makes its members administrators, with each login, and the role goes with the membership', async () => {
    const { name, email } = somebody(GROUP);
    const dora = new Person(api.url, await logIn(name));
    expect(dora.user.role).toBe('admin');
    expect((await dora.get('/admin/users')).status).toBe(200);
    expect(await newestEntry()).toMatchObject({ details: { account: 'created', role: 'admin' } });
    provider().people.set(name, { email, email_verified: true, groups: ['staff'] });
    expect((await logIn(name)).body.user.role).toBe('user');
    expect((await dora.get('/admin/users')).status).toBe(403);
    expect(await newestEntry()).toMatchObject({ details: { role: 'user', before: { role: 'admin' } } });
  });

  test.each([{ groups: [] }, { groups: 'punctual-admins-not' }, { groups: { admin: true } }, {}])(
    'is no other, and nothing that is not a list of names: %j',
    async (claims) => {
      expect((await logIn(somebody(claims).name)).body.user.role).toBe('user');
    },
  );

  test('is not asked for the last administrator, who stays one', async () => {
    const alone = new Api({ env });
    await alone.startWithCast();
    onTestFinished(() => alone.drop());
    const { name } = somebody({ email: alone.carla.email });
    const answer = await logIn(name, alone);
    expect(answer.body.user).toMatchObject({ id: alone.carla.id, role: 'admin' });
    expect((await alone.carla.get('/admin/users')).status).toBe(200);
  });
});

describe('an account without a password', () => {
  test('is told so where it would change it', async () => {
    const dora = new Person(api.url, await logIn(somebody().name));
    const body = { current: 'any', next: 'another good passphrase' };
    const error = await dora.refused('POST', '/auth/password', body);
    expect(error).toMatchObject({ status: 422, paths: ['current'] });
    expect(error.message).toContain('no password');
  });
});

describe('a provider that does not answer', () => {
  const away = useApi({
    env: { OIDC_ISSUER: 'http://127.0.0.1:9', OIDC_CLIENT_ID: 'x', OIDC_CLIENT_SECRET: 'y' },
  });

  test('is named by a 503, and the API serves everything else', async () => {
    const answer = await away.nobody.post('/auth/oidc/start', undefined, OWN);
    expect(answer.status).toBe(503);
    expect((await away.ana.get('/users/jobs')).status).toBe(200);
  });
});

describe('without a provider', () => {
  const none = useApi();

  test('there is no such login', async () => {
    expect((await none.nobody.get('/auth/oidc')).body).toEqual({ label: null });
    expect((await none.nobody.post('/auth/oidc/start', undefined, OWN)).status).toBe(404);
    expect((await finish('?code=x', 'none', none)).status).toBe(404);
  });
});

describe('the settings of a provider', () => {
  const given = { MONGODB_URI: 'mongodb://h/d', REDIS_URL: 'redis://h', JWT_SECRET };
  const client = { OIDC_CLIENT_ID: 'x', OIDC_CLIENT_SECRET: 'y' };

  test.each([
    ['https://login.example.com', {}, 'OIDC_CLIENT_ID or OIDC_CLIENT_SECRET is missing'],
    ['http://login.example.com', client, 'must begin with https://'],
    ['login.example.com', client, 'must be the address of the issuer'],
    ['https://login.example.com', { ...client, OIDC_SCOPES: 'email' }, 'openid'],
  ])('are refused at a start: %s %j', (issuer, more, message) => {
    expect(() => readConfig({ ...given, OIDC_ISSUER: issuer, ...more })).toThrow(message);
  });
});
