import { createLogger } from '@punctual/engine/platform/logger';
import { startPrivateRedis } from '@punctual/testing/backing/private-redis';
import { Redis } from 'ioredis';
import { expect, onTestFinished, test } from 'vitest';
import { SlidingWindows } from '../src/limits/sliding-windows.ts';

const LIMIT = 20;
const WINDOW_MS = 300;
const WINDOWS = 6;
const counter = { layer: 'ip', id: 'a', limit: LIMIT, windowMs: WINDOW_MS } as const;

/** Sends requests without a pause for some windows; returns when each that was let in was sent and answered, in ms. */
async function hammer(windows: SlidingWindows): Promise<[number, number][]> {
  const admitted: [number, number][] = [];
  const end = performance.now() + WINDOWS * WINDOW_MS;
  while (performance.now() < end) {
    const sent = performance.now();
    const [reading] = await windows.consume([counter]);
    if (reading?.waitMs === 0) admitted.push([sent, performance.now()]);
  }
  return admitted;
}

test('sliding windows: no stretch of a window has more requests than its limit, whenever a burst begins', async () => {
  const server = await startPrivateRedis();
  const redis = new Redis(server.url);
  onTestFinished(async () => {
    redis.disconnect();
    await server.stop();
  });
  await redis.ping();
  const windows = new SlidingWindows(redis, createLogger('test', { level: 'silent', format: 'json' }));
  const admitted = await hammer(windows);
  expect(windows.areShared).toBe(true);
  expect(admitted.length).toBeGreaterThanOrEqual(LIMIT * (WINDOWS - 2));
  // Redis rounds its clock down to a millisecond.
  const stretches = admitted.slice(LIMIT).map(([, answered], i) => answered - (admitted[i]?.[0] ?? 0));
  expect(Math.min(...stretches)).toBeGreaterThan(WINDOW_MS - 1);
});
