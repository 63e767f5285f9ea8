import { ObjectId } from 'mongodb';
import { describe, expect, test } from 'vitest';
import { useTestDatabase } from './support.ts';

const { db, collectionWith } = useTestDatabase();
const numbers = (count: number) => Array.from({ length: count }, (_, i) => ({ _id: i as never, n: i }));
const ids = (documents: { _id: unknown }[]) => documents.map(({ _id }) => _id);

describe('filters', () => {
  const when = (day: number) => new Date(Date.UTC(2026, 0, day));
  const friend = new ObjectId('64b000000000000000000001');
  const people = [
    { _id: 1, name: 'Ann', age: 31, tags: ['a', 'b'], born: when(3), address: { city: 'Rome' }, friend },
    { _id: 2, name: 'bob', age: 24.5, tags: [], born: when(1), address: { city: 'Oslo' } },
    {
      _id: 3,
      name: 'Cid',
      age: null,
      tags: ['b'],
      born: null,
      scores: [
        { s: 1, k: 'x' },
        { s: 5, k: 'y' },
      ],
    },
    { _id: 4, name: 'Dee', age: '31', tags: 'b', born: when(2) },
    { _id: 5, name: 'Eve', tags: ['c', null], address: {}, friend: null },
  ];

  test.each<[string, object, number[]]>([
    ['equality', { name: 'Ann' }, [1]],
    ['equality of ids', { friend: new ObjectId('64b000000000000000000001') }, [1]],
    ['equality of dates', { born: when(2) }, [4]],
    ['null, which is missing too', { age: null }, [3, 5]],
    ['a dotted path', { 'address.city': 'Oslo' }, [2]],
    ['an element of an array', { tags: 'b' }, [1, 3, 4]],
    ['a whole array', { tags: ['a', 'b'] }, [1]],
    ['a path into an array of documents', { 'scores.s': 5 }, [3]],
    ['comparison of numbers with numbers only', { age: { $gte: 24 } }, [1, 2]],
    ['comparison of strings with strings only', { age: { $gte: '24' } }, [4]],
    ['comparison of dates', { born: { $gt: when(1), $lte: when(3) } }, [1, 4]],
    ['$ne', { name: { $ne: 'Ann' } }, [2, 3, 4, 5]],
    ['$ne null', { age: { $ne: null } }, [1, 2, 4]],
    ['$in', { name: { $in: ['Ann', 'Cid', 'Zoe'] } }, [1, 3]],
    ['$in with null', { friend: { $in: [null] } }, [2, 3, 4, 5]],
    ['$in of ids', { friend: { $in: [friend] } }, [1]],
    ['$nin', { name: { $nin: ['Ann', 'Cid'] } }, [2, 4, 5]],
    ['$exists', { address: { $exists: false } }, [3, 4]],
    ['$type of a name', { age: { $type: 'string' } }, [4]],
    ['$type of ids', { friend: { $type: 'objectId' } }, [1]],
    ['$type of dates', { born: { $type: 'date' } }, [1, 2, 4]],
    ['$type of arrays', { tags: { $type: 'array' } }, [1, 2, 3, 5]],
    ['$regex', { name: { $regex: '^b', $options: 'i' } }, [2]],
    ['a regular expression', { name: /e$/ }, [4, 5]],
    ['$or', { $or: [{ name: 'Ann' }, { age: { $lt: 30 } }] }, [1, 2]],
    ['$nor', { $nor: [{ name: 'Ann' }, { age: { $lt: 30 } }] }, [3, 4, 5]],
    ['$and with $or', { $and: [{ tags: 'b' }, { $or: [{ _id: 1 }, { _id: 4 }] }] }, [1, 4]],
    ['$not', { age: { $not: { $gte: 25 } } }, [2, 3, 4, 5]],
    ['$elemMatch', { scores: { $elemMatch: { s: { $gt: 2 }, k: 'y' } } }, [3]],
    ['$all', { tags: { $all: ['a', 'b'] } }, [1]],
    ['$all of a single value', { tags: { $all: ['b'] } }, [1, 3, 4]],
    ['$elemMatch only of documents', { tags: { $elemMatch: { b: 'b' } } }, []],
    ['$size', { tags: { $size: 0 } }, [2]],
    ['$expr', { $expr: { $eq: ['$name', 'Eve'] } }, [5]],
    ['$mod', { _id: { $mod: [2, 0] } }, [2, 4]],
  ])('find documents by %s', async (_, filter, expected) => {
    const collection = await collectionWith(
      ...people.map((person) => ({ ...person, _id: person._id as never })),
    );
    expect(ids(await collection.find(filter).sort({ _id: 1 }).toArray())).toEqual(expected);
  });

  const groups = [
    { _id: 1, groups: [{ members: ['x', 'y'], leader: 'x' }, { members: [] }] },
    { _id: 2, groups: [{ members: ['z'], leader: 'z' }] },
    { _id: 3, groups: [] },
    { _id: 4, groups: { members: 'x' } },
    { _id: 5 },
  ];

  test.each<[string, object, number[]]>([
    ['equality', { 'groups.members': 'x' }, [1, 4]],
    ['comparison', { 'groups.members': { $gt: 'x' } }, [1, 2]],
    ['$in', { 'groups.members': { $in: ['y', 'z'] } }, [1, 2]],
    ['$nin', { 'groups.members': { $nin: ['x'] } }, [2, 3, 5]],
    ['null', { 'groups.leader': null }, [1, 4, 5]],
    ['$ne null', { 'groups.leader': { $ne: null } }, [2, 3]],
    ['$exists', { 'groups.leader': { $exists: true } }, [1, 2]],
    ['$size', { 'groups.members': { $size: 2 } }, [1]],
    ['$all', { 'groups.members': { $all: ['x', 'y'] } }, [1]],
    ['$type', { 'groups.members': { $type: 'array' } }, [1, 2]],
    ['$regex', { 'groups.leader': /^[yz]/ }, [2]],
    ['$not', { 'groups.members': { $not: { $gt: 'x' } } }, [3, 4, 5]],
    ['a place', { 'groups.0.leader': 'x' }, [1]],
  ])('follow a path through an array to another by %s', async (_, filter, expected) => {
    const collection = await collectionWith(
      ...groups.map((group) => ({ ...group, _id: group._id as never })),
    );
    expect(ids(await collection.find(filter).sort({ _id: 1 }).toArray())).toEqual(expected);
  });
});

