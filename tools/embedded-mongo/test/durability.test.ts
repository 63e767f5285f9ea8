import { MongoClient } from 'mongodb';
import { describe, expect, test } from 'vitest';
import { connected, spawnServer, temporaryDirectory } from './own-server.ts';

const ROUNDS = 10;
const WRITES = 10_000;
const WRITERS = 8;
const DOCUMENTS = 100_000;
const START_LIMIT_MS = 3000;

/** Writes documents until the server dies; gives the ids whose writes were acknowledged. */
async function writeUntilKilled(
  uri: string,
  first: number,
  killAfter: number,
  kill: () => void,
): Promise<number[]> {
  const client = await new MongoClient(uri, {
    serverSelectionTimeoutMS: 500,
    heartbeatFrequencyMS: 500,
  }).connect();
  const collection = client.db('durable').collection<{ _id: number; k: string }>('writes');
  const acknowledged: number[] = [];
  let next = first;
  const writer = async () => {
    for (;;) {
      const _id = next++;
      await collection.insertOne({ _id, k: `k${_id}` });
      acknowledged.push(_id);
      if (acknowledged.length === killAfter) kill();
    }
  };
  await Promise.allSettled(Array.from({ length: WRITERS }, writer));
  await client.close();
  return acknowledged;
}

describe('the data', () => {
  test(`${WRITES} acknowledged writes survive ${ROUNDS} times kill -9, in the documents and in the indexes`, async () => {
    const directory = await temporaryDirectory();
    const acknowledged: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const { child, uri, exit } = spawnServer(directory);
      const address = await uri;
      const client = await new MongoClient(address).connect();
      await client.db('durable').collection('writes').createIndex({ k: 1 }, { unique: true });
      await client.close();
      const kill = () => child.kill('SIGKILL');
      acknowledged.push(...(await writeUntilKilled(address, round * 1_000_000, WRITES / ROUNDS, kill)));
      await exit;
    }
    expect(acknowledged.length).toBeGreaterThanOrEqual(WRITES);
    const collection = (await connected(await spawnServer(directory).uri))
      .db('durable')
      .collection<{ _id: number; k: string }>('writes');
    const kept = new Set((await collection.find().toArray()).map(({ _id }) => _id));
    expect(acknowledged.filter((_id) => !kept.has(_id))).toEqual([]);
    const byKey = await collection
      .find({ k: { $gte: '' } })
      .hint('k_1')
      .toArray();
    expect(byKey).toHaveLength(kept.size);
  }, 120_000);

  test(`${DOCUMENTS} documents are there in under ${START_LIMIT_MS} ms after a start`, async () => {
    const directory = await temporaryDirectory();
    const first = spawnServer(directory);
    const filling = (await connected(await first.uri))
      .db('large')
      .collection<{ _id: number; n: number; text: string }>('many');
    await filling.createIndex({ n: 1 });
    for (let at = 0; at < DOCUMENTS; at += 10_000) {
      await filling.insertMany(
        Array.from({ length: 10_000 }, (_, i) => ({ _id: at + i, n: -(at + i), text: 'x'.repeat(200) })),
      );
    }
    first.child.kill('SIGTERM');
    expect(await first.exit).toBe(0);
    const started = performance.now();
    const collection = (await connected(await spawnServer(directory).uri)).db('large').collection('many');
    expect(await collection.estimatedDocumentCount()).toBe(DOCUMENTS);
    expect(await collection.findOne({ n: -99_999 })).toMatchObject({ _id: 99_999 });
    expect(performance.now() - started).toBeLessThan(START_LIMIT_MS);
  }, 120_000);
});

describe('the program', () => {
  test('says what it is not for, where it listens, and ends cleanly on SIGTERM', async () => {
    const server = spawnServer(await temporaryDirectory());
    expect(await server.uri).toMatch(/^mongodb:\/\/127\.0\.0\.1:\d+$/);
    expect(server.lines.join('\n')).toMatch(/embedded database.*not for production/i);
    server.child.kill('SIGTERM');
    expect(await server.exit).toBe(0);
  });

  test('says in one sentence that a data directory is in use, and ends with 1', async () => {
    const directory = await temporaryDirectory();
    await spawnServer(directory).uri;
    const second = spawnServer(directory);
    await expect(second.uri).rejects.toThrow(
      /^The data directory .+ is in use by another embedded database\.$/,
    );
    expect(await second.exit).toBe(1);
  });

  test('says in one sentence that a port is taken, and ends with 1', async () => {
    const uri = await spawnServer(await temporaryDirectory()).uri;
    const second = spawnServer(await temporaryDirectory(), Number(new URL(uri).port));
    await expect(second.uri).rejects.toThrow(/^Port \d+ is taken by another program\.$/);
    expect(await second.exit).toBe(1);
  });
});
