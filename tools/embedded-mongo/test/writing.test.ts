import { Binary, Double, Long, ObjectId, UUID } from 'mongodb';
import { describe, expect, test } from 'vitest';
import { errorOf, useTestDatabase } from './support.ts';

const { db, collectionWith } = useTestDatabase();

describe('replacing', () => {
  test('puts a whole document in place of another and keeps the id', async () => {
    const collection = await collectionWith({ _id: 1 as never, a: 1, b: 2 });
    await collection.replaceOne({ a: 1 }, { c: 3 });
    expect(await collection.findOne()).toEqual({ _id: 1, c: 3 });
  });

  test('refuses another id', async () => {
    const collection = await collectionWith({ _id: 1 as never, a: 1 });
    expect((await errorOf(collection.replaceOne({ a: 1 }, { _id: 2 as never, a: 1 }))).code).toBe(66);
  });
});

describe('upserts', () => {
  test('insert what the filter says is equal, then the update, then $setOnInsert', async () => {
    const collection = await collectionWith();
    const filter = { key: 'k', 'deep.er': 1, n: { $gt: 5 }, $and: [{ m: { $eq: 2 } }] };
    const result = await collection.updateOne(
      filter,
      { $set: { a: 1 }, $inc: { c: 1 }, $setOnInsert: { b: 2 } },
      { upsert: true },
    );
    expect(result).toMatchObject({ matchedCount: 0, upsertedCount: 1 });
    const expected = { _id: result.upsertedId, key: 'k', deep: { er: 1 }, m: 2, a: 1, c: 1, b: 2 };
    expect(await collection.findOne()).toEqual(expected);
  });

  test('change the document that is there and leave $setOnInsert aside', async () => {
    const collection = await collectionWith({ _id: 1 as never, key: 'k' });
    const result = await collection.updateOne(
      { key: 'k' },
      { $set: { a: 1 }, $setOnInsert: { b: 2 } },
      { upsert: true },
    );
    expect(result).toMatchObject({ matchedCount: 1, modifiedCount: 1, upsertedCount: 0, upsertedId: null });
    expect(await collection.findOne()).toEqual({ _id: 1, key: 'k', a: 1 });
  });

  test('take the id from the filter, from $setOnInsert, or make one', async () => {
    const collection = await collectionWith();
    const first = await collection.updateOne({ _id: 'mine' as never }, { $set: { a: 1 } }, { upsert: true });
    expect(first.upsertedId).toBe('mine');
    const second = await collection.updateOne(
      { k: 2 },
      { $setOnInsert: { _id: 'yours' as never } },
      { upsert: true },
    );
    expect(second.upsertedId).toBe('yours');
    const third = await collection.updateOne({ k: 3 }, { $set: { a: 1 } }, { upsert: true });
    expect(third.upsertedId).toBeInstanceOf(ObjectId);
  });

  test('work with replacements and pipelines', async () => {
    const collection = await collectionWith();
    await collection.replaceOne({ _id: 1 as never }, { a: 1 }, { upsert: true });
    await collection.updateOne({ _id: 2 as never, b: 1 }, [{ $set: { c: { $add: ['$b', 1] } } }], {
      upsert: true,
    });
    expect(await collection.find().sort({ _id: 1 }).toArray()).toEqual([
      { _id: 1, a: 1 },
      { _id: 2, b: 1, c: 2 },
    ]);
  });
});