describe('sorting', () => {
  test('follows the order of types, null and missing first', async () => {
    const values = [new Date(0), true, new ObjectId(), 'text', 7, -1.5, null, { a: 1 }];
    const collection = await collectionWith(...values.map((v, i) => ({ _id: i as never, v })));
    const order = ids(await collection.find().sort({ v: 1 }).toArray());
    expect(order).toEqual([6, 5, 4, 3, 7, 2, 1, 0]);
    expect(ids(await collection.find().sort({ v: -1 }).toArray())).toEqual([...order].reverse());
  });

  test('by several fields in different directions', async () => {
    const rows = [
      [1, 'b'],
      [2, 'a'],
      [1, 'a'],
      [2, 'b'],
    ] as const;
    const collection = await collectionWith(...rows.map(([a, b], i) => ({ _id: i as never, a, b })));
    expect(ids(await collection.find().sort({ a: -1, b: 1 }).toArray())).toEqual([1, 3, 2, 0]);
  });

  test('takes the least element of an array upwards and the greatest downwards', async () => {
    const collection = await collectionWith({ _id: 1 as never, v: [5, 1] }, { _id: 2 as never, v: 3 });
    expect(ids(await collection.find().sort({ v: 1 }).toArray())).toEqual([1, 2]);
    expect(ids(await collection.find().sort({ v: -1 }).toArray())).toEqual([1, 2]);
  });
});

