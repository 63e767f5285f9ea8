import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { caller, RUN_ID, settingsWith } from '@punctual/testing/http-targets/caller';
import { SELF_SIGNED } from '@punctual/testing/http-targets/self-signed';
import { type Sink, startSink } from '@punctual/testing/http-targets/sink';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

const SHORT_MS = 250;
const MB = 1_024 ** 2;

let sink: Sink;
const { call, close } = caller();
beforeAll(async () => {
  sink = await startSink();
});
afterAll(async () => {
  close();
  await sink.stop();
});

const echoed = async (...[task, context]: [Parameters<typeof call>[1]?, Parameters<typeof call>[2]?]) =>
  JSON.parse((await call(sink.url('/echo'), task, context)).response ?? '') as {
    method: string;
    headers: Record<string, string>;
    body: string;
  };

/** The request, once its connection is closed. */
async function closed(request: IncomingMessage | undefined): Promise<IncomingMessage> {
  if (!request) throw new Error('No request came.');
  if (!request.socket.destroyed) await new Promise((resolve) => request.socket.once('close', resolve));
  return request;
}

describe('A request', () => {
  it('carries the run it belongs to, the number of its attempt, and who sends it', async () => {
    const { method, headers, body } = await echoed({}, { attempt: 3 });
    expect({ method, body }).toEqual({ method: 'GET', body: '' });
    expect(headers).toMatchObject({
      host: `127.0.0.1:${sink.port}`,
      'idempotency-key': RUN_ID,
      'x-attempt': '3',
      'accept-encoding': 'identity',
      'user-agent': expect.stringMatching(/^Punctual\/\d+\.\d+\.\d+$/),
    });
  });

  it('has the same key on every attempt', async () => {
    const attempts = await Promise.all([1, 2, 3].map((attempt) => echoed({}, { attempt })));
    expect(new Set(attempts.map(({ headers }) => headers['idempotency-key']))).toEqual(new Set([RUN_ID]));
  });

  it('sends a JSON value as JSON, a text as it is, and what the job says of them', async () => {
    const json = await echoed({ method: 'POST', body: { name: 'é' } });
    expect(json).toMatchObject({ method: 'POST', body: '{"name":"é"}' });
    expect(json.headers).toMatchObject({ 'content-type': 'application/json', 'content-length': '13' });
    const plain = await echoed({ method: 'PUT', body: 'a=1' });
    expect(plain).toMatchObject({ method: 'PUT', body: 'a=1' });
    expect(plain.headers['content-type']).toBe('text/plain; charset=utf-8');
    const form = { 'Content-Type': 'application/x-www-form-urlencoded', 'User-Agent': 'mine' };
    const given = await echoed({ method: 'PATCH', body: 'a=1', headers: form });
    expect(given.headers).toMatchObject({ 'content-type': form['Content-Type'], 'user-agent': 'mine' });
  });

  it.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const)('may be a %s without a body', async (method) =>
    expect(await echoed({ method })).toMatchObject({ method, body: '' }),
  );

  it('may be a HEAD, whose answer has no body', async () => {
    expect(await call(sink.url('/echo'), { method: 'HEAD' })).toMatchObject({
      kind: 'completed',
      response: null,
    });
  });

  it('takes no proxy from the environment', async () => {
    const proxy = await startSink();
    vi.stubEnv('HTTP_PROXY', proxy.url('/'))
      .stubEnv('http_proxy', proxy.url('/'))
      .stubEnv('NODE_USE_ENV_PROXY', '1');
    try {
      expect((await call(sink.url('/echo'))).kind).toBe('completed');
      expect(proxy.connections).toBe(0);
    } finally {
      vi.unstubAllEnvs();
      await proxy.stop();
    }
  });
});

