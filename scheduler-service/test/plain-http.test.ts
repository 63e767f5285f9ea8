import { useApi } from '@punctual/testing/api/api';
import { cookieOf, PASSWORD, setCookieOf } from '@punctual/testing/api/person';
import { expect, test } from 'vitest';

const ORIGIN = 'http://jobs.example.com';
const api = useApi({ env: { PUBLIC_URL: ORIGIN } });
const login = () => api.nobody.post('/auth/login', { email: api.ana.email, password: PASSWORD });

test('over plain http on another host the refresh cookie has no prefix and is not Secure', async () => {
  const cookie = setCookieOf(await login());
  expect(cookie).toMatch(/^punctual_rt=/);
  expect(cookie).not.toMatch(/Secure/);
  expect(cookie).toMatch(/HttpOnly.*SameSite=Strict|SameSite=Strict.*HttpOnly/);
});

test('over plain http on another host the refresh cookie renews the login from that host, and from no other', async () => {
  const cookie = cookieOf(await login());
  const foreign = await api.nobody.refused('POST', '/auth/refresh', undefined, {
    cookie,
    origin: 'http://localhost:3002',
  });
  expect(foreign.status).toBe(403);
  expect((await api.nobody.post('/auth/refresh', undefined, { cookie, origin: ORIGIN })).status).toBe(200);
});
