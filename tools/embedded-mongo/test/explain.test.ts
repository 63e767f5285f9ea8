import type { Collection, Document } from 'mongodb';
import { describe, expect, test } from 'vitest';
import { connected, ownServer } from './own-server.ts';

const OWNERS = 10;
const JOBS = 2000;

async function jobs(): Promise<Collection<Document>> {
  const client = await connected((await ownServer()).uri);
  const collection = client.db('explain').collection<Document>('jobs');
  await collection.createIndexes([
    { key: { shard: 1, nextRunAt: 1 }, partialFilterExpression: { enabled: true }, name: 'due' },
    { key: { owner: 1, _id: 1 }, name: 'owner' },
    { key: { owner: 1, status: 1, _id: 1 }, name: 'owner_status' },
    { key: { owner: 1, tags: 1 }, name: 'owner_tags' },
    { key: { key: 1 }, unique: true, name: 'key' },
    { key: { status: 1, at: -1 }, name: 'status_at' },
    { key: { seen: 1 }, sparse: true, name: 'seen' },
  ]);
  const job = (_: unknown, i: number) => ({
    _id: i as never,
    shard: i % 16,
    nextRunAt: new Date(i * 1000),
    enabled: i % 4 !== 0,
    owner: i % OWNERS,
    status: i % 3 ? 'PENDING' : 'FAILED',
    tags: [`t${i % 5}`],
    key: `k${i}`,
    at: new Date(i * 1000),
    ...(i % 100 === 0 ? { seen: i } : {}),
  });
  await collection.insertMany(Array.from({ length: JOBS }, job));
  return collection;
}

/** The index that was used, and how much was examined. */
function summary({ queryPlanner, executionStats }: Document) {
  const stages: Document[] = [];
  for (let stage = queryPlanner.winningPlan; stage; stage = stage.inputStage) stages.push(stage);
  return {
    index: stages.find(({ stage }) => stage === 'IXSCAN')?.indexName,
    stages: stages.map(({ stage }) => stage),
    docs: executionStats.totalDocsExamined,
    found: executionStats.nReturned,
  };
}

const shards = { $in: Array.from({ length: 16 }, (_, i) => i) };
const due = { enabled: true, shard: shards, nextRunAt: { $lte: new Date(500_000) } };

describe('explain', () => {
  test.each<[string, Document, Document, number, Document]>([
    ['the id', { _id: 7 }, {}, 0, { index: '_id_', docs: 1 }],
    ['a unique key', { key: 'k10', status: 'PENDING' }, {}, 0, { index: 'key', docs: 1 }],
    ['equality and the order of the ids', { owner: 3 }, { _id: -1 }, 20, { index: 'owner', docs: 20 }],
    ['two equalities', { owner: 3, status: 'FAILED' }, { _id: 1 }, 5, { index: 'owner_status', docs: 5 }],
    [
      'several values side by side in order',
      { owner: 3, status: { $in: ['FAILED', 'PENDING'] } },
      { _id: -1 },
      5,
      { index: 'owner_status', docs: 5 },
    ],
    ['an element of an array', { owner: 3, tags: 't3' }, { _id: 1 }, 0, { index: 'owner_tags', docs: 200 }],
    [
      'a partial index over all shards, the oldest first',
      due,
      { nextRunAt: 1 },
      50,
      { index: 'due', docs: 50 },
    ],
    [
      'a range on a descending field',
      { status: 'FAILED', at: { $lt: new Date(60_000) } },
      { at: -1 },
      0,
      { index: 'status_at', docs: 20 },
    ],
    [
      'the same backwards',
      { status: 'FAILED', at: { $lt: new Date(60_000) } },
      { at: 1 },
      3,
      { index: 'status_at', docs: 3 },
    ],
    [
      'a sparse index where the field must be there',
      { seen: { $gte: 0 } },
      { seen: 1 },
      5,
      { index: 'seen', docs: 5 },
    ],
    ['an order only', {}, { key: -1 }, 4, { index: 'key', docs: 4 }],
  ])('shows that a query by %s examines what it gives', async (_, filter, sort, limit, expected) => {
    const collection = await jobs();
    const plan = summary(await collection.find(filter).sort(sort).limit(limit).explain('executionStats'));
    expect(plan).toMatchObject(expected);
    expect(plan.found).toBe(plan.docs);
    expect(plan.stages).toEqual(['FETCH', 'IXSCAN']);
  });

  test.each<[string, Document, Document]>([
    ['a filter that does not imply the partial one', { shard: 1, nextRunAt: { $lte: new Date(5000) } }, {}],
    ['null on a sparse index', { seen: null }, {}],
    ['the order of a sparse index', {}, { seen: 1 }],
    ['a path without an index', { nothing: 1 }, {}],
  ])('shows a whole scan for %s', async (_, filter, sort) => {
    const collection = await jobs();
    const plan = summary(await collection.find(filter).sort(sort).explain('executionStats'));
    expect(plan).toMatchObject({ index: undefined, docs: JOBS });
  });

  test('covers updates, deletions, counts, aggregations and findAndModify', async () => {
    const collection = await jobs();
    const explain = async (command: Document) => summary(await collection.db.command({ explain: command }));
    const jobsOf = { owner: 4, status: 'FAILED' };
    const expected = { index: 'owner_status', docs: 66, found: 66 };
    expect(
      await explain({ update: 'jobs', updates: [{ q: jobsOf, u: { $set: { a: 1 } }, multi: true }] }),
    ).toMatchObject(expected);
    expect(await explain({ delete: 'jobs', deletes: [{ q: jobsOf, limit: 0 }] })).toMatchObject(expected);
    expect(await explain({ count: 'jobs', query: jobsOf })).toMatchObject(expected);
    expect(
      await explain({ aggregate: 'jobs', pipeline: [{ $match: jobsOf }, { $count: 'n' }], cursor: {} }),
    ).toMatchObject(expected);
    expect(
      await explain({ findAndModify: 'jobs', query: jobsOf, sort: { _id: 1 }, remove: true }),
    ).toMatchObject({ docs: 1 });
    expect(await collection.countDocuments()).toBe(JOBS);
  });

  test('a hint is followed, and one for no index is refused', async () => {
    const collection = await jobs();
    const query = { owner: 3, status: 'FAILED' };
    expect(summary(await collection.find(query).hint('owner').explain('executionStats'))).toMatchObject({
      index: 'owner',
      docs: 200,
    });
    expect(
      summary(await collection.find(query).hint({ $natural: 1 }).explain('executionStats')),
    ).toMatchObject({ index: 'owner_status' });
    await expect(collection.find(query).hint('none').toArray()).rejects.toMatchObject({ code: 2 });
  });
});
