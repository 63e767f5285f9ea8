import type { LookupAddress } from 'node:dns';
import { caller, settingsWith } from '@punctual/testing/http-targets/caller';
import { type Sink, startSink } from '@punctual/testing/http-targets/sink';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const SHORT_MS = 250;
const ANOTHER_OWNER = '65f0c0ffee65f0c0ffee65f1';

let sink: Sink;
beforeEach(async () => {
  sink = await startSink();
});
afterEach(() => sink.stop());

describe('A host', () => {
  it('sees at most so many requests at a time; who does not get a turn in time may come again', async () => {
    const { call } = caller(settingsWith({ perHost: 2 }));
    const aborter = new AbortController();
    const held = [1, 2].map(() => call(sink.url('/hang'), {}, { signal: aborter.signal }));
    await sink.reached(2);
    expect(await call(sink.url('/echo'), {}, { ms: SHORT_MS })).toMatchObject({
      kind: 'retry',
      code: 'HOST_BUSY',
    });
    const waiting = call(sink.url('/echo'));
    expect(sink.requests).toHaveLength(2);
    aborter.abort();
    await Promise.all(held);
    expect(await waiting).toMatchObject({ kind: 'completed' });
  });

  it('is asked over a connection that is open already', async () => {
    const { call, close } = caller();
    const first = await call(sink.url('/echo'), { method: 'GET' });
    expect(first.timings).toMatchObject({ connectedMs: expect.any(Number), securedMs: null });
    for (const method of ['POST', 'HEAD'] as const)
      expect((await call(sink.url('/echo'), { method })).timings).toMatchObject({ connectedMs: null });
    expect(sink).toMatchObject({ connections: 1, requests: { length: 3 } });
    close();
  });

  it('that fails again and again is not asked for a while', async () => {
    const { call } = caller(settingsWith({ circuitFailures: 2, circuitCoolingMs: 60_000 }));
    await call(sink.url('/500'));
    await call(sink.url('/reset'));
    const outcome = await call(sink.url('/echo'));
    expect(outcome).toMatchObject({ kind: 'retry', code: 'CIRCUIT_OPEN', untried: true });
    expect(outcome.error).toMatch(/is left alone for a while\. The last time: .* cut the connection\.$/);
    expect(outcome.retryAfterMs).toBeGreaterThan(50_000);
    expect(sink.requests).toHaveLength(2);
    const other = await startSink();
    expect((await call(other.url('/echo'))).kind).toBe('completed');
    await other.stop();
  });

  it('is not held to fail by answers that blame the request, nor by what is expected', async () => {
    const { call } = caller(settingsWith({ circuitFailures: 1 }));
    for (const path of ['/404', '/410', '/429', '/loop']) await call(sink.url(path));
    await call(sink.url('/500'), { expectStatus: 500 });
    expect((await call(sink.url('/echo'))).kind).toBe('completed');
  });
});

describe('A host that two users call', () => {
  it('is open for one although the calls of the other fail again and again', async () => {
    const { call } = caller(settingsWith({ circuitFailures: 1, circuitCoolingMs: 60_000 }));
    await call(sink.url('/500'));
    expect(await call(sink.url('/echo'))).toMatchObject({ code: 'CIRCUIT_OPEN' });
    expect((await call(sink.url('/echo'), {}, { ownerId: ANOTHER_OWNER })).kind).toBe('completed');
  });

  it('has a place for one although the calls of the other take all of theirs', async () => {
    const { call } = caller(settingsWith({ perHost: 1 }));
    const aborter = new AbortController();
    const held = call(sink.url('/hang'), {}, { signal: aborter.signal });
    await sink.reached(1);
    expect((await call(sink.url('/echo'), {}, { ownerId: ANOTHER_OWNER })).kind).toBe('completed');
    aborter.abort();
    await held;
  });

  it('is another where the scheme is another', async () => {
    const { call } = caller(settingsWith({ circuitFailures: 1, circuitCoolingMs: 60_000 }));
    await call(sink.url('/500'));
    // A connection that speaks no TLS fails for another reason than an open circuit.
    expect((await call(sink.url('/echo').replace('http:', 'https:'))).code).not.toBe('CIRCUIT_OPEN');
  });
});

describe('Names that two users call', () => {
  it('are looked up for one although the names of the other get no answer, until the resolver gives them up', async () => {
    const [asked, giveUp] = [[] as string[], [] as (() => void)[]];
    const resolve = (host: string): Promise<LookupAddress[]> => {
      asked.push(host);
      if (host === 'ana.test') return Promise.resolve([{ address: '127.0.0.1', family: 4 }]);
      return new Promise((_, reject) => giveUp.push(() => reject(new Error('gave up'))));
    };
    const { call } = caller(settingsWith({ lookupsAtOnce: 3 }), { resolve });
    const hanging = Array.from({ length: 20 }, () =>
      call(sink.url('/', 'mallory.test'), {}, { ms: SHORT_MS }),
    );
    expect(await Promise.all(hanging)).toEqual(
      hanging.map(() => expect.objectContaining({ code: 'TIMEOUT', undelivered: true })),
    );
    const late = call(sink.url('/', 'mallory.test'), {}, { ms: SHORT_MS });
    expect((await call(sink.url('/echo', 'ana.test'), {}, { ownerId: ANOTHER_OWNER })).kind).toBe(
      'completed',
    );
    await late;
    expect(asked).toEqual(['mallory.test', 'mallory.test', 'ana.test']);
    for (const end of giveUp) end();
  });
});
