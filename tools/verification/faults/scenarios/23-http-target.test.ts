import { HOUR_MS } from '@punctual/contracts/time';
import type { JobDocument, RunDocument } from '@punctual/engine/database/documents';
import { describe, expect, it } from 'vitest';
import { useHttpBehaviours } from '../stack/http-behaviours.ts';
import { peakGrowth } from '../stack/peak-memory.ts';
import { inSeconds, until, useStack } from '../stack/stack.ts';

const ATTEMPTS = 2;
const TIMEOUT_MS = 1_000;
const MB = 1_024 ** 2;
/**
 * Bytes that a few connections, each with the buffers of both kernels, hold at most: far less than a body of 10
 * GB.
 */
const MOST_SENT = 20 * MB;
const here = useStack();
const targets = useHttpBehaviours();

/** Jobs that call this address are due at once; a retry follows soon. */
async function call(url: string, count = 1) {
  const watcher = await here.watcher({ HTTP_ALLOWED_PORTS: '1-65535' });
  const task = { type: 'http', url, method: 'GET', expectStatus: '2xx' } as JobDocument['task'];
  const retry = { attempts: ATTEMPTS, backoff: 'fixed', delayMs: 500, maxAgeMs: HOUR_MS } as const;
  await here.due(count, inSeconds(2), { task, retry, timeoutMs: TIMEOUT_MS });
  return watcher;
}

/** Checks the invariants with every call that the target saw as an effect. */
async function verdict() {
  here.sink.effects.push(...targets.effects());
  return here.verdict({ faults: ATTEMPTS - 1 });
}

const outcomes = ({ attempts }: RunDocument) => attempts.map(({ outcome, code }) => [outcome, code]);

/** The pause between an attempt and the next that the record promises. */
const pause = ({ attempts, nextAttemptAt }: RunDocument) =>
  nextAttemptAt.getTime() - (attempts[0]?.finishedAt.getTime() ?? 0);

describe('an HTTP target that', () => {
  it.each<[string, () => string, unknown]>([
    ['hangs: the time of the attempt ends it', () => targets.url('/hang'), 'TIMEOUT'],
    ['drips: the time of the attempt ends it, however much comes', () => targets.url('/drip'), 'TIMEOUT'],
    ['answers 500', () => targets.url('/500'), 500],
    ['resets the connection', () => targets.url('/reset'), 'ECONNRESET'],
    ['has a name nobody knows', () => targets.unknownUrl, expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN)$/)],
  ])('%s, and is tried again', async (_, url, code) => {
    await call(url());
    await here.settled();
    expect(outcomes(await here.run())).toEqual([
      ['RETRY', code],
      ['FAILED', code],
    ]);
    expect(await verdict()).toEqual([]);
  });

  it.each<[string, () => string, number, object]>([
    ['answers 404', () => targets.url('/404'), 1, { code: 404, response: 'status 404' }],
    [
      'leads in a circle: it is not followed but recorded',
      () => targets.url('/loop'),
      1,
      { code: 302, error: expect.stringMatching(/redirects are not followed/) },
    ],
    [
      'has a certificate nobody vouches for',
      () => targets.untrustedUrl,
      0,
      { code: 'DEPTH_ZERO_SELF_SIGNED_CERT', error: expect.stringMatching(/is not trusted/) },
    ],
  ])('%s, and is not tried again', async (_, url, calls, told) => {
    await call(url());
    await here.settled();
    expect(await here.run()).toMatchObject({ status: 'FAILED', attempts: [{ outcome: 'FAILED', ...told }] });
    expect(targets.requests).toHaveLength(calls);
    expect(await verdict()).toEqual([]);
  });

  it.each([
    ['7 seconds', '/429', 7_000],
    ['a day: it is given an hour at most', '/429-day', HOUR_MS],
  ])('answers 429 and asks for %s', async (_, path, ms) => {
    await call(targets.url(path));
    await until(async () => expect(await here.run()).toMatchObject({ status: 'PENDING', attempt: 1 }));
    const run = await here.run();
    expect(outcomes(run)).toEqual([['RETRY', 429]]);
    expect(pause(run)).toBe(ms);
    expect(targets.requests).toHaveLength(1);
  });

  it('answers 429 is called again when the time that it asked for is over, and no sooner', async () => {
    await call(targets.url('/429'));
    await here.settled();
    const [first, second] = (await here.run()).attempts;
    const waited = (second?.startedAt?.getTime() ?? 0) - (first?.finishedAt.getTime() ?? Infinity);
    expect(waited).toBeGreaterThanOrEqual(7_000);
    expect(await verdict()).toEqual([]);
  });

  it('sends 10 GB to each of 40 calls at once is read for 64 KiB, and the worker grows by less than 50 MB', async () => {
    const watcher = await call(targets.url('/endless'), 40);
    const growth = peakGrowth(watcher.process.pid);
    await here.settled();
    const grown = growth();
    process.stdout.write(`40 bodies of 10 GB: the worker grew by ${(grown / MB).toFixed(0)} MB at most\n`);
    expect(grown).toBeLessThan(50 * MB);
    for (const { status, attempts } of await here.runs()) {
      expect(status).toBe('COMPLETED');
      expect(attempts).toMatchObject([{ code: 200, response: 'x'.repeat(4_096) }]);
    }
    for (const { socket } of targets.requests) expect(socket.bytesWritten).toBeLessThan(MOST_SENT);
    expect(await verdict()).toEqual([]);
  });
});
