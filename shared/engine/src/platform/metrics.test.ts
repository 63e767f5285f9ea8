import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { mayReadMetrics } from './metrics.ts';

const TOKEN = 'a-token-of-many-letters';
type Headers = Record<string, string>;

/** A request as it comes over a socket: this machine's, unless told otherwise. */
const request = (headers: Headers = {}, remoteAddress = '127.0.0.1') =>
  ({
    headers: { host: 'localhost:3000', ...headers },
    socket: { remoteAddress },
  }) as unknown as IncomingMessage;

describe('the metrics, where there is no token, may be read', () => {
  it.each(['localhost', '127.0.0.1:9100', '[::1]:9100'])('on this machine, by the name %s', (host) => {
    expect(mayReadMetrics(request({ host }), undefined)).toBe(true);
  });

  it.each<[string, Headers, string?]>([
    ['from another machine', {}, '192.0.2.7'],
    ['by the name of another site that points here', { host: 'evil.example' }],
    ['by no name', { host: '' }],
    ['for whom a proxy speaks', { 'x-forwarded-for': '203.0.113.7' }],
    ['for whom a proxy speaks by another header', { 'x-real-ip': '203.0.113.7' }],
    ['for whom a proxy speaks without naming them', { via: '1.1 edge' }],
  ])('by nobody %s', (_, headers, address) => {
    expect(mayReadMetrics(request(headers, address), undefined)).toBe(false);
  });
});

describe('the metrics, where there is a token, may be read', () => {
  it('with it, from anywhere and by any name', () => {
    const headers = { authorization: `Bearer ${TOKEN}`, host: 'punctual.example', via: '1.1 edge' };
    expect(mayReadMetrics(request(headers, '192.0.2.7'), TOKEN)).toBe(true);
  });

  it.each<[string, Headers]>([
    ['without it, on this machine too: a proxy beside it need not name itself', {}],
    ['with another', { authorization: 'Bearer another-token-of-letters' }],
  ])('by nobody %s', (_, headers) => {
    expect(mayReadMetrics(request(headers), TOKEN)).toBe(false);
  });
});
