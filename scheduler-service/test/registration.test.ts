import { useApi } from '@punctual/testing/api/api';
import { cookieOf, logIn, type SignedIn, setCookieOf } from '@punctual/testing/api/person';
import { describe, expect, test } from 'vitest';

const api = useApi();
let people = 0;
const anEmail = () => `registering-${++people}@example.com`;
const registration = (more: object = {}) => ({
  email: anEmail(),
  password: 'long enough to be good',
  ...more,
});
const register = (body: object) => api.nobody.post<SignedIn>('/auth/register', body);
const refusal = (body: object) => api.nobody.refused('POST', '/auth/register', body);

describe('registering', () => {
  test('answers 201 with the user, an access token of ten minutes and a refresh cookie', async () => {
    const answer = await register(registration());
    expect(answer.status).toBe(201);
    expect(Object.keys(answer.body).sort()).toEqual(['accessToken', 'expiresIn', 'user']);
    expect(answer.body.expiresIn).toBe(600);
    expect(cookieOf(answer)).toMatch(/^__Host-punctual_rt=./);
  });

  test('shows of the user what the contract names, and nothing else', async () => {
    const { user } = (await register(registration({ name: 'Dora', timezone: 'Europe/Paris' }))).body;
    const shown = [
      'createdAt',
      'email',
      'hasPassword',
      'id',
      'language',
      'name',
      'role',
      'secondFactor',
      'timezone',
    ];
    expect(Object.keys(user).sort()).toEqual(shown);
    expect(user).toMatchObject({ name: 'Dora', role: 'user', timezone: 'Europe/Paris' });
    expect(user.createdAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  test('needs no name and no time zone: the zone is UTC then', async () => {
    const { user } = (await register(registration())).body;
    expect(user).toMatchObject({ name: null, timezone: 'UTC' });
  });

  test('logs in: the answered token is valid at once', async () => {
    const { accessToken } = (await register(registration())).body;
    const me = await api.nobody.get('/auth/me', { authorization: `Bearer ${accessToken}` });
    expect(me.status).toBe(200);
  });

  test('keeps no password: what is stored is a bcrypt hash, and no token at all', async () => {
    const { user } = (await register(registration({ password: 'canary-password-1' }))).body;
    const stored = await api.database.collection('users').findOne({ email: user.email });
    expect(stored?.passwordHash).toMatch(/^\$2[ab]\$1\d\$/);
    expect(JSON.stringify(stored)).not.toContain('canary');
  });

  test('with a time zone that does not exist is refused at that field', async () => {
    const error = await refusal(registration({ timezone: 'Mars/Olympus' }));
    expect(error).toMatchObject({ status: 422, code: 'VALIDATION_FAILED', paths: ['timezone'] });
  });

  test.each([
    ['email', { email: 'nobody' }],
    ['email', { email: 'ana@example.com, eve@example.com' }],
    ['email', { email: { $ne: null } }],
    ['email', { email: `${'a'.repeat(250)}@example.com` }],
    ['password', { password: 'short' }],
    ['password', { password: 'x'.repeat(257) }],
    ['password', { password: 'password1' }],
    ['password', { password: 'QwertyUiop' }],
    ['password', { password: 12345678 }],
    ['role', { role: 'admin' }],
    ['name', { name: 'x'.repeat(101) }],
    ['name', { name: 'ad\u200bmin' }],
    ['name', { name: 'nimda\u202e' }],
  ])('refuses what does not fit at %s: %j', async (path, wrong) => {
    const error = await refusal(registration(wrong));
    expect(error).toMatchObject({ status: 422, code: 'VALIDATION_FAILED', paths: [path] });
  });
});

describe('an email address', () => {
  test('is kept in lower case, and logs in in any case', async () => {
    const email = anEmail();
    const { user } = (await register(registration({ email: email.toUpperCase() }))).body;
    expect(user.email).toBe(email);
    expect((await logIn(api.url, `  ${email.toUpperCase()} `, 'long enough to be good')).id).toBe(user.id);
  });

  test('has one account: the second one is a 409, whatever its case', async () => {
    const error = await refusal(registration({ email: 'ANA@Example.com' }));
    expect(error).toMatchObject({ status: 409, code: 'EMAIL_TAKEN' });
  });

  test.each([
    ['full-width letters', (email: string) => email.replace('example', 'ｅxample')],
    ['a dot at the end', (email: string) => `${email}.`],
    ['letters in two parts', (email: string) => email.normalize('NFD')],
    ['its domain in punycode', (email: string) => email.replace('bücher', 'xn--bcher-kva')],
  ])('has one account: another one with %s is a 409, and it logs in', async (_, change) => {
    const email = `jürgen-${anEmail().replace('example.com', 'bücher.example')}`;
    const { user } = (await register(registration({ email }))).body;
    expect(user.email).toBe(email.replace('bücher', 'xn--bcher-kva'));
    expect(await refusal(registration({ email: change(email) }))).toMatchObject({ code: 'EMAIL_TAKEN' });
    expect((await logIn(api.url, change(email), 'long enough to be good')).id).toBe(user.id);
  });

  test.each([
    ['a zero-width space', 'reg\u200bistering@example.com'],
    ['a soft hyphen', 'registering@exam\u00adple.com'],
    ['a mark that reverses the text', 'registering\u202e@example.com'],
  ])('with %s is refused, as it looks like another one', async (_, email) => {
    expect(await refusal(registration({ email }))).toMatchObject({ status: 422, paths: ['email'] });
  });

  test.each([
    ['a zero-width space', (email: string) => email.replace('@', '\u200b@')],
    ['a dot at the end', (email: string) => `${email}.`],
  ])(
    'that an earlier release stored with %s logs in as it is, beside the account that it looks like',
    async (_, change) => {
      const { user } = (await register(registration())).body;
      const old = change(user.email);
      await api.database.collection('users').updateOne({ email: user.email }, { $set: { email: old } });
      const lookalike = await register({ email: user.email, password: 'another one that is good' });
      expect(lookalike.status).toBe(201);
      expect((await logIn(api.url, old, 'long enough to be good')).id).toBe(user.id);
      expect((await logIn(api.url, user.email, 'another one that is good')).id).toBe(lookalike.body.user.id);
    },
  );

  test('asked for ten times at once makes one account', async () => {
    const body = registration();
    const answers = await Promise.all(Array.from({ length: 10 }, () => register(body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(9).fill(409)]);
  });
});

describe('a password', () => {
  test('may be 64 emoji', async () => {
    const body = registration({ password: '🔑'.repeat(64) });
    expect((await register(body)).status).toBe(201);
    expect((await logIn(api.url, body.email, '🔑'.repeat(64))).email).toBe(body.email);
  });

  test('counts to its last character: one that differs at character 90 of 100 is wrong', async () => {
    const [right, wrong] = ['a', 'b'].map((letter) => 'x'.repeat(89) + letter + 'y'.repeat(10));
    const { email } = registration();
    await register({ email, password: right });
    const error = await api.nobody.refused('POST', '/auth/login', { email, password: wrong });
    expect(error).toMatchObject({ status: 401, code: 'WRONG_CREDENTIALS' });
    expect((await logIn(api.url, email, right)).email).toBe(email);
  });

  test('is taken exactly as typed, blanks included', async () => {
    const { email } = registration();
    await register({ email, password: '  with blanks  ' });
    const error = await api.nobody.refused('POST', '/auth/login', { email, password: 'with blanks' });
    expect(error.status).toBe(401);
  });
});

describe('the refresh cookie', () => {
  test('is not readable by scripts, not sent from other sites, and bound to this host', async () => {
    const cookie = setCookieOf(await register(registration()));
    expect(cookie.split('; ').slice(1).sort()).toEqual([
      'HttpOnly',
      'Max-Age=604800',
      'Path=/',
      'SameSite=Strict',
      'Secure',
    ]);
  });
});
