import { type Document, MongoServerError } from 'mongodb';
import { describe, expect, test } from 'vitest';
import { errorOf, useTestDatabase } from './support.ts';

const { db, collectionWith } = useTestDatabase();
const ids = (documents: { _id: unknown }[]) => documents.map(({ _id }) => _id);

describe('unique indexes', () => {
  test('refuse a second document with 11000, the index and the values', async () => {
    const collection = await collectionWith({ email: 'a@x.org', area: 1 });
    await collection.createIndex({ email: 1, area: 1 }, { unique: true, name: 'by_mail' });
    const error = await errorOf(collection.insertOne({ email: 'a@x.org', area: 1 }));
    expect(error.code).toBe(11000);
    expect(error.message).toContain('E11000 duplicate key error');
    await collection.insertOne({ email: 'a@x.org', area: 2 });
    expect(await collection.countDocuments()).toBe(2);
  });

  test('refuse an update that would make two alike, and leave the document as it was', async () => {
    const collection = await collectionWith({ _id: 1 as never, k: 'a' }, { _id: 2 as never, k: 'b', n: 1 });
    await collection.createIndex({ k: 1 }, { unique: true });
    const error = await errorOf(collection.updateOne({ _id: 2 as never }, { $set: { k: 'a', n: 2 } }));
    expect(error.code).toBe(11000);
    expect(await collection.findOne({ k: 'b' })).toEqual({ _id: 2, k: 'b', n: 1 });
    await collection.updateOne({ _id: 1 as never }, { $set: { k: 'c' } });
    await collection.updateOne({ _id: 2 as never }, { $set: { k: 'a' } });
    expect(ids(await collection.find({ k: 'a' }).toArray())).toEqual([2]);
  });

  test('take one document without the field', async () => {
    const collection = await collectionWith({ _id: 1 as never });
    await collection.createIndex({ k: 1 }, { unique: true });
    expect((await errorOf(collection.insertOne({ k: null }))).code).toBe(11000);
  });

  test('tell long texts apart that differ only at their end', async () => {
    const long = 'x'.repeat(1000);
    const collection = await collectionWith({ k: `${long}1` });
    await collection.createIndex({ k: 1 }, { unique: true });
    await collection.insertOne({ k: `${long}2` });
    expect((await errorOf(collection.insertOne({ k: `${long}1` }))).code).toBe(11000);
    expect(await collection.countDocuments({ k: `${long}2` })).toBe(1);
    expect(await collection.countDocuments({ k: { $gt: `${long}1` } })).toBe(1);
  });

  test('cannot be made over documents that are alike', async () => {
    const collection = await collectionWith({ k: 1 }, { k: 1 });
    expect(await errorOf(collection.createIndex({ k: 1 }, { unique: true }))).toBeInstanceOf(
      MongoServerError,
    );
    expect(ids((await collection.indexes()).map(({ name }) => ({ _id: name })))).toEqual(['_id_']);
  });

  test('with a partial filter look only at the documents it means', async () => {
    const collection = await collectionWith();
    const partialFilterExpression = { open: true };
    await collection.createIndex({ k: 1 }, { unique: true, partialFilterExpression });
    await collection.insertMany([
      { k: 1, open: false },
      { k: 1, open: false },
      { _id: 3 as never, k: 1, open: true },
    ]);
    expect((await errorOf(collection.insertOne({ k: 1, open: true }))).code).toBe(11000);
    await collection.updateOne({ _id: 3 as never }, { $set: { open: false } });
    await collection.insertOne({ k: 1, open: true });
    expect(await collection.countDocuments({ k: 1, open: true })).toBe(1);
  });

  test('sparse ones leave out documents without the field', async () => {
    const collection = await collectionWith();
    await collection.createIndex({ k: 1 }, { unique: true, sparse: true });
    await collection.insertMany([{ _id: 1 as never }, { _id: 2 as never }, { _id: 3 as never, k: 1 }]);
    expect((await errorOf(collection.insertOne({ k: 1 }))).code).toBe(11000);
    expect(ids(await collection.find({ k: null }).sort({ _id: 1 }).toArray())).toEqual([1, 2]);
    expect(ids(await collection.find().sort({ k: 1, _id: 1 }).toArray())).toEqual([1, 2, 3]);
  });

  test('an insert of many at the same time lets one of each kind in', async () => {
    const collection = await collectionWith();
    await collection.createIndex({ k: 1 }, { unique: true });
    const insert = (_: unknown, i: number) =>
      collection.insertOne({ k: i % 5 }).then(
        () => 1,
        () => 0,
      );
    const inserted = await Promise.all(Array.from({ length: 25 }, insert));
    expect(inserted.filter(Boolean)).toHaveLength(5);
  });
});

