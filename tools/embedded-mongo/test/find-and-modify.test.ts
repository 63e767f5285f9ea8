import { MongoServerError } from 'mongodb';
import { describe, expect, test } from 'vitest';
import { errorOf, useTestDatabase } from './support.ts';

const { db, collectionWith } = useTestDatabase();

describe('findOneAndUpdate', () => {
  test('gives the document as it was, or as it is', async () => {
    const collection = await collectionWith({ _id: 1 as never, n: 1 });
    expect(await collection.findOneAndUpdate({ _id: 1 as never }, { $inc: { n: 1 } })).toEqual({
      _id: 1,
      n: 1,
    });
    const options = { returnDocument: 'after', projection: { n: 1, _id: 0 } } as const;
    expect(await collection.findOneAndUpdate({ _id: 1 as never }, { $inc: { n: 1 } }, options)).toEqual({
      n: 3,
    });
  });

  test('takes the first in the order asked for', async () => {
    const collection = await collectionWith(
      { _id: 1 as never, n: 5 },
      { _id: 2 as never, n: 3 },
      { _id: 3 as never, n: 9 },
    );
    const taken = await collection.findOneAndUpdate(
      { taken: null },
      { $set: { taken: true } },
      { sort: { n: 1 } },
    );
    expect(taken?._id).toBe(2);
    const next = await collection.findOneAndUpdate(
      { taken: null },
      { $set: { taken: true } },
      { sort: { n: -1 } },
    );
    expect(next?._id).toBe(3);
  });

  test('gives null where nothing matches', async () => {
    const collection = await collectionWith({ n: 1 });
    expect(await collection.findOneAndUpdate({ n: 2 }, { $set: { n: 3 } })).toBeNull();
    expect(await collection.findOneAndDelete({ n: 2 })).toBeNull();
  });

  test('inserts by upsert and says so', async () => {
    const collection = await collectionWith();
    const options = { upsert: true, returnDocument: 'after', includeResultMetadata: true } as const;
    const result = await collection.findOneAndUpdate({ _id: 7 as never }, { $set: { a: 1 } }, options);
    expect(result.value).toEqual({ _id: 7, a: 1 });
    expect(result.lastErrorObject).toMatchObject({ n: 1, updatedExisting: false, upserted: 7 });
  });

  test('takes pipelines and replacements', async () => {
    const collection = await collectionWith({ _id: 1 as never, a: 1 });
    const after = { returnDocument: 'after' } as const;
    expect(await collection.findOneAndUpdate({}, [{ $set: { b: { $add: ['$a', 1] } } }], after)).toEqual({
      _id: 1,
      a: 1,
      b: 2,
    });
    expect(await collection.findOneAndReplace({}, { c: 1 }, after)).toEqual({ _id: 1, c: 1 });
  });

  test('removes and gives what it removed', async () => {
    const collection = await collectionWith({ _id: 1 as never, n: 1 }, { _id: 2 as never, n: 2 });
    expect(await collection.findOneAndDelete({}, { sort: { n: -1 } })).toEqual({ _id: 2, n: 2 });
    expect(await collection.countDocuments()).toBe(1);
  });

  test('of many at the same time each takes another document', async () => {
    const collection = await collectionWith(
      ...Array.from({ length: 40 }, (_, i) => ({ _id: i as never, taken: false })),
    );
    const take = () =>
      collection.findOneAndUpdate({ taken: false }, { $set: { taken: true } }, { sort: { _id: 1 } });
    const taken = await Promise.all(Array.from({ length: 40 }, take));
    expect(new Set(taken.map((document) => document?._id)).size).toBe(40);
  });

  test('a unique key that is taken is refused and nothing changes', async () => {
    const collection = await collectionWith({ _id: 1 as never, k: 'a' }, { _id: 2 as never, k: 'b' });
    await collection.createIndex({ k: 1 }, { unique: true });
    const error = await errorOf(collection.findOneAndUpdate({ _id: 2 as never }, { $set: { k: 'a' } }));
    expect(error).toBeInstanceOf(MongoServerError);
    expect(await collection.findOne({ _id: 2 as never })).toEqual({ _id: 2, k: 'b' });
  });

  test('needs an update or a removal', async () => {
    await expect(db.command({ findAndModify: 'x', query: {} })).rejects.toThrow();
  });
});