describe('An answer', () => {
  it.each([
    ['/204', { kind: 'completed', code: 204, response: null }],
    ['/404', { kind: 'failed', code: 404, response: 'status 404' }],
    ['/410', { kind: 'failed', code: 410, disableJob: true }],
    ['/429', { kind: 'retry', code: 429, retryAfterMs: 7_000 }],
    ['/500', { kind: 'retry', code: 500, response: 'status 500' }],
    ['/binary', { kind: 'completed', code: 200, response: '(not text: 1000 bytes of image/png)' }],
  ])('of %s is understood', async (path, outcome) =>
    expect(await call(sink.url(path))).toMatchObject(outcome),
  );

  it('that is expected is a success, whatever its status', async () => {
    expect((await call(sink.url('/404'), { expectStatus: [404] })).kind).toBe('completed');
    expect((await call(sink.url('/500'), { expectStatus: '5xx' })).kind).toBe('completed');
  });

  it.each(['/loop', '/metadata'])(
    'that leads elsewhere (%s) is the result, and is not followed',
    async (path) => {
      const before = sink.requests.length;
      expect(await call(sink.url(path))).toMatchObject({ kind: 'failed', code: 302 });
      expect(sink.requests.length).toBe(before + 1);
    },
  );

  it('of 10 GB is cut off after 64 KiB, of which 4 KiB are shown', async () => {
    const before = process.memoryUsage().rss;
    const outcome = await call(sink.url('/endless'));
    expect(outcome).toMatchObject({ kind: 'completed', code: 200, response: 'x'.repeat(4_096) });
    const { socket } = await closed(sink.requests.at(-1));
    expect(socket.bytesWritten).toBeLessThan(20 * MB);
    expect(process.memoryUsage().rss - before).toBeLessThan(50 * MB);
  });
});

describe('A server that does not answer as it should', () => {
  it.each(['/hang', '/drip'])(
    'is given up when the time of the attempt is over (%s), and its connection closed',
    async (path) => {
      const before = sink.requests.length;
      const outcome = await call(sink.url(path), {}, { ms: SHORT_MS });
      expect(outcome).toMatchObject({
        kind: 'retry',
        code: 'TIMEOUT',
        error: `127.0.0.1:${sink.port} did not answer in time.`,
      });
      await closed(sink.requests[before]);
    },
  );

  it('is left at once when the attempt is stopped', async () => {
    const aborter = new AbortController();
    const count = sink.requests.length;
    const outcome = call(sink.url('/hang'), {}, { signal: aborter.signal });
    await sink.reached(count + 1);
    aborter.abort();
    expect(await outcome).toMatchObject({ kind: 'retry', code: 'ABORTED' });
    expect(await call(sink.url('/echo'), {}, { signal: aborter.signal })).toMatchObject({ code: 'ABORTED' });
    expect(sink.requests.length).toBe(count + 1);
  });

  it.each([
    ['/reset', 'ECONNRESET'],
    ['/garbage', expect.stringMatching(/^HPE_/)],
  ])('may do so the next time (%s)', async (path, code) =>
    expect(await call(sink.url(path))).toMatchObject({ kind: 'retry', code, response: null }),
  );

  it('has not answered when its answer ends early, whatever the status: it may do so the next time', async () => {
    expect(await call(sink.url('/half'))).toMatchObject({
      kind: 'retry',
      code: 'ECONNRESET',
      error: `127.0.0.1:${sink.port} answered 200, and cut the connection before the end of its answer.`,
      response: null,
      undelivered: false,
    });
  });

  it('may be away', async () => {
    const gone = await startSink();
    await gone.stop();
    expect(await call(gone.url('/'))).toMatchObject({ kind: 'retry', code: 'ECONNREFUSED' });
  });

  it('may have a name that does not resolve', async () => {
    const outcome = await call('http://nobody.invalid/');
    expect(outcome).toMatchObject({ kind: 'retry', code: expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN)$/) });
  });

  it('is not trusted with a certificate of an unknown authority, and is asked by its name', async () => {
    const names: string[] = [];
    const server = https.createServer({
      ...SELF_SIGNED,
      SNICallback(name, done) {
        names.push(name);
        done(null);
      },
    });
    let requests = 0;
    server.on('request', () => {
      requests += 1;
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const named = caller(settingsWith(), { resolve: async () => [{ address: '127.0.0.1', family: 4 }] });
    expect(await named.call(`https://sink.test:${port}/`)).toMatchObject({
      kind: 'failed',
      code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
      error: `The certificate of sink.test:${port} is not trusted.`,
    });
    expect({ names, requests }).toEqual({ names: ['sink.test'], requests: 0 });
    named.close();
    server.close();
  });

  it('may not speak TLS at all', async () => {
    expect(await call(sink.url('/echo').replace('http:', 'https:'))).toMatchObject({
      kind: 'failed',
      error: `No secure connection to 127.0.0.1:${sink.port} could be agreed on.`,
    });
  });
});
