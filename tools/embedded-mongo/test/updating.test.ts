import { Binary, type Document, MongoServerError, ObjectId } from 'mongodb';
import { describe, expect, test } from 'vitest';
import { errorOf, useTestDatabase } from './support.ts';

const { collectionWith } = useTestDatabase();
const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute));

describe('update operators', () => {
  const reader = new ObjectId('64b000000000000000000002');

  test.each<[string, Document, Document, Document]>([
    ['$set a new field', { a: 1 }, { $set: { b: 2 } }, { a: 1, b: 2 }],
    ['$set inside a document', { a: { x: 1 } }, { $set: { 'a.y': 2 } }, { a: { x: 1, y: 2 } }],
    ['$set making the documents on its way', {}, { $set: { 'a.b.c': 1 } }, { a: { b: { c: 1 } } }],
    ['$set in an array by place', { a: [1, 2] }, { $set: { 'a.1': 9 } }, { a: [1, 9] }],
    ['$set null', { a: 1 }, { $set: { a: null } }, { a: null }],
    ['$set a date and an id', {}, { $set: { d: at(1), r: reader } }, { d: at(1), r: reader }],
    [
      '$set binary data that is no text',
      { b: new Binary(Buffer.from([255])) },
      { $set: { b: new Binary(Buffer.from([254])) } },
      { b: new Binary(Buffer.from([254])) },
    ],
    ['$unset', { a: 1, b: { c: 1, d: 2 } }, { $unset: { a: '', 'b.c': '', z: '' } }, { b: { d: 2 } }],
    ['$inc', { n: 1, f: 0.5 }, { $inc: { n: 2, f: 1, m: 5 } }, { n: 3, f: 1.5, m: 5 }],
    ['$mul', { n: 3 }, { $mul: { n: 2, m: 4 } }, { n: 6, m: 0 }],
    ['$min and $max', { a: 5, b: 5 }, { $min: { a: 3, b: 9 }, $max: { c: at(2) } }, { a: 3, b: 5, c: at(2) }],
    ['$max of dates', { d: at(1) }, { $max: { d: at(3) } }, { d: at(3) }],
    ['$max over null', { d: null }, { $max: { d: at(3) } }, { d: at(3) }],
    ['$rename', { a: 1 }, { $rename: { a: 'b' } }, { b: 1 }],
    ['$push', { l: [1] }, { $push: { l: 2 } }, { l: [1, 2] }],
    ['$push to nothing', {}, { $push: { l: { x: 1 } } }, { l: [{ x: 1 }] }],
    [
      '$push keeping the last',
      { l: [1, 2] },
      { $push: { l: { $each: [3, 4], $slice: -3 } } },
      { l: [2, 3, 4] },
    ],
    [
      '$push to nothing keeping the last',
      {},
      { $push: { l: { $each: [1, 2, 3], $slice: -2 } } },
      { l: [2, 3] },
    ],
    ['$push at a place', { l: [1, 2] }, { $push: { l: { $each: [9], $position: 0 } } }, { l: [9, 1, 2] }],
    [
      '$push sorted',
      { l: [{ n: 3 }] },
      { $push: { l: { $each: [{ n: 1 }], $sort: { n: 1 } } } },
      { l: [{ n: 1 }, { n: 3 }] },
    ],
    ['$addToSet', { l: ['a'] }, { $addToSet: { l: { $each: ['a', 'b', 'b'] } } }, { l: ['a', 'b'] }],
    ['$addToSet beside doubles', { l: [1, 1] }, { $addToSet: { l: 2 } }, { l: [1, 1, 2] }],
    ['$addToSet of ids', { l: [reader] }, { $addToSet: { l: reader } }, { l: [reader] }],
    ['$pull by value', { l: [1, 2, 1] }, { $pull: { l: 1 } }, { l: [2] }],
    ['$pull by condition', { l: [1, 5, 9] }, { $pull: { l: { $gte: 5 } } }, { l: [1] }],
    ['$pull of documents', { l: [{ k: 1, v: 2 }, { k: 2 }] }, { $pull: { l: { k: 1 } } }, { l: [{ k: 2 }] }],
    [
      '$pull of documents beside single values',
      { l: [1, { k: 1 }, 'k'] },
      { $pull: { l: { k: 1 } } },
      { l: [1, 'k'] },
    ],
    ['$max of different types', { a: true, b: [1] }, { $max: { a: at(1), b: 5 } }, { a: at(1), b: [1] }],
    ['$pullAll', { l: [1, 2, 3] }, { $pullAll: { l: [1, 3] } }, { l: [2] }],
    ['$pop', { l: [1, 2, 3], m: [1, 2] }, { $pop: { l: 1, m: -1 } }, { l: [1, 2], m: [2] }],
    [
      'several operators at once',
      { a: 1, l: [] },
      { $set: { b: 1 }, $inc: { a: 1 }, $push: { l: 1 }, $unset: { z: 1 } },
      { a: 2, b: 1, l: [1] },
    ],
  ])('%s', async (_, before, update, after) => {
    const collection = await collectionWith({ _id: 1 as never, ...before });
    await collection.updateOne({}, update);
    expect(await collection.findOne()).toEqual({ _id: 1, ...after });
  });

  test('the positional operator changes the element that the filter met', async () => {
    const collection = await collectionWith({
      _id: 1 as never,
      l: [
        { k: 'a', n: 1 },
        { k: 'b', n: 1 },
      ],
    });
    await collection.updateOne({ _id: 1 as never, 'l.k': 'b' }, { $set: { 'l.$.n': 7 }, $inc: { total: 1 } });
    expect(await collection.findOne()).toEqual({
      _id: 1,
      l: [
        { k: 'a', n: 1 },
        { k: 'b', n: 7 },
      ],
      total: 1,
    });
  });

  test('array filters choose the elements to change, $[] changes all', async () => {
    const collection = await collectionWith({ _id: 1 as never, l: [{ n: 1 }, { n: 5 }, { n: 9 }] });
    await collection.updateOne(
      {},
      { $set: { 'l.$[big].seen': true } },
      { arrayFilters: [{ 'big.n': { $gte: 5 } }] },
    );
    await collection.updateOne({}, { $inc: { 'l.$[].n': 1 } });
    expect((await collection.findOne())?.l).toEqual([{ n: 2 }, { n: 6, seen: true }, { n: 10, seen: true }]);
  });

  test('$currentDate sets the time of the server', async () => {
    const collection = await collectionWith({ _id: 1 as never });
    await collection.updateOne({}, { $currentDate: { at: true } });
    const document = await collection.findOne();
    expect(Math.abs(document?.at.getTime() - Date.now())).toBeLessThan(60_000);
  });

  test('counts what matched and what really changed', async () => {
    const collection = await collectionWith({ a: 1 }, { a: 2 }, { a: 3 });
    expect(await collection.updateMany({ a: { $gte: 2 } }, { $set: { a: 2 } })).toMatchObject({
      matchedCount: 2,
      modifiedCount: 1,
    });
    expect(await collection.updateOne({ a: 9 }, { $set: { a: 1 } })).toMatchObject({
      matchedCount: 0,
      modifiedCount: 0,
    });
  });

  test.each<[string, Document, Document, number]>([
    ['unknown operators', { a: 1 }, { $frob: { a: 1 } }, 9],
    ['two operators on one path', { a: 1 }, { $set: { a: 1 }, $inc: { a: 1 } }, 40],
    ['a path and what is inside it', { a: {} }, { $set: { a: {}, 'a.b': 1 } }, 40],
    ['a change of the id', { a: 1 }, { $set: { _id: 2 } }, 66],
    ['$inc of text', { a: 'x' }, { $inc: { a: 1 } }, 14],
    ['$push to a number', { a: 1 }, { $push: { a: 1 } }, 2],
  ])('refuses %s', async (_, before, update, code) => {
    const collection = await collectionWith({ _id: 1 as never, ...before });
    expect((await errorOf(collection.updateOne({ _id: 1 as never }, update))).code).toBe(code);
    expect(await collection.findOne()).toEqual({ _id: 1, ...before });
  });

  test('refuses a path through a number', async () => {
    const collection = await collectionWith({ _id: 1 as never, a: 1 });
    expect(await errorOf(collection.updateOne({}, { $set: { 'a.b': 1 } }))).toBeInstanceOf(MongoServerError);
    expect(await collection.findOne()).toEqual({ _id: 1, a: 1 });
  });

  test('setting the id to what it is changes nothing', async () => {
    const collection = await collectionWith({ _id: 1 as never, a: 1 });
    await collection.updateOne({ _id: 1 as never }, { $set: { _id: 1 as never, a: 2 } });
    expect(await collection.findOne()).toEqual({ _id: 1, a: 2 });
  });
});

