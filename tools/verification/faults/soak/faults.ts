import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import type { Stack } from '../stack/stack.ts';
import type { LinkMode } from '../stack/tcp-proxy.ts';
import type { Place } from './site.ts';

/** kill -9, and another in its place after a while. */
export async function killed(place: Place, awayMs: number): Promise<void> {
  await place.kill();
  await pause(awayMs);
  await place.start();
}

/** A link that is out of order for a while. */
export async function disturbed(
  place: Place,
  to: 'mongo' | 'redis',
  mode: LinkMode,
  ms: number,
): Promise<void> {
  await place.links[to].set(mode);
  await pause(ms);
  await place.links[to].set('pass');
}

/** All that Redis holds is gone. */
export async function flushed(url: string): Promise<void> {
  const redis = new Redis(url);
  try {
    await redis.flushall();
  } finally {
    redis.disconnect();
  }
}

/** Redis is killed, and comes back at its address with nothing in it. */
export async function lost(stack: Stack, awayMs: number): Promise<void> {
  stack.redis.process.kill('SIGKILL');
  await stack.redis.process.exited;
  await pause(awayMs);
  await stack.reviveRedis();
}

/** All are killed at once, and all come back. */
export async function blackedOut(places: readonly Place[], awayMs: number): Promise<void> {
  await Promise.all(places.map((place) => place.kill()));
  await pause(awayMs);
  await Promise.all(places.map((place) => place.start()));
}
