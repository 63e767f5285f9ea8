import { type Document, ObjectId } from 'mongodb';
import { describe, expect, test } from 'vitest';
import { errorOf, useTestDatabase } from './support.ts';

const { collectionWith } = useTestDatabase();
const [ann, bob] = [new ObjectId('64b0000000000000000000a1'), new ObjectId('64b0000000000000000000b0')];
const hour = (h: number) => new Date(Date.UTC(2026, 2, 1, h));
const runs = [
  { _id: 1, owner: ann, status: 'COMPLETED', ms: 10, at: hour(1), tags: ['x', 'y'] },
  { _id: 2, owner: ann, status: 'FAILED', ms: 30, at: hour(1), tags: ['x'] },
  { _id: 3, owner: bob, status: 'COMPLETED', ms: 20, at: hour(2), tags: [] },
  { _id: 4, owner: bob, status: 'COMPLETED', ms: 40, at: hour(3) },
];

describe('pipelines', () => {
  test.each<[string, Document[], Document[]]>([
    [
      '$match, $sort, $skip, $limit',
      [
        { $match: { ms: { $gte: 20 } } },
        { $sort: { ms: -1 } },
        { $skip: 1 },
        { $limit: 1 },
        { $project: { ms: 1 } },
      ],
      [{ _id: 2, ms: 30 }],
    ],
    [
      '$group by an id',
      [{ $group: { _id: '$owner', n: { $sum: 1 }, ms: { $sum: '$ms' } } }, { $sort: { _id: 1 } }],
      [
        { _id: ann, n: 2, ms: 40 },
        { _id: bob, n: 2, ms: 60 },
      ],
    ],
    [
      '$group by two fields',
      [{ $group: { _id: { o: '$owner', s: '$status' }, n: { $sum: 1 } } }, { $match: { n: { $gt: 1 } } }],
      [{ _id: { o: bob, s: 'COMPLETED' }, n: 2 }],
    ],
    [
      '$group over all',
      [{ $group: { _id: null, least: { $min: '$at' }, most: { $max: '$ms' }, mean: { $avg: '$ms' } } }],
      [{ _id: null, least: hour(1), most: 40, mean: 25 }],
    ],
    [
      '$group with conditions',
      [{ $group: { _id: null, failed: { $sum: { $cond: [{ $eq: ['$status', 'FAILED'] }, 1, 0] } } } }],
      [{ _id: null, failed: 1 }],
    ],
    [
      '$group with $first and $push',
      [
        { $sort: { _id: 1 } },
        { $group: { _id: '$status', first: { $first: '$_id' }, all: { $push: '$ms' } } },
        { $sort: { _id: 1 } },
      ],
      [
        { _id: 'COMPLETED', first: 1, all: [10, 20, 40] },
        { _id: 'FAILED', first: 2, all: [30] },
      ],
    ],
    ['$count', [{ $match: { owner: ann } }, { $count: 'n' }], [{ n: 2 }]],
    [
      '$unwind',
      [{ $unwind: '$tags' }, { $group: { _id: '$tags', n: { $sum: 1 } } }, { $sort: { _id: 1 } }],
      [
        { _id: 'x', n: 2 },
        { _id: 'y', n: 1 },
      ],
    ],
    [
      '$facet',
      [
        {
          $facet: {
            total: [{ $count: 'n' }],
            slow: [{ $match: { ms: { $gt: 25 } } }, { $sort: { _id: 1 } }, { $project: { _id: 1 } }],
          },
        },
      ],
      [{ total: [{ n: 4 }], slow: [{ _id: 2 }, { _id: 4 }] }],
    ],
    [
      '$addFields and $project with expressions',
      [
        { $match: { _id: 1 } },
        { $addFields: { s: { $divide: ['$ms', 10] } } },
        { $project: { _id: 0, s: 1, k: { $concat: ['$status', '!'] } } },
      ],
      [{ s: 1, k: 'COMPLETED!' }],
    ],
    [
      '$dateTrunc',
      [{ $group: { _id: { $dateTrunc: { date: '$at', unit: 'day' } }, n: { $sum: 1 } } }],
      [{ _id: hour(0), n: 4 }],
    ],
    [
      '$dateToString',
      [
        { $match: { _id: 3 } },
        { $project: { _id: 0, d: { $dateToString: { date: '$at', format: '%Y-%m-%dT%H' } } } },
      ],
      [{ d: '2026-03-01T02' }],
    ],
    [
      '$sortByCount',
      [{ $sortByCount: '$status' }],
      [
        { _id: 'COMPLETED', count: 3 },
        { _id: 'FAILED', count: 1 },
      ],
    ],
    ['$replaceRoot', [{ $match: { _id: 1 } }, { $replaceRoot: { newRoot: { v: '$ms' } } }], [{ v: 10 }]],
    ['$unset', [{ $match: { _id: 4 } }, { $unset: ['owner', 'at', 'status'] }], [{ _id: 4, ms: 40 }]],
    ['nothing found', [{ $match: { ms: 99 } }, { $group: { _id: null, n: { $sum: 1 } } }], []],
  ])('%s', async (_, pipeline, expected) => {
    const collection = await collectionWith(...runs.map((run) => ({ ...run, _id: run._id as never })));
    expect(await collection.aggregate(pipeline).toArray()).toEqual(expected);
  });

  test('$lookup joins another collection', async () => {
    const jobs = await collectionWith({ _id: 'a' as never, n: 1 }, { _id: 'b' as never, n: 2 });
    const collection = await collectionWith({ _id: 1 as never, job: 'b' });
    const $lookup = { from: jobs.collectionName, localField: 'job', foreignField: '_id', as: 'jobs' };
    expect(await collection.aggregate([{ $lookup }]).toArray()).toEqual([
      { _id: 1, job: 'b', jobs: [{ _id: 'b', n: 2 }] },
    ]);
  });

  test('a large result comes in batches', async () => {
    const collection = await collectionWith(...Array.from({ length: 500 }, (_, i) => ({ _id: i as never })));
    const found = await collection
      .aggregate([{ $sort: { _id: 1 } }, { $addFields: { x: 1 } }], { batchSize: 60 })
      .toArray();
    expect(found.map(({ _id }) => _id)).toEqual(Array.from({ length: 500 }, (_, i) => i));
  });

  test('an unknown stage is refused', async () => {
    const collection = await collectionWith({ a: 1 });
    expect((await errorOf(collection.aggregate([{ $frob: {} }]).toArray())).code).toBeGreaterThan(0);
  });
});
