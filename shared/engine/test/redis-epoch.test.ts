import { useDatabase } from '@punctual/testing/engine/database';
import { quietLogger, useRedis } from '@punctual/testing/engine/redis';
import { beforeEach, describe, expect, it } from 'vitest';
import { connectProducer } from '../src/platform/redis.ts';
import { RedisEpoch } from '../src/queue/redis-epoch.ts';

const db = useDatabase();
const redis = useRedis();
const epoch = () => new RedisEpoch(redis.producer, db.models);
/** Everything that waits has been put into the queue. */
async function allWell(): Promise<void> {
  await epoch().finish((await epoch().pendingReplay()) ?? '');
}
beforeEach(async () => {
  await redis.producer.flushall();
  await db.models.state.deleteMany();
});

describe('the epoch of Redis', () => {
  it('is unfinished at the first start, until what waits has been sent', async () => {
    expect(await epoch().pendingReplay()).toEqual(expect.any(String));
    await allWell();
    expect(await epoch().pendingReplay()).toBeNull();
  });

  it('stays pending until a process has finished it', async () => {
    const first = await epoch().pendingReplay();
    expect(await epoch().pendingReplay()).toBe(first);
  });

  it('is named alike by all that look at the same time', async () => {
    const named = await Promise.all(Array.from({ length: 8 }, () => epoch().pendingReplay()));
    expect(new Set(named).size).toBe(1);
    expect(named[0]).toEqual(expect.any(String));
  });

  it('is a new one when Redis has lost its data', async () => {
    const before = await epoch().pendingReplay();
    await allWell();
    await redis.producer.flushall();
    const now = await epoch().pendingReplay();
    expect([now, now === before]).toEqual([expect.any(String), false]);
  });

  it('that was lost again before it was finished is unfinished still', async () => {
    const before = (await epoch().pendingReplay()) ?? '';
    await redis.producer.flushall();
    await epoch().finish(before);
    expect(await epoch().pendingReplay()).toEqual(expect.any(String));
  });

  it('is not asked for while Redis is away', async () => {
    const away = connectProducer('redis://127.0.0.1:1', 'away', quietLogger);
    expect(await new RedisEpoch(away, db.models).pendingReplay()).toBeNull();
    away.disconnect();
  });

  it('is not waited for when Redis does not answer', async () => {
    const frozen = Object.assign(Object.create(redis.producer), { get: () => new Promise(() => {}) });
    await expect(new RedisEpoch(frozen, db.models, 50).pendingReplay()).rejects.toThrow('did not answer');
  });
});