describe('parts of a result', () => {
  test('skip and limit cut a sorted result', async () => {
    const collection = await collectionWith(...numbers(10));
    expect(ids(await collection.find().sort({ n: -1 }).skip(2).limit(3).toArray())).toEqual([7, 6, 5]);
  });

  test('a large result comes in batches, complete and in order', async () => {
    const collection = await collectionWith(...numbers(1000));
    const found = await collection.find().sort({ _id: 1 }).batchSize(70).toArray();
    expect(ids(found)).toEqual(ids(numbers(1000)));
  });

  test('a cursor that is closed early can be followed by another', async () => {
    const collection = await collectionWith(...numbers(300));
    const cursor = collection.find().batchSize(10);
    expect(await cursor.next()).not.toBeNull();
    await cursor.close();
    expect(await collection.find().toArray()).toHaveLength(300);
  });

  test('a cursor that does not exist is refused with 43', async () => {
    await collectionWith({ n: 1 });
    await expect(db.command({ getMore: 123456789n, collection: 'c1' })).rejects.toMatchObject({ code: 43 });
  });

  test.each<[string, object, object]>([
    ['included fields and the id', { a: 1 }, { _id: 1, a: 1 }],
    ['included fields without the id', { a: 1, _id: 0 }, { a: 1 }],
    ['the id only', { _id: 1 }, { _id: 1 }],
    ['all but the excluded', { a: 0, list: 0, d: 0 }, { _id: 1, b: { c: 2, e: 3 } }],
    ['parts of embedded documents', { 'b.c': 1 }, { _id: 1, b: { c: 2 } }],
    ['embedded documents without a part', { 'b.c': 0, a: 0, list: 0, d: 0 }, { _id: 1, b: { e: 3 } }],
    ['parts of documents in arrays', { 'd.x': 1 }, { _id: 1, d: [{ x: 1 }, { x: 2 }] }],
    [
      'the end of an array, with the rest',
      { list: { $slice: -2 }, d: 0, b: 0 },
      { _id: 1, a: 1, list: [3, 4] },
    ],
    ['the element that matched', { d: { $elemMatch: { x: 2 } } }, { _id: 1, d: [{ x: 2, y: 2 }] }],
  ])('a projection shows %s', async (_, projection, expected) => {
    const document = {
      _id: 1,
      a: 1,
      b: { c: 2, e: 3 },
      list: [1, 2, 3, 4],
      d: [
        { x: 1, y: 1 },
        { x: 2, y: 2 },
      ],
    };
    const collection = await collectionWith({ ...document, _id: 1 as never });
    expect(await collection.findOne({}, { projection })).toEqual(expected);
  });
});

describe('counting', () => {
  test('counts with and without a filter, skip and limit', async () => {
    const collection = await collectionWith(...numbers(20));
    expect(await collection.countDocuments()).toBe(20);
    expect(await collection.countDocuments({ n: { $lt: 5 } })).toBe(5);
    expect(await collection.countDocuments({ n: { $lt: 5 } }, { skip: 1, limit: 3 })).toBe(3);
  });

  test('distinct gives each value once, arrays spread', async () => {
    const collection = await collectionWith({ t: ['a', 'b'] }, { t: 'b' }, { t: ['c'], x: 1 }, { y: 1 });
    expect((await collection.distinct('t')).sort()).toEqual(['a', 'b', 'c']);
    expect(await collection.distinct('t', { x: 1 })).toEqual(['c']);
  });

  test('a collection that does not exist is empty', async () => {
    const none = db.collection('never');
    expect(await none.find().toArray()).toEqual([]);
    expect(await none.countDocuments()).toBe(0);
    expect(await none.distinct('a')).toEqual([]);
    expect(await none.deleteMany({})).toMatchObject({ deletedCount: 0 });
  });
});
