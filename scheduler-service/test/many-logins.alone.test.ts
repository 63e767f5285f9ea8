import { randomBytes } from 'node:crypto';
import { useApi } from '@punctual/testing/api/api';
import { PASSWORD } from '@punctual/testing/api/person';
import { expect, test } from 'vitest';

// What many wrong passwords come to is the matter of login-attempts.test.ts.
const api = useApi({
  env: {
    RATE_LIMIT_LOGIN_FAILURES: '1000',
    RATE_LIMIT_LOGIN_FAILURES_PER_IP: '1000',
    SECRETS_KEY: randomBytes(32).toString('base64'),
  },
});

test('fifty logins at once are all answered, and hold up no other request: p99 of /health is below 200 ms', async () => {
  const body = { email: api.ana.email, password: PASSWORD };
  let loggingIn = true;
  const logins = Promise.all(Array.from({ length: 50 }, () => api.nobody.post('/auth/login', body))).finally(
    () => {
      loggingIn = false;
    },
  );
  const took: number[] = [];
  while (loggingIn) {
    const start = performance.now();
    await api.nobody.get('/health');
    took.push(performance.now() - start);
  }
  took.sort((a, b) => a - b);
  expect((await logins).map(({ status }) => status)).toEqual(Array(50).fill(200));
  expect(took.length).toBeGreaterThan(50);
  expect(took[Math.floor(took.length * 0.99)]).toBeLessThan(200);
});

test('more logins than can wait are refused for a moment, and later ones are served', async () => {
  const login = () => api.nobody.post('/auth/login', { email: 'unknown@example.com', password: 'x' });
  const answers = await Promise.all(Array.from({ length: 100 }, login));
  const busy = answers.filter(({ status }) => status === 503);
  const served = answers.filter(({ status }) => status === 401);
  expect(busy.length + served.length).toBe(100);
  expect(busy.length).toBeGreaterThan(0);
  expect(new Set(busy.map(({ headers }) => headers.get('retry-after')))).toEqual(new Set(['2']));
  expect((await login()).status).toBe(401);
});

test('users who have their own passwords checked without end hold up no login of others', async () => {
  const [dora, email] = [await api.newcomer(), api.carla.email];
  const check = () => dora.post('/auth/second-factor/setup', { password: PASSWORD });
  const others = () => api.bob.post('/auth/second-factor/setup', { password: PASSWORD });
  const checks = [...Array.from({ length: 50 }, check), ...Array.from({ length: 40 }, others)];
  await Promise.race(checks);
  const login = await api.nobody.post('/auth/login', { email, password: PASSWORD });
  expect(login.status).toBe(200);
  const answers = await Promise.all(checks);
  expect(answers.filter(({ status }) => status === 503)).toEqual([]);
});
