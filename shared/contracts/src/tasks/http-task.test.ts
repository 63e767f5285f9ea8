import { describe, expect, it } from 'vitest';
import { isExpected } from './expected-status.ts';
import { type HttpTask, httpTask } from './http-task.ts';

const read = (fields: object) => httpTask.safeParse({ type: 'http', url: 'https://example.com/', ...fields });
/** Lists the issues of a task, as `path: message`. */
const said = (fields: object) =>
  read(fields).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];

describe('An http task', () => {
  it('is a GET that expects a 2xx, unless it says otherwise', () => {
    expect(read({}).data).toEqual({
      type: 'http',
      url: 'https://example.com/',
      method: 'GET',
      expectStatus: '2xx',
    });
  });

  it('may have a text or any JSON value as its body', () => {
    for (const body of ['text', { a: [1, null] }, [], 0, false, null]) {
      expect(read({ method: 'POST', body }).data?.body).toEqual(body);
    }
  });

  it('has no body with GET and HEAD, and one of at most 64 KiB', () => {
    expect(said({ body: 'x' })).toEqual([
      'body: A GET or HEAD request has no body; choose POST, PUT, PATCH or DELETE.',
    ]);
    expect(said({ method: 'HEAD', body: {} })).toHaveLength(1);
    expect(said({ method: 'POST', body: 'é'.repeat(32_768) })).toEqual([]);
    expect(said({ method: 'POST', body: 'é'.repeat(32_769) })).toEqual(['body: A body has at most 64 KiB.']);
  });

  it('has an address and headers of at most 16 KiB together', () => {
    const headers = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, i) => [`X-${i}`, 'x'.repeat(4_000)]));
    expect(said({ headers: headers(4) })).toEqual([]);
    expect(said({ headers: headers(5) })).toEqual([
      'headers: Address and headers have at most 16 KiB together.',
    ]);
  });

  it('knows no other field and no other method', () => {
    expect(read({ follow: true }).success).toBe(false);
    expect(said({ method: 'TRACE' })).toEqual([
      'method: The method is one of: GET, POST, PUT, PATCH, DELETE, HEAD.',
    ]);
    expect(read({ method: 'CONNECT' }).success).toBe(false);
  });
});

describe('The address of an http task', () => {
  it.each([
    'javascript:alert(1)',
    'file:///etc/passwd',
    'ftp://example.com/',
    'example.com',
    'http://',
    '',
    'http://a b/',
  ])('%j is refused: it is not http or https', (url) =>
    expect(said({ url })).toEqual(['url: Enter an address that begins with https:// or http://.']),
  );

  it.each(['http://exa\nmple.com/', 'http://example.com/\r\nx', 'http://example.com/\u0000'])(
    '%j is refused: it holds a control character',
    (url) => expect(read({ url }).success).toBe(false),
  );

  it('holds no user name or password, and at most 2,048 characters', () => {
    expect(said({ url: 'https://me:secret@example.com/' })[0]).toMatch(/no user name or password/);
    expect(said({ url: 'https://me@example.com/' })).toHaveLength(1);
    expect(said({ url: `https://example.com/${'a'.repeat(2_029)}` })).toEqual([
      'url: An address has at most 2,048 characters.',
    ]);
  });
});

describe('The headers of an http task', () => {
  it.each([
    'Host',
    'content-length',
    'Transfer-Encoding',
    'Connection',
    'Proxy-Authorization',
    'proxy-connection',
    'Idempotency-Key',
    'X-ATTEMPT',
    'Upgrade',
    'Expect',
    'TE',
    'Trailer',
    'Keep-Alive',
  ])('may not set %s', (name) => {
    expect(said({ headers: { [name]: 'x' } })).toEqual([
      `headers.${name}: This header cannot be set by a job.`,
    ]);
  });

  it.each(['a b', 'a:b', 'a\r\nb', 'é', '', 'a\u0000', '(a)'])('may not be named %j', (name) => {
    expect(said({ headers: { [name]: 'x' } })).toEqual([
      `headers.${name}: That is not the name of a header.`,
    ]);
  });

  it.each(['a\r\nX-Evil: 1', 'a\nb', 'a\u0000', 'a\tb', '\u007f', '\u0085', '日本'])(
    'may not hold %j',
    (value) => {
      expect(said({ headers: { 'X-A': value } })).toHaveLength(1);
    },
  );

  it('are at most 20, each given once, whatever its case', () => {
    const many = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, i) => [`X-${i}`, 'x']));
    expect(said({ headers: many(20) })).toEqual([]);
    expect(said({ headers: many(21) })).toEqual(['headers: At most 20 headers.']);
    expect(said({ headers: { Accept: 'a', accept: 'b' } })).toHaveLength(2);
  });

  it('of more than 20, which may be thousands, nothing else is looked at', () => {
    const wrong = Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`no name ${i}`, 'x']));
    expect(said({ headers: wrong })).toEqual(['headers: At most 20 headers.']);
  });

  it('may be the usual ones', () => {
    const headers = {
      Authorization: 'Bearer a.b-c',
      'Content-Type': 'text/xml; charset="utf-8"',
      'X-Name': 'é',
    };
    expect(read({ headers }).data?.headers).toEqual(headers);
  });
});

describe('The expected status', () => {
  it.each([
    [200, [200], [201, 500]],
    ['2xx', [200, 204, 299], [199, 300, 404]],
    [
      [200, 404],
      [200, 404],
      [204, 410],
    ],
    [['2xx', 503], [226, 503], [500]],
  ] as [HttpTask['expectStatus'], number[], number[]][])(
    '%j is met by %j and not by %j',
    (expected, met, not) => {
      expect(read({ expectStatus: expected }).data?.expectStatus).toEqual(expected);
      for (const status of met) expect(isExpected(expected, status)).toBe(true);
      for (const status of not) expect(isExpected(expected, status)).toBe(false);
    },
  );

  it.each([[100], [600], ['200'], ['1xx'], [[]], ['ok'], [200.5], [[[200]]]])('is not %j', (expectStatus) => {
    expect(said({ expectStatus })).toEqual([
      'expectStatus: Enter a status such as 200, a group such as "2xx", or a list of them.',
    ]);
  });
});