describe('update pipelines', () => {
  test.each<[string, Document, Document[], Document]>([
    [
      '$set from other fields',
      { a: 2, b: 3 },
      [{ $set: { c: { $multiply: ['$a', '$b'] } } }],
      { a: 2, b: 3, c: 6 },
    ],
    [
      '$set inside a document',
      { a: { x: 1 } },
      [{ $set: { 'a.y': { $add: ['$a.x', 1] } } }],
      { a: { x: 1, y: 2 } },
    ],
    ['$unset', { a: 1, b: 2 }, [{ $unset: 'a' }], { b: 2 }],
    [
      'difference of dates',
      { d: at(3), e: at(1) },
      [{ $set: { ms: { $subtract: ['$d', '$e'] } } }],
      { d: at(3), e: at(1), ms: 120_000 },
    ],
    [
      'a date and milliseconds',
      { d: at(1) },
      [{ $set: { e: { $add: ['$d', 60_000] } } }],
      { d: at(1), e: at(2) },
    ],
    ['$max with a number', { a: -5 }, [{ $set: { b: { $max: [0, '$a'] } } }], { a: -5, b: 0 }],
    [
      '$cond and $ifNull',
      { a: 1 },
      [{ $set: { b: { $cond: [{ $gt: ['$a', 0] }, 'yes', 'no'] }, c: { $ifNull: ['$z', 'none'] } } }],
      { a: 1, b: 'yes', c: 'none' },
    ],
    [
      '$cond in words',
      { a: null },
      // biome-ignore lint/suspicious/noThenProperty: that is what MongoDB calls it
      [{ $set: { b: { $cond: { if: { $eq: ['$a', null] }, then: 1, else: 2 } } } }],
      { a: null, b: 1 },
    ],
    [
      '$switch',
      { a: 3 },
      // biome-ignore lint/suspicious/noThenProperty: that is what MongoDB calls it
      [{ $set: { b: { $switch: { branches: [{ case: { $lt: ['$a', 2] }, then: 's' }], default: 'l' } } } }],
      { a: 3, b: 'l' },
    ],
    [
      '$concatArrays and $slice',
      { l: [1, 2, 3] },
      [{ $set: { l: { $slice: [{ $concatArrays: ['$l', [4]] }, -2] } } }],
      { l: [3, 4] },
    ],
    [
      '$concatArrays with nothing',
      {},
      [{ $set: { l: { $concatArrays: [{ $ifNull: ['$l', []] }, [{ n: 1 }]] } } }],
      { l: [{ n: 1 }] },
    ],
    [
      '$map and $filter',
      { l: [1, 2, 3] },
      [
        {
          $set: {
            l: {
              $map: {
                input: { $filter: { input: '$l', as: 'i', cond: { $gt: ['$$i', 1] } } },
                as: 'i',
                in: { $multiply: ['$$i', 10] },
              },
            },
          },
        },
      ],
      { l: [20, 30] },
    ],
    [
      '$$REMOVE',
      { a: 1, b: 2 },
      [{ $set: { b: { $cond: [{ $eq: ['$a', 1] }, '$$REMOVE', '$b'] } } }],
      { a: 1 },
    ],
    [
      '$replaceWith',
      { a: 1, b: 2 },
      [{ $replaceWith: { _id: '$_id', sum: { $add: ['$a', '$b'] } } }],
      { sum: 3 },
    ],
    [
      '$mergeObjects',
      { a: { x: 1 } },
      [{ $set: { a: { $mergeObjects: ['$a', { y: 2 }] } } }],
      { a: { x: 1, y: 2 } },
    ],
    ['text from a literal', { a: 1 }, [{ $set: { b: { $literal: '$a' } } }], { a: 1, b: '$a' }],
  ])('%s', async (_, before, pipeline, after) => {
    const collection = await collectionWith({ _id: 1 as never, ...before });
    await collection.updateOne({ _id: 1 as never }, pipeline);
    expect(await collection.findOne()).toEqual({ _id: 1, ...after });
  });
});
