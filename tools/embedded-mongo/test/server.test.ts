import { once } from 'node:events';
import { connect } from 'node:net';
import { deserialize, serialize } from 'bson';
import { describe, expect, test } from 'vitest';
import { startEmbeddedMongo } from '../src/server.ts';
import { connected, ownServer, temporaryDirectory } from './own-server.ts';

const CHECKSUM_PRESENT = 1;
const MORE_TO_COME = 2;

function opMsg(requestId: number, command: object, flags = 0): Buffer {
  const body = serialize(command);
  const tail = flags & CHECKSUM_PRESENT ? Buffer.alloc(4) : Buffer.alloc(0);
  const head = Buffer.alloc(21);
  head.writeInt32LE(head.length + body.length + tail.length, 0);
  head.writeInt32LE(requestId, 4);
  head.writeInt32LE(2013, 12);
  head.writeUInt32LE(flags, 16);
  return Buffer.concat([head, body, tail]);
}

/** Sends bytes and reads so many answers: the request each belongs to, and its document. */
async function converse(port: number, sent: Buffer[], answers: number) {
  const socket = connect(port, '127.0.0.1');
  for (const bytes of sent) socket.write(bytes);
  let received = Buffer.alloc(0);
  const replies: { to: number; reply: Record<string, unknown> }[] = [];
  while (replies.length < answers) {
    const [chunk] = (await once(socket, 'data')) as [Buffer];
    received = Buffer.concat([received, chunk]);
    while (received.length >= 4 && received.length >= received.readInt32LE(0)) {
      const size = received.readInt32LE(0);
      replies.push({ to: received.readInt32LE(8), reply: deserialize(received.subarray(21, size)) });
      received = received.subarray(size);
    }
  }
  socket.destroy();
  return replies;
}