describe('several writes at once', () => {
  test('a bulk reports what each kind did', async () => {
    const collection = await collectionWith({ _id: 1 as never, n: 1 }, { _id: 2 as never, n: 2 });
    const result = await collection.bulkWrite([
      { insertOne: { document: { _id: 3 as never } } },
      { updateOne: { filter: { _id: 1 as never }, update: { $inc: { n: 1 } } } },
      { updateOne: { filter: { _id: 1 as never, n: 99 }, update: { $inc: { n: 1 } } } },
      { updateMany: { filter: { n: { $gte: 1 } }, update: { $set: { seen: true } } } },
      { updateOne: { filter: { _id: 9 as never }, update: { $set: { n: 9 } }, upsert: true } },
      { replaceOne: { filter: { _id: 3 as never }, replacement: { n: 3 } } },
      { deleteOne: { filter: { _id: 2 as never } } },
    ]);
    expect(result).toMatchObject({
      insertedCount: 1,
      matchedCount: 4,
      modifiedCount: 4,
      deletedCount: 1,
      upsertedCount: 1,
    });
    expect(result.upsertedIds).toEqual({ 4: 9 });
  });

  test('an ordered insert stops at the first error, an unordered one goes on', async () => {
    const collection = await collectionWith({ _id: 2 as never });
    const documents = [1, 2, 3].map((_id) => ({ _id: _id as never }));
    const stopped = await errorOf(collection.insertMany(documents));
    expect(stopped).toMatchObject({ code: 11000, insertedCount: 1 });
    expect(await collection.countDocuments()).toBe(2);
    const finished = await errorOf(collection.insertMany(documents, { ordered: false }));
    expect(finished.writeErrors.map(({ index }: { index: number }) => index)).toEqual([0, 1]);
    expect(await collection.countDocuments()).toBe(3);
  });

  test('an unordered bulk names the writes that failed', async () => {
    const collection = await collectionWith({ _id: 1 as never, n: 'text' }, { _id: 2 as never, n: 1 });
    const bulk = [1, 2].map((_id) => ({
      updateOne: { filter: { _id: _id as never }, update: { $inc: { n: 1 } } },
    }));
    const error = await errorOf(collection.bulkWrite(bulk, { ordered: false }));
    expect(error.writeErrors).toHaveLength(1);
    expect(error.writeErrors[0].index).toBe(0);
    expect(await collection.findOne({ _id: 2 as never })).toMatchObject({ n: 2 });
  });

  test('deleteOne removes one, deleteMany all that match', async () => {
    const collection = await collectionWith({ a: 1 }, { a: 1 }, { a: 1 }, { a: 2 });
    expect((await collection.deleteOne({ a: 1 })).deletedCount).toBe(1);
    expect((await collection.deleteMany({ a: 1 })).deletedCount).toBe(2);
    expect(await collection.countDocuments()).toBe(1);
  });
});

describe('types of values', () => {
  test('come back as they went in', async () => {
    const value = {
      _id: new ObjectId(),
      whole: 5,
      negative: -7,
      large: 2 ** 40,
      fraction: 0.1,
      beyond: Long.fromString('9007199254740993'),
      text: 'ünïcödé 🎉 \0 end',
      nothing: null,
      yes: true,
      date: new Date(-1),
      bytes: new Binary(Buffer.from([0, 255, 128])),
      uuid: new UUID('0b6d6b66-9b0b-4b0a-8f0a-0123456789ab'),
      pattern: /a+b/i,
      nested: { list: [1, [2, { deep: new Date(5) }], null] },
      empty: {},
      none: [],
    };
    const collection = await collectionWith(value);
    expect(await collection.findOne()).toEqual(value);
    expect(await collection.findOne({ uuid: value.uuid, bytes: value.bytes, nothing: null })).toEqual(value);
  });

  test('fields that an update does not touch keep their numeric types', async () => {
    const collection = await collectionWith({
      _id: 1 as never,
      long: Long.fromNumber(5),
      double: new Double(5),
      n: 1,
    });
    await collection.updateOne({}, { $inc: { n: 1 } });
    const raw = await collection.findOne({}, { promoteValues: false });
    expect(raw?.long).toBeInstanceOf(Long);
    expect(raw?.double).toBeInstanceOf(Double);
  });

  test('fields may have the names of the protocol', async () => {
    const collection = await collectionWith({ _id: 1 as never, documents: [{ a: 1 }] });
    await collection.findOneAndUpdate(
      { documents: [{ a: 1 }] },
      { $set: { updates: [{ b: [{ c: 1 }] }], deletes: [{}] } },
    );
    const expected = { _id: 1, documents: [{ a: 1 }], updates: [{ b: [{ c: 1 }] }], deletes: [{}] };
    expect(await collection.findOne({ updates: [{ b: [{ c: 1 }] }] })).toEqual(expected);
  });

  test('ids may be of any kind', async () => {
    const ids = [1, 'text', new ObjectId(), new Date(0), { a: 1, b: 'x' }];
    const collection = await collectionWith(...ids.map((_id) => ({ _id: _id as never })));
    for (const _id of ids) expect(await collection.findOne({ _id: _id as never })).toEqual({ _id });
  });

  test('an array is no id', async () => {
    expect((await errorOf(db.collection('bad').insertOne({ _id: [1] as never }))).code).toBeGreaterThan(0);
  });
});
