import { gzipSync } from 'node:zlib';
import { useApi } from '@punctual/testing/api/api';
import { bytes } from '@punctual/testing/api/client';
import { aJob } from '@punctual/testing/api/job-drafts';
import { rawRequest } from '@punctual/testing/api/raw';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const api = useApi();
const JSON_TYPE = { 'content-type': 'application/json' };
const posted = (body: unknown, headers: Record<string, string> = JSON_TYPE) =>
  api.ana.refused('POST', '/users/jobs', body, headers);
const asked = (path: string) => api.ana.refused('GET', path);
const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

let before: Record<string, number>;
beforeEach(async () => {
  before = await api.counts();
});
// None of these requests may have changed anything.
afterEach(async () => {
  expect(await api.counts()).toEqual(before);
});

describe('bad requests: a body', () => {
  test.each(['{', '{"name": }', "{'name': 'x'}", '"text"', '12', 'null', ''])(
    'that is no JSON object is a 400 or 422: %s',
    async (text) => {
      expect([400, 422]).toContain((await posted(bytes(text))).status);
    },
  );

  test('of malformed JSON is a 400, without a word of the parser', async () => {
    const error = await posted(bytes('{"name": "Water the plants",}'));
    expect(error).toMatchObject({ status: 400, code: 'MALFORMED_JSON', details: [] });
    expect(error.message).toBe('The body is not well-formed JSON.');
  });

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
  ])('of the type %s is a 415', async (type) => {
    const error = await posted(bytes(JSON.stringify(aJob())), { 'content-type': type });
    expect(error).toMatchObject({ status: 415, code: 'UNSUPPORTED_MEDIA_TYPE' });
  });

  test('without a type is a 415', async () => {
    expect((await posted(bytes(JSON.stringify(aJob())), {})).status).toBe(415);
  });

  test('in an unknown character set or encoding is a 415', async () => {
    const text = bytes(JSON.stringify(aJob()));
    const charset = await posted(text, { 'content-type': 'application/json; charset=klingon' });
    const encoding = await posted(text, { ...JSON_TYPE, 'content-encoding': 'klingon' });
    expect([charset.status, encoding.status]).toEqual([415, 415]);
  });

  test('that claims to be compressed and is not is a 400', async () => {
    const error = await posted(bytes('{"name":"x"}'), { ...JSON_TYPE, 'content-encoding': 'gzip' });
    expect(error).toMatchObject({ status: 400, code: 'MALFORMED_JSON' });
  });

  test('of 101 kB is a 413, compressed or not', async () => {
    const large = bytes(JSON.stringify(aJob({ description: 'x'.repeat(101 * 1024) })));
    const packed = gzipSync(large);
    expect(await posted(large)).toMatchObject({ status: 413, code: 'TOO_LARGE' });
    expect((await posted(packed, { ...JSON_TYPE, 'content-encoding': 'gzip' })).status).toBe(413);
  });

  test.each([65, 200, 20_000, 49_000])('nested %i deep is refused and does no harm', async (depth) => {
    const draft = JSON.stringify(aJob({ task: { type: 'log', data: 'DATA' } }));
    const error = await posted(bytes(draft.replace('"DATA"', () => nested(depth))));
    expect(error).toMatchObject({ status: 422, code: 'VALIDATION_FAILED' });
    expect(error.message).toMatch(/nested too deeply/);
  });

  test.each(['[]', '[{"name":"x"}]', '{}'])('of another form is a 422: %s', async (text) => {
    expect(await posted(bytes(text))).toMatchObject({ status: 422, code: 'VALIDATION_FAILED' });
  });
});

describe('bad requests: unknown fields', () => {
  test('are refused, each by its path', async () => {
    const error = await posted(aJob({ colour: 'red', retry: { tries: 3 }, task: { type: 'log', level: 1 } }));
    expect(error).toMatchObject({ status: 422, code: 'VALIDATION_FAILED' });
    expect(error.paths.sort()).toEqual(['colour', 'retry.tries', 'task.level']);
  });

  test('that name an object’s prototype are refused, and do not reach it', async () => {
    const draft = JSON.stringify(aJob()).slice(0, -1);
    for (const poison of ['"__proto__":{"role":"admin"}', '"constructor":{"prototype":{"role":"admin"}}'])
      expect((await posted(bytes(`${draft},${poison}}`))).status).toBe(422);
    const deep = { task: { type: 'log', data: JSON.parse('{"a":[{"__proto__":{"role":"admin"}}]}') } };
    expect(await posted(aJob(deep))).toMatchObject({ status: 422, paths: ['task.data.a.0.__proto__'] });
    expect((await api.ana.get('/auth/me')).body.role).toBe('user');
  });

  test('that are operators of the database are refused', async () => {
    expect((await posted(aJob({ $where: 'sleep(1000)' }))).paths).toEqual(['$where']);
    expect((await posted(aJob({ name: { $gt: '' } }))).paths).toEqual(['name']);
  });
});