describe('an index never changes an answer', () => {
  const rows: Document[] = Array.from({ length: 60 }, (_, i) => ({
    _id: i,
    owner: i % 4,
    status: ['PENDING', 'RUNNING', 'DONE'][i % 3],
    due: i % 7 === 0 ? null : new Date(1_700_000_000_000 + ((i * 37) % 50) * 1000),
    tags: i % 5 === 0 ? [] : [`t${i % 3}`, `t${i % 4}`],
    ...(i % 6 === 0 ? {} : { n: ((i * 13) % 20) - 10 + (i % 2 ? 0.5 : 0) }),
    open: i % 2 === 0,
  }));
  const when = (second: number) => new Date(1_700_000_000_000 + second * 1000);
  const queries: [Document, Document, number?][] = [
    [{ owner: 2 }, { _id: -1 }],
    [{ owner: 2, status: 'DONE' }, { _id: 1 }, 3],
    [
      { owner: { $in: [1, 3] }, status: 'PENDING' },
      { due: 1, _id: 1 },
    ],
    [{ status: 'PENDING', due: { $lte: when(20) } }, { due: 1, _id: 1 }, 5],
    [
      { status: { $in: ['PENDING', 'RUNNING'] }, due: { $gt: when(10), $lt: when(40) } },
      { due: -1, _id: -1 },
      7,
    ],
    [{ open: true, due: { $lte: when(30) } }, { due: 1, _id: 1 }, 10],
    [{ open: true, owner: { $in: [0, 2] }, due: { $lte: when(30) } }, { due: 1, _id: 1 }, 6],
    [{ due: null }, { _id: 1 }],
    [{ due: { $ne: null } }, { due: 1, _id: 1 }],
    [{ tags: 't1' }, { _id: 1 }],
    [{ tags: { $in: ['t0', 't2'] } }, { _id: 1 }],
    [{ tags: { $gte: 't1', $lt: 't2' } }, { _id: 1 }],
    [{ tags: [] }, { _id: 1 }],
    [{ tags: { $size: 2 }, owner: 1 }, { _id: 1 }],
    [{ n: { $gte: -3, $lt: 4.5 } }, { n: 1, _id: 1 }],
    [{ n: { $lt: 0 } }, { n: -1, _id: 1 }],
    [{ n: { $exists: false } }, { _id: 1 }],
    [{ n: { $in: [null, 3, -10] } }, { _id: 1 }],
    [{}, { n: 1, _id: 1 }, 20],
    [{}, { n: -1, _id: -1 }, 20],
    [{ $or: [{ owner: 1 }, { n: { $gt: 5 } }] }, { _id: 1 }],
    [{ _id: { $in: [3, 50, 7, 99] } }, { _id: -1 }],
    [{ _id: { $gt: 10, $lte: 20 }, owner: 2 }, { _id: 1 }],
    [{ $and: [{ owner: 1 }, { owner: { $in: [1, 2] } }] }, { _id: 1 }],
    [{ owner: '1' }, { _id: 1 }],
  ];

  test('whatever is asked, and after updates and deletions too', async () => {
    const [plain, indexed] = [await collectionWith(...rows), await collectionWith(...rows)];
    await indexed.createIndexes([
      { key: { owner: 1, _id: 1 } },
      { key: { owner: 1, status: 1, _id: 1 } },
      { key: { status: 1, due: 1 } },
      { key: { owner: 1, due: 1 }, partialFilterExpression: { open: true } },
      { key: { owner: 1, tags: 1 } },
      { key: { tags: 1 } },
      { key: { n: -1 } },
    ]);
    const compare = async () => {
      for (const [filter, sort, limit] of queries) {
        const [a, b] = await Promise.all(
          [plain, indexed].map((c) =>
            c
              .find(filter)
              .sort(sort)
              .limit(limit ?? 0)
              .toArray(),
          ),
        );
        expect(ids(b ?? []), JSON.stringify(filter)).toEqual(ids(a ?? []));
      }
    };
    await compare();
    for (const collection of [plain, indexed]) {
      await collection.updateMany(
        { owner: 2 },
        { $set: { status: 'DONE', due: when(15) }, $inc: { n: 1 }, $push: { tags: 't9' } as never },
      );
      await collection.updateMany({ owner: 1 }, { $set: { open: true }, $unset: { due: '' } });
      await collection.updateMany({ owner: 3 }, [
        { $set: { n: { $multiply: ['$owner', 2] }, tags: ['t1'] } },
      ]);
      await collection.deleteMany({ status: 'RUNNING', owner: 0 });
      await collection.replaceOne({ _id: 8 as never }, { owner: 1, tags: 't1', open: true, due: when(1) });
    }
    await compare();
  });
});

