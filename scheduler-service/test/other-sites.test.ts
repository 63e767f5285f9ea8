import { useApi } from '@punctual/testing/api/api';
import { bytes } from '@punctual/testing/api/client';
import { ORIGIN, refresh } from '@punctual/testing/api/person';
import { rawRequest } from '@punctual/testing/api/raw';
import { describe, expect, test } from 'vitest';

const api = useApi();
const refusal = (headers: Record<string, string>, body?: unknown) =>
  api.nobody.refused('POST', '/auth/refresh', body, { cookie: api.ana.cookie, ...headers });

describe('the refresh cookie is not taken', () => {
  test.each(['https://evil.example', 'null', 'http://localhost:3002.evil.example', 'https://localhost:3002'])(
    'from the origin %s: 403',
    async (origin) => {
      expect(await refusal({ origin })).toMatchObject({ status: 403, code: 'FORBIDDEN' });
    },
  );

  test('from a form: text/plain is 415, wherever it comes from', async () => {
    const error = await refusal({ origin: ORIGIN, 'content-type': 'text/plain' }, bytes('{}'));
    expect(error).toMatchObject({ status: 415, code: 'UNSUPPORTED_MEDIA_TYPE' });
  });

  test('from a request with neither an origin nor a header that forms cannot send: 403', async () => {
    expect((await refusal({})).status).toBe(403);
  });

  test('and none of these attempts has spent it', async () => {
    const dora = await api.newcomer();
    await api.nobody.refused('POST', '/auth/refresh', undefined, { cookie: dora.cookie, origin: 'null' });
    const answer = await refresh(api.url, dora.cookie);
    expect(answer.headers.getSetCookie()[0]).toMatch(/\.2\./);
  });
});

describe('the refresh cookie is taken', () => {
  test.each([
    ['from our origin without a body', { origin: ORIGIN }, undefined],
    ['from our origin with an empty JSON object', { origin: ORIGIN }, {}],
    ['from a program that says what it is', { 'x-requested-with': 'punctual' }, undefined],
  ])('%s', async (_, headers, body) => {
    const { cookie } = await api.newcomer();
    expect((await api.nobody.post('/auth/refresh', body, { cookie, ...headers })).status).toBe(200);
  });
});

describe('a client that names the type of a body and sends none', () => {
  test('is served like one that names none', async () => {
    const { cookie } = await api.newcomer();
    const lines = ['POST /auth/refresh HTTP/1.1', `Cookie: ${cookie}`, `Origin: ${ORIGIN}`];
    const answer = await rawRequest(api.url, [...lines, 'Content-Type: application/json']);
    expect(answer).toBe('HTTP/1.1 200 OK');
  });
});

describe('another site', () => {
  test.each(['https://evil.example', 'null', 'http://localhost.evil.example'])(
    'that asks first (%s) is not let in by CORS',
    async (origin) => {
      const answer = await api.nobody.send('OPTIONS', '/users/jobs', undefined, {
        origin,
        'access-control-request-method': 'POST',
      });
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
      expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
    },
  );

  test('learns nothing by asking first: 401, and 405 for a user', async () => {
    expect((await api.nobody.refused('OPTIONS', '/users/jobs')).status).toBe(401);
    const error = await api.ana.refused('OPTIONS', '/users/jobs');
    expect(error).toMatchObject({ status: 405, code: 'METHOD_NOT_ALLOWED' });
  });

  test('cannot log somebody in by a form: only JSON is taken', async () => {
    const form = bytes('email=ana%40example.com&password=x');
    const error = await api.nobody.refused('POST', '/auth/login', form, {
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect(error.status).toBe(415);
  });
});