describe('the server', () => {
  test.each(['0.0.0.0', '::', '192.168.1.10', 'example.org'])('refuses to listen on %s', async (host) => {
    const starting = startEmbeddedMongo({ dataDir: await temporaryDirectory(), host });
    await expect(starting).rejects.toThrow(
      `The embedded database listens on this machine only (127.0.0.1), not on ${host}.`,
    );
  });

  test('a data directory can be opened again after it was closed', async () => {
    const dataDir = await temporaryDirectory();
    const first = await startEmbeddedMongo({ dataDir });
    await expect(startEmbeddedMongo({ dataDir })).rejects.toThrow('in use');
    await first.close();
    const second = await ownServer({ dataDir });
    expect(second.port).toBeGreaterThan(0);
  });

  test('answers requests sent without waiting in their order', async () => {
    const { port } = await ownServer();
    const sent = Array.from({ length: 50 }, (_, i) =>
      opMsg(1000 + i, i % 2 ? { ping: 1, $db: 'x' } : { nothing: 1, $db: 'x' }),
    );
    const replies = await converse(port, sent, 50);
    expect(replies.map(({ to }) => to)).toEqual(Array.from({ length: 50 }, (_, i) => 1000 + i));
  });

  test('does not answer a write that wants no answer, but does it', async () => {
    const { port } = await ownServer();
    const insert = { insert: 'c', documents: [{ _id: 1 }], writeConcern: { w: 0 }, $db: 'x' };
    const replies = await converse(
      port,
      [opMsg(1, insert, MORE_TO_COME), opMsg(2, { count: 'c', $db: 'x' })],
      1,
    );
    expect(replies).toEqual([{ to: 2, reply: { n: 1, ok: 1 } }]);
  });

  test('takes messages with a checksum, and messages that come byte by byte', async () => {
    const { port } = await ownServer();
    const message = opMsg(5, { ping: 1, $db: 'x' }, CHECKSUM_PRESENT);
    const bytes = [...message].map((byte) => Buffer.from([byte]));
    expect(await converse(port, bytes, 1)).toEqual([{ to: 5, reply: { ok: 1 } }]);
  });

  test('closes a connection that does not speak the protocol, and serves the others', async () => {
    const { port, uri } = await ownServer();
    const socket = connect(port, '127.0.0.1');
    socket.end('GET / HTTP/1.1\r\n\r\n');
    await once(socket, 'close');
    expect(await (await connected(uri)).db('x').command({ ping: 1 })).toEqual({ ok: 1 });
  });

  test.each<[string, object, number]>([
    ['a change stream', { aggregate: 'c', pipeline: [{ $changeStream: {} }], cursor: {} }, 40573],
    ['a transaction', { find: 'c', startTransaction: true, autocommit: false, txnNumber: 1 }, 20],
    ['a collation', { find: 'c', filter: {}, collation: { locale: 'de' } }, 238],
    ['$out', { aggregate: 'c', pipeline: [{ $out: 'd' }], cursor: {} }, 238],
    [
      '$out inside $facet',
      { aggregate: 'c', pipeline: [{ $facet: { a: [{ $merge: 'd' }] } }], cursor: {} },
      238,
    ],
    ['a text index', { createIndexes: 'c', indexes: [{ key: { a: 'text' }, name: 'a' }] }, 67],
    [
      'a partial filter that MongoDB refuses too',
      {
        createIndexes: 'c',
        indexes: [{ key: { a: 1 }, name: 'a', partialFilterExpression: { a: { $ne: 1 } } }],
      },
      67,
    ],
    ['an unknown stage', { aggregate: 'c', pipeline: [{ $frob: 1 }], cursor: {} }, 40324],
    ['an unknown query operator', { find: 'c', filter: { a: { $frob: 1 } } }, 2],
    ['an unknown top-level operator', { find: 'c', filter: { $frob: 1 } }, 2],
    ['$where', { find: 'c', filter: { $where: 'true' } }, 2],
    ['tailable cursors', { find: 'c', tailable: true }, 238],
    ['parallel arrays in an index', { insert: 'p', documents: [{ a: [1], b: [2] }] }, 171],
  ])('refuses %s in so many words', async (_, command, code) => {
    const db = (await connected((await ownServer()).uri)).db('x');
    await db.collection('p').createIndex({ a: 1, b: 1 });
    const reply = await db.command(command).then(
      ({ writeErrors }) => writeErrors?.[0],
      (error) => error,
    );
    expect(reply).toMatchObject({ code });
    expect(String(reply.errmsg ?? reply.message).length).toBeGreaterThan(10);
  });

  test('$$NOW is the same for all documents of a command', async () => {
    const collection = (await connected((await ownServer()).uri)).db('x').collection('c');
    await collection.insertMany([{}, {}, {}]);
    await collection.updateMany({}, [{ $set: { at: '$$NOW' } }]);
    const times = (await collection.find().toArray()).map(({ at }) => at.getTime());
    expect(new Set(times).size).toBe(1);
    expect(Math.abs((times[0] ?? 0) - Date.now())).toBeLessThan(60_000);
  });

  test('counts a whole collection without reading it, and exactly', async () => {
    const collection = (await connected((await ownServer()).uri)).db('x').collection<{ _id: number }>('c');
    await collection.insertMany(Array.from({ length: 20 }, (_, i) => ({ _id: i })));
    await collection.deleteMany({ _id: { $lt: 5 } });
    expect(await collection.estimatedDocumentCount()).toBe(15);
  });

  test('removes what has expired, and only that', async () => {
    const { uri } = await ownServer({ ttlIntervalMs: 20 });
    const collection = (await connected(uri))
      .db('x')
      .collection<{ _id: number; at?: Date | string; done: boolean }>('c');
    const partialFilterExpression = { done: true };
    await collection.createIndex({ at: 1 }, { expireAfterSeconds: 3600, partialFilterExpression });
    const ago = (seconds: number) => new Date(Date.now() - seconds * 1000);
    await collection.insertMany([
      { _id: 1, at: ago(7200), done: true },
      { _id: 2, at: ago(7200), done: false },
      { _id: 3, at: ago(60), done: true },
      { _id: 4, at: 'yesterday', done: true },
      { _id: 5, done: true },
    ]);
    await expect.poll(() => collection.countDocuments()).toBe(4);
    expect((await collection.find().sort({ _id: 1 }).toArray()).map(({ _id }) => _id)).toEqual([2, 3, 4, 5]);
  });

  test('collMod changes when documents expire', async () => {
    const { uri } = await ownServer({ ttlIntervalMs: 20 });
    const db = (await connected(uri)).db('x');
    await db.collection('c').createIndex({ at: 1 }, { expireAfterSeconds: 3600 });
    await db.collection('c').insertOne({ at: new Date(Date.now() - 60_000) });
    const reply = await db.command({ collMod: 'c', index: { keyPattern: { at: 1 }, expireAfterSeconds: 1 } });
    expect(reply).toMatchObject({ expireAfterSeconds_old: 3600, expireAfterSeconds_new: 1 });
    await expect.poll(() => db.collection('c').countDocuments()).toBe(0);
  });
});