describe('bad requests: queries', () => {
  test.each([
    ['?colour=red', 'colour'],
    ['?status[$ne]=PENDING', 'status[$ne]'],
    ['?status=PENDING&status=FAILED', 'status'],
    ['?limit=1&limit=2', 'limit'],
    ['?status=pending', 'status'],
    ['?status=', 'status'],
    ['?enabled=yes', 'enabled'],
    ['?limit=0', 'limit'],
    ['?limit=101', 'limit'],
    ['?limit=1000000000', 'limit'],
    ['?limit=1e9', 'limit'],
    ['?limit=-1', 'limit'],
    ['?limit=1.5', 'limit'],
    ['?limit=', 'limit'],
    ['?limit=many', 'limit'],
    ['?page=0', 'page'],
    ['?page=1e400', 'page'],
    ['?page=9007199254740993', 'page'],
    ['?cursor=nonsense', 'cursor'],
    ['?cursor[$gt]=', 'cursor[$gt]'],
    ['?__proto__=1', '__proto__'],
  ])('are refused at what is wrong: /users/jobs%s', async (query, path) => {
    const error = await asked(`/users/jobs${query}`);
    expect(error).toMatchObject({ status: 422, code: 'VALIDATION_FAILED', paths: [path] });
  });

  test.each(['/auth/me', '/users/jobs/0123456789abcdef01234567'])(
    'with parameters are refused where there are none: %s',
    async (path) => {
      expect(await asked(`${path}?unknown=1`)).toMatchObject({ status: 422, paths: ['unknown'] });
    },
  );

  test('of administrators are checked in the same way', async () => {
    const error = await api.carla.refused('GET', '/admin/jobs?owner[$ne]=x&limit=1e9');
    expect(error.paths.sort()).toEqual(['limit', 'owner[$ne]']);
  });
});

test('bad requests: with two Host headers are refused, whichever comes first', async () => {
  for (const path of ['/health', '/users/jobs'])
    expect(await rawRequest(api.url, [`GET ${path} HTTP/1.1`, 'Host: evil.example'])).toMatch(
      /^HTTP\/1\.1 400 /,
    );
  expect(await rawRequest(api.url, ['GET /health HTTP/1.1'])).toMatch(/^HTTP\/1\.1 200 /);
});

describe('bad requests: unknown paths', () => {
  test.each([
    '/nowhere',
    '/users',
    '/users/jobs/0123456789abcdef01234567/nothing',
    '/admin',
    '/.env',
    '/jobsx',
  ])('%s is a 404 in JSON for who is logged in, and a 401 for others', async (path) => {
    expect(await asked(path)).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    expect(await api.nobody.refused('GET', path)).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
  });
});

describe('bad requests: wrong methods', () => {
  test.each([
    ['DELETE', '/users/jobs', /^(?=.*\bGET\b)(?=.*\bPOST\b)/],
    ['PUT', '/auth/me', /\bGET\b/],
    ['GET', '/auth/login', /^POST$/],
    ['POST', '/health', /\bGET\b/],
    ['POST', '/admin/jobs', /\bGET\b/],
  ])('%s %s is a 405 that names the right ones', async (method, path, allowed) => {
    const error = await api.carla.refused(method, path);
    expect(error).toMatchObject({ status: 405, code: 'METHOD_NOT_ALLOWED' });
    expect(error.headers.get('allow')).toMatch(allowed);
  });

  test('on paths that need credentials are a 401 without them', async () => {
    expect((await api.nobody.refused('DELETE', '/users/jobs')).status).toBe(401);
    expect((await api.nobody.refused('GET', '/auth/login')).status).toBe(405);
  });
});

describe('bad requests: every refusal', () => {
  test('lists fifty problems at most, and says how many more there are', async () => {
    const fields = Object.fromEntries(Array.from({ length: 8_000 }, (_, i) => [`f${i}`, 0]));
    const error = await posted({ ...aJob(), ...fields });
    expect(error.details).toHaveLength(51);
    expect(error.details.at(-1)).toEqual({ path: '', message: 'There are 7950 more problems.' });
  });

  test('repeats no long text that was sent', async () => {
    const { details, message } = await posted({ ...aJob(), ['k'.repeat(50_000)]: 1 });
    expect(JSON.stringify([details, message]).length).toBeLessThan(2_000);
  });

  test('has a code for programs, a sentence for people that names the field, and the id of the request', async () => {
    const error = await posted(aJob({ colour: 'red' }), { 'x-request-id': 'given-by-the-test' });
    expect(error).toMatchObject({
      code: 'VALIDATION_FAILED',
      message: 'colour: There is no field "colour" here.',
      details: [{ path: 'colour', message: 'There is no field "colour" here.' }],
      requestId: 'given-by-the-test',
    });
  });
});
