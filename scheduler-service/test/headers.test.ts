import { useApi } from '@punctual/testing/api/api';
import { bytes } from '@punctual/testing/api/client';
import { aJob } from '@punctual/testing/api/job-drafts';
import { describe, expect, test } from 'vitest';

const api = useApi();
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const idFor = async (given?: string) => {
  const answer = await api.nobody.get('/health', given === undefined ? {} : { 'x-request-id': given });
  return answer.headers.get('x-request-id');
};

describe('the request id', () => {
  test('is made for each request', async () => {
    const [one, other] = [await idFor(), await idFor()];
    expect(one).toMatch(UUID);
    expect(other).not.toBe(one);
  });

  test('that a proxy has given is kept', async () => {
    expect(await idFor('proxy-0123_ABC')).toBe('proxy-0123_ABC');
  });

  test.each(['short', 'with blanks in it', '{"json":"it is"}', 'x'.repeat(65), 'naïve-request'])(
    'that could break something is replaced: %s',
    async (given) => {
      expect(await idFor(given)).toMatch(UUID);
    },
  );
});

/** Answers of every kind: a success, and each way to be refused. */
const ANSWERS: [string, () => Promise<{ status: number; headers: Headers }>][] = [
  ['200', () => api.ana.get('/users/jobs')],
  ['201', () => api.ana.post('/users/jobs', aJob())],
  ['204', async () => (await api.newcomer()).post('/auth/logout')],
  ['400', () => api.ana.send('POST', '/users/jobs', bytes('{'), { 'content-type': 'application/json' })],
  ['401', () => api.nobody.get('/users/jobs')],
  ['403', () => api.ana.get('/admin/jobs')],
  ['404', () => api.ana.get('/nowhere')],
  ['405', () => api.ana.send('DELETE', '/users/jobs')],
  ['415', () => api.ana.send('POST', '/users/jobs', bytes('x'), { 'content-type': 'text/plain' })],
  ['422', () => api.ana.post('/users/jobs', {})],
];

describe.each(ANSWERS)('an answer of %s', (status, ask) => {
  test('has a policy that allows only content of this site', async () => {
    const answer = await ask();
    expect(String(answer.status)).toBe(status);
    expect(answer.headers.get('content-security-policy')?.split(';').sort()).toEqual([
      "base-uri 'none'",
      "connect-src 'self'",
      "default-src 'none'",
      "font-src 'self'",
      "form-action 'self'",
      "frame-ancestors 'none'",
      "img-src 'self' data:",
      "manifest-src 'self'",
      "script-src 'self'",
      expect.stringMatching(/^style-src 'self' 'nonce-[\da-f-]{36}'$/),
    ]);
  });

  test('is not stored, not sniffed, not framed, and does not name its software', async () => {
    const { headers } = await ask();
    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'strict-transport-security': 'max-age=31536000; includeSubDomains',
    });
    expect(headers.has('x-powered-by')).toBe(false);
  });
});

test('the nonce differs in every answer', async () => {
  const policies = await Promise.all(Array.from({ length: 20 }, () => api.nobody.get('/health')));
  const nonces = policies.map(
    ({ headers }) => /nonce-[^']+/.exec(headers.get('content-security-policy') ?? '')?.[0],
  );
  expect(new Set(nonces).size).toBe(20);
});
