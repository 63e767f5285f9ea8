import { randomBytes } from 'node:crypto';
import { RUN_STATUSES } from '@punctual/contracts/runs/run-status';
import type { JobDocument, RunDocument } from '@punctual/engine/database/documents';
import { prepareDatabase } from '@punctual/engine/database/migrations';
import { randomDatabaseUri } from '@punctual/testing/api/api';
import mongoose, { type Connection, type mongo } from 'mongoose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeSeedData } from '../src/seed-data.ts';

const OPTIONS = { users: 5, jobs: 200, seed: 7, force: false };
const HASH = randomBytes(8).toString('hex');
const uri = randomDatabaseUri();
let connection: Connection;
let db: mongo.Db;
let made: Awaited<ReturnType<typeof writeSeedData>>;

beforeAll(async () => {
  await prepareDatabase({ uri, poolSize: 1, appName: 'seed-test', timeoutMs: 0 });
  connection = await mongoose.createConnection(uri).asPromise();
  db = connection.db as mongo.Db;
  made = await writeSeedData(db, OPTIONS, HASH, () => {});
});

afterAll(async () => {
  await connection.dropDatabase();
  await connection.close();
});

const runsOf = (filter: mongo.Filter<RunDocument> = {}) =>
  db.collection<RunDocument>('runs').find(filter).toArray();
const jobs = () => db.collection<JobDocument>('jobs').find().toArray();

test('there are people, jobs and a past of them, with runs of every status', async () => {
  expect(made).toMatchObject({ users: 5, jobs: 200 });
  const statuses = new Set((await runsOf()).map(({ status }) => status));
  expect([...statuses].sort()).toEqual([...RUN_STATUSES].sort());
});

test('sown again with the same seed, nothing is added and nothing is changed', async () => {
  const before = await jobs();
  expect(await writeSeedData(db, OPTIONS, HASH, () => {})).toEqual({ users: 0, jobs: 0, runs: 0 });
  expect(await jobs()).toEqual(before);
});

test('what a job says of its runs is what they are', async () => {
  const all = await runsOf();
  for (const job of await jobs()) {
    const runs = all.filter(({ jobId }) => jobId.equals(job._id));
    const ended = runs.filter(({ finishedAt }) => finishedAt !== null);
    expect(job.counts.total).toBe(ended.length);
    expect(job.active?.runId).toEqual(runs.find(({ status }) => status === 'RUNNING')?._id);
    expect(job.status === 'RUNNING').toBe(job.active !== null);
  }
});

test('what has run was seldom late, and never early', async () => {
  const lateness = (await runsOf({ status: 'COMPLETED' }))
    .map((run) => Number(run.lateness))
    .sort((a, b) => a - b);
  expect(lateness[0]).toBeGreaterThanOrEqual(0);
  expect(lateness[Math.floor(lateness.length / 2)]).toBeLessThan(20);
  expect(lateness.at(-1)).toBeGreaterThan(20);
});