describe('the list of indexes', () => {
  test('holds what was made and the one of the ids', async () => {
    const collection = await collectionWith();
    await collection.createIndexes([
      { key: { a: 1, b: -1 } },
      { key: { at: 1 }, expireAfterSeconds: 60, name: 'expiry' },
      { key: { k: 1 }, unique: true, partialFilterExpression: { k: { $exists: true } } },
    ]);
    const list = (await collection.indexes()).map(
      ({ v: _version, storageEngine: _engine, ...index }) => index,
    );
    expect(list).toEqual([
      expect.objectContaining({ name: '_id_', key: { _id: 1 } }),
      { name: 'a_1_b_-1', key: { a: 1, b: -1 } },
      { name: 'expiry', key: { at: 1 }, expireAfterSeconds: 60 },
      { name: 'k_1', key: { k: 1 }, unique: true, partialFilterExpression: { k: { $exists: true } } },
    ]);
  });

  test('making the same index again changes nothing', async () => {
    const collection = await collectionWith({ a: 1 });
    await collection.createIndex({ a: 1 });
    await collection.createIndex({ a: 1 });
    expect(await collection.indexes()).toHaveLength(2);
  });

  test('the same name for other fields is refused', async () => {
    const collection = await collectionWith({ a: 1 });
    await collection.createIndex({ a: 1 }, { name: 'x' });
    expect((await errorOf(collection.createIndex({ b: 1 }, { name: 'x' }))).code).toBe(86);
  });

  test('the same fields with other options are refused', async () => {
    const collection = await collectionWith({ a: 1 });
    await collection.createIndex({ a: 1 });
    expect([85, 86]).toContain((await errorOf(collection.createIndex({ a: 1 }, { unique: true }))).code);
  });

  test('a dropped index is gone, and its rule with it', async () => {
    const collection = await collectionWith({ a: 1 });
    await collection.createIndex({ a: 1 }, { unique: true });
    await collection.dropIndex('a_1');
    await collection.insertOne({ a: 1 });
    expect(await collection.indexes()).toHaveLength(1);
    expect((await errorOf(collection.dropIndex('a_1'))).code).toBe(27);
  });
});

describe('collections', () => {
  test('are listed with their names, made ahead, and dropped with what they hold', async () => {
    await db.createCollection('made');
    await db.createCollection('made');
    const collection = await collectionWith({ a: 1 });
    const names = async () => (await db.listCollections().toArray()).map(({ name }) => name);
    expect(await names()).toEqual(expect.arrayContaining(['made', collection.collectionName]));
    expect(await db.listCollections({ name: 'made' }).toArray()).toHaveLength(1);
    await collection.drop();
    expect(await names()).not.toContain(collection.collectionName);
    expect(await collection.countDocuments()).toBe(0);
  });

  test('a new one of the same name is empty', async () => {
    const collection = await collectionWith({ a: 1 });
    await collection.createIndex({ a: 1 }, { unique: true });
    await collection.drop();
    await collection.insertMany([{ a: 1 }, { a: 1 }]);
    expect(await collection.countDocuments({ a: 1 })).toBe(2);
  });

  test('a command that nobody knows is refused with 59', async () => {
    await expect(db.command({ frobnicate: 1 })).rejects.toMatchObject({
      code: 59,
      codeName: 'CommandNotFound',
    });
  });

  test('the server answers to ping and tells its time', async () => {
    expect(await db.command({ ping: 1 })).toMatchObject({ ok: 1 });
    const { localTime } = await db.command({ hello: 1 });
    expect(Math.abs(localTime.getTime() - Date.now())).toBeLessThan(60_000);
  });
});
