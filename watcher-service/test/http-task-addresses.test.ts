import type { LookupAddress } from 'node:dns';
import { caller, settingsWith } from '@punctual/testing/http-targets/caller';
import { type Sink, startSink } from '@punctual/testing/http-targets/sink';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CallTimer } from '../src/tasks/http/call-timer.ts';
import { HttpClient } from '../src/tasks/http/http-client.ts';
import { BlockedError } from '../src/tasks/http/target.ts';
import { Resources } from '../src/tasks/resources.ts';

const BLOCKED = {
  kind: 'failed',
  code: 'BLOCKED',
  error: 'Jobs may not call this address: it is inside a private network.',
  response: null,
};
const NO_NETWORK = '';

const v4 = (address: string): LookupAddress => ({ address, family: 4 });

let sink: Sink;
beforeEach(async () => {
  sink = await startSink();
});
afterEach(() => sink.stop());

describe('A private address is never connected to', () => {
  it.each([
    '127.0.0.1',
    '127.1',
    '2130706433',
    '0x7f.1',
    '0x7f000001',
    '0177.0.0.1',
    '①②⑦.0.0.1',
    '127.0.0.1.',
    '0.0.0.0',
    '0',
    '10.0.0.1',
    '172.16.0.1',
    '192.168.0.1',
    '169.254.169.254',
    '100.64.0.1',
    '192.0.0.192',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '[::]',
    '[::1]',
    '[::ffff:7f00:1]',
    '[::ffff:127.0.0.1]',
    '[::7f00:1]',
    '[2002:7f00:1::]',
    '[64:ff9b::7f00:1]',
    '[64:ff9b:1::7f00:1]',
    '[2001:0:7f00:1::]',
    '[2001:db8::1]',
    '[fd00:ec2::254]',
    '[fe80::1]',
    'localhost',
    'localhost.',
    'any.localhost',
    'LOCALHOST',
  ])('however it is written: %s', async (host) => {
    const { call } = caller(settingsWith({}, NO_NETWORK));
    expect(await call(sink.url('/echo', host))).toEqual(BLOCKED);
    expect(sink.connections).toBe(0);
  });

  it.each([
    '127.0.0.1',
    '10.0.0.1',
    '169.254.169.254',
    '::1',
    '::ffff:127.0.0.1',
    '::7f00:1',
    'fd00:ec2::254',
  ])('when a name leads there: %s', async (address) => {
    const resolve = async () => [{ address, family: address.includes(':') ? 6 : 4 }];
    const { call } = caller(settingsWith({}, NO_NETWORK), { resolve });
    expect(await call(sink.url('/echo', '127.0.0.1.nip.io'))).toEqual(BLOCKED);
    expect(sink.connections).toBe(0);
  });

  it('when a name leads there the second time only: it is looked up once for an attempt', async () => {
    const answers = [v4('127.0.0.2'), v4('127.0.0.1')];
    let asked = 0;
    const resolve = async () => [answers[asked++] ?? v4('127.0.0.1')];
    // 127.0.0.2 plays the public address: there is no listener.
    const { call } = caller(settingsWith({}, '127.0.0.2'), { resolve });
    expect(await call(sink.url('/echo', 'rebinding.test'))).toMatchObject({ code: 'ECONNREFUSED' });
    expect(asked).toBe(1);
    expect(await call(sink.url('/echo', 'rebinding.test'))).toEqual(BLOCKED);
    expect(asked).toBe(2);
    expect(sink.connections).toBe(0);
  });

  it('when a name leads to a public one as well', async () => {
    const resolve = async () => [v4('127.0.0.1'), v4('127.0.0.2')];
    const { call } = caller(settingsWith({}, '127.0.0.2'), { resolve });
    expect(await call(sink.url('/echo', 'both.test'))).toMatchObject({ code: 'ECONNREFUSED' });
    expect(sink.connections).toBe(0);
  });

  it('without its being found out before a byte is written, should all else fail', async () => {
    const exchange = new HttpClient(() => false);
    const target = { url: new URL(sink.url('/echo', 'sink.test')), addresses: [v4('127.0.0.1')] };
    const request = { method: 'POST', headers: {}, body: Buffer.from('x') };
    const attempt = { signal: new AbortController().signal, resources: new Resources() };
    await expect(exchange.send(target, request, attempt, new CallTimer())).rejects.toThrow(BlockedError);
    expect(sink.requests).toEqual([]);
  });
});

describe('What else is not called', () => {
  it.each([
    ['another protocol', (port: number) => `ftp://127.0.0.1:${port}/echo`],
    ['a URL with a user', (port: number) => `http://user@127.0.0.1:${port}/echo`],
    ['a URL with a password', (port: number) => `http://user:pass@127.0.0.1:${port}/echo`],
  ])('%s, with the same words', async (_what, url) => {
    const { call } = caller(settingsWith({ allowedPorts: [[sink.port, sink.port]] }));
    expect(await call(url(sink.port))).toEqual(BLOCKED);
    expect(sink.connections).toBe(0);
  });

  it('another port, which is named', async () => {
    const { call } = caller(settingsWith({ allowedPorts: [] }));
    const error = `Jobs may not call port ${sink.port}: only 80, 443 and what HTTP_ALLOWED_PORTS names.`;
    expect(await call(sink.url('/echo', 'sink.test'))).toEqual({ ...BLOCKED, error });
    expect(sink.connections).toBe(0);
  });
});

describe('An operator may allow networks and ports of their own', () => {
  it('by address and by name', async () => {
    const { call, close } = caller(settingsWith({ allowedPorts: [[sink.port, sink.port]] }, '127.0.0.1'));
    expect((await call(sink.url('/echo'))).kind).toBe('completed');
    expect((await call(sink.url('/echo', 'localhost'))).kind).toBe('completed');
    expect(await call(sink.url('/echo', '127.0.0.2'))).toEqual(BLOCKED);
    close();
  });
});
