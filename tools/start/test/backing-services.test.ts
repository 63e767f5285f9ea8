import { startPrivateMongo } from '@punctual/testing/backing/private-mongo';
import { startPrivateRedis } from '@punctual/testing/backing/private-redis';
import { Redis } from 'ioredis';
import { MongoClient } from 'mongodb';
import { afterEach, describe, expect, inject, it } from 'vitest';

const cleanups: Array<() => Promise<unknown>> = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function redisAt(url: string): Promise<Redis> {
  const client = new Redis(url, { retryStrategy: null });
  cleanups.push(async () => client.disconnect());
  return client;
}

async function mongoAt(uri: string): Promise<MongoClient> {
  const client = await new MongoClient(uri, { serverSelectionTimeoutMS: 5000 }).connect();
  cleanups.push(() => client.close());
  return client;
}

describe('the services that every test run has', () => {
  it('include a Redis that evicts nothing', async () => {
    const client = await redisAt(inject('redisUrl'));
    expect(await client.config('GET', 'maxmemory-policy')).toEqual(['maxmemory-policy', 'noeviction']);
  });

  it('include a database that answers', async () => {
    const client = await mongoAt(inject('mongodbUri'));
    expect(await client.db('admin').command({ ping: 1 })).toMatchObject({ ok: 1 });
  });
});

describe('a private Redis', () => {
  it('comes back empty at the same address after a kill', async () => {
    const first = await startPrivateRedis();
    await (await redisAt(first.url)).set('a', '1');
    first.process.kill('SIGKILL');
    await first.process.exited;
    const second = await startPrivateRedis({ port: first.port });
    cleanups.push(second.stop);
    expect(second.url).toBe(first.url);
    expect(await (await redisAt(second.url)).get('a')).toBeNull();
  });
});

describe('a private database', () => {
  it('comes back after a kill with what it had acknowledged', async () => {
    const first = await startPrivateMongo();
    const before = await mongoAt(first.uri);
    await before
      .db('example')
      .collection('things')
      .insertOne({ name: 'kept' }, { writeConcern: { w: 1, j: true } });
    first.process.kill('SIGKILL');
    await first.process.exited;
    const second = await startPrivateMongo({ dataDir: first.dataDir, port: first.port });
    cleanups.push(second.stop);
    const after = await mongoAt(second.uri);
    expect(await after.db('example').collection('things').countDocuments({ name: 'kept' })).toBe(1);
  });
});
