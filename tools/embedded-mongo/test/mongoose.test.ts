/// <reference path="../../../shared/engine/node_modules/mongoose/types/index.d.ts" />
import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';

// mongoose belongs to the services; what they use is what has to work here.
const services = createRequire(new URL('../../../shared/engine/package.json', import.meta.url));
const mongoose = services('mongoose') as typeof import('mongoose');

const jobSchema = new mongoose.Schema(
  {
    name: { type: String, required: true },
    email: { type: String, unique: true, sparse: true },
    ownerId: { type: mongoose.Schema.Types.ObjectId, index: true },
    nextRunAt: { type: Date, default: null },
    attempts: [{ start: Date, code: Number }],
    counts: { ok: { type: Number, default: 0 } },
    options: { type: mongoose.Schema.Types.Mixed },
  },
  { timestamps: true, strictQuery: 'throw', optimisticConcurrency: true },
);
jobSchema.index({ nextRunAt: 1, _id: 1 }, { partialFilterExpression: { nextRunAt: { $gt: new Date(0) } } });

const dbName = `mongoose_${randomBytes(6).toString('hex')}`;
const connection = mongoose.createConnection(inject('mongodbUri'), { dbName });
const Job = connection.model('Job', jobSchema);
const names = (jobs: { name: string }[]) => jobs.map(({ name }) => name);

beforeAll(async () => {
  await connection.asPromise();
  await Job.init();
});

afterAll(async () => {
  await connection.dropDatabase();
  await connection.close();
});

describe('mongoose', () => {
  test('makes the indexes of a schema and finds them made', async () => {
    const indexes = await Job.listIndexes();
    expect(indexes.map(({ name }) => name).sort()).toEqual([
      '_id_',
      'email_1',
      'nextRunAt_1__id_1',
      'ownerId_1',
    ]);
    expect(await Job.diffIndexes()).toMatchObject({ toDrop: [], toCreate: [] });
  });

  test('saves, changes and removes a document, and notices a change by somebody else', async () => {
    const job = await Job.create({ name: 'save', attempts: [{ start: new Date(1), code: 200 }] });
    const other = await Job.findById(job._id).orFail();
    job.set('counts.ok', 3);
    job.attempts.push({ start: new Date(2), code: 500 });
    await job.save();
    expect(await Job.findById(job._id).lean()).toMatchObject({
      counts: { ok: 3 },
      attempts: [{ code: 200 }, { code: 500 }],
    });
    other.name = 'late';
    await expect(other.save()).rejects.toThrow(mongoose.Error.VersionError);
    await job.deleteOne();
    expect(await Job.exists({ _id: job._id })).toBeNull();
  });

  test('finds and updates one, with timestamps and defaults on insert', async () => {
    const ownerId = new mongoose.Types.ObjectId();
    const options = { upsert: true, returnDocument: 'after', setDefaultsOnInsert: true } as const;
    const made = await Job.findOneAndUpdate(
      { ownerId, name: 'upserted' },
      { $inc: { 'counts.ok': 1 } },
      options,
    ).lean();
    expect(made).toMatchObject({ ownerId, nextRunAt: null, counts: { ok: 1 } });
    expect(made?.createdAt).toBeInstanceOf(Date);
    const again = await Job.findOneAndUpdate(
      { ownerId },
      { $set: { nextRunAt: new Date(5) } },
      { returnDocument: 'after' },
    ).lean();
    expect(again?.nextRunAt).toEqual(new Date(5));
    expect(await Job.countDocuments({ ownerId })).toBe(1);
  });

  test('writes in bulk and reports the duplicate by its code', async () => {
    await Job.insertMany([
      { name: 'bulk a', email: 'a@x.org' },
      { name: 'bulk b', email: 'b@x.org' },
    ]);
    const result = await Job.bulkWrite([
      { updateOne: { filter: { name: 'bulk a' }, update: { $set: { 'counts.ok': 1 } } } },
      { updateMany: { filter: { name: /^bulk/ }, update: { $inc: { 'counts.ok': 1 } } } },
      { insertOne: { document: { name: 'bulk c' } } },
      { deleteOne: { filter: { name: 'bulk b' } } },
    ]);
    expect(result).toMatchObject({ matchedCount: 3, modifiedCount: 3, insertedCount: 1, deletedCount: 1 });
    await expect(Job.create({ name: 'bulk d', email: 'a@x.org' })).rejects.toMatchObject({ code: 11000 });
    const unordered = Job.insertMany([{ name: 'bulk e', email: 'a@x.org' }, { name: 'bulk f' }], {
      ordered: false,
    });
    await expect(unordered).rejects.toMatchObject({ code: 11000 });
    expect(await Job.exists({ name: 'bulk f' })).not.toBeNull();
  });

  test('reads by cursor, pages and aggregates', async () => {
    await Job.insertMany(Array.from({ length: 250 }, (_, i) => ({ name: `page ${i % 5}`, options: { i } })));
    let seen = 0;
    for await (const job of Job.find({ name: /^page/ }).sort({ _id: 1 }).lean().cursor({ batchSize: 40 }))
      seen += job.name ? 1 : 0;
    expect(seen).toBe(250);
    const page = await Job.find({ name: 'page 1' })
      .sort({ _id: -1 })
      .skip(10)
      .limit(3)
      .select('options')
      .lean();
    expect(page.map(({ options }) => options.i)).toEqual([196, 191, 186]);
    const groups = await Job.aggregate([
      { $match: { name: /^page/ } },
      { $group: { _id: '$name', n: { $sum: 1 } } },
      { $sort: { _id: 1 } },
    ]);
    expect(groups[0]).toEqual({ _id: 'page 0', n: 50 });
    const [facets] = await Job.aggregate([
      { $match: { name: /^page/ } },
      { $facet: { total: [{ $count: 'n' }], first: [{ $sort: { _id: 1 } }, { $limit: 1 }] } },
    ]);
    expect(facets.total).toEqual([{ n: 250 }]);
    expect(names(facets.first)).toEqual(['page 0']);
    expect(await Job.estimatedDocumentCount()).toBeGreaterThan(0);
    expect((await Job.distinct('name', { name: /^page/ })).sort()).toHaveLength(5);
  });

  test('works in a session', async () => {
    const session = await connection.startSession();
    await Job.create([{ name: 'in a session' }], { session });
    expect(await Job.findOne({ name: 'in a session' }).session(session)).not.toBeNull();
    await session.endSession();
  });

  test('refuses to watch', async () => {
    const stream = Job.watch();
    const error = await new Promise((resolve) => stream.on('error', resolve));
    expect(error).toBeInstanceOf(Error);
    await stream.close();
  });
});
