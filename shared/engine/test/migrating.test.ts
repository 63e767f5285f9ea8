import { useDatabase } from '@punctual/testing/engine/database';
import { aJob, aRun, at, every, NOON } from '@punctual/testing/engine/documents';
import { anAttempt } from '@punctual/testing/engine/run-engine';
import mongoose, { Types } from 'mongoose';
import { expect, it } from 'vitest';
import type { JobDocument } from '../src/database/documents.ts';
import { migrate } from '../src/database/migrations.ts';
import { createModels } from '../src/database/models.ts';

const db = useDatabase();
const indexesOfRuns = async () => (await db.runs.indexes()).map(({ name }) => name).sort();

it('replaces the wider indexes of an earlier version, and may be repeated', async () => {
  const asNew = await indexesOfRuns();
  await db.runs.createIndex({ status: 1, dispatchAfter: 1 }, { name: 'dispatch' });
  await migrate(db.models);
  await migrate(db.models);
  expect(await indexesOfRuns()).toEqual(asNew);
});

it('asks less than twice for each collection when there is nothing left to do', async () => {
  const connection = await mongoose
    .createConnection(db.uri, { monitorCommands: true, autoCreate: false })
    .asPromise();
  const models = createModels(connection);
  const asked: string[] = [];
  connection.getClient().on('commandStarted', ({ commandName }) => asked.push(commandName));
  await migrate(models);
  await connection.close();
  expect(asked.length).toBeLessThan(2 * Object.keys(models).length);
});

it('counts the started runs of jobs with maxRuns that an earlier release made, once', async () => {
  const { starts: _, numberedRuns: __, ...old } = aJob({ schedule: every(60, NOON, { maxRuns: 9 }) });
  const { starts: ___, numberedRuns: ____, ...unlimited } = aJob({ schedule: every(60, NOON) });
  await db.models.jobs.collection.insertMany([old, unlimited]);
  const run = (second: number, more: Parameters<typeof aRun>[1] = {}) =>
    aRun(old as JobDocument, { scheduledFor: at(second), ...more });
  const first = run(3, { startedAt: NOON, status: 'RUNNING' });
  await db.runs.insertMany([
    run(0, { startedAt: NOON, attempts: [anAttempt()], finishedAt: NOON, status: 'COMPLETED' }),
    run(1, { startedAt: NOON, attempts: [anAttempt()], trigger: 'catchup' }),
    run(2, { status: 'SKIPPED', finishedAt: NOON }),
    first,
    { ...run(4, { startedAt: NOON, trigger: 'manual' }), runKey: 'by hand' },
  ]);
  await db.models.state.deleteOne({ _id: 'startsCounted' });
  await migrate(db.models);
  const now = () => db.models.jobs.findById(old._id).lean();
  expect(await now()).toMatchObject({ starts: 3, numberedRuns: [first._id] });
  expect(await db.models.jobs.findById(unlimited._id).lean()).not.toHaveProperty('starts');
  await db.runs.deleteMany({});
  await migrate(db.models);
  expect(await now()).toMatchObject({ starts: 3 });
});

it('takes the jobs of an earlier release whose last run failed for failing, once', async () => {
  const ofEarlier = (status: 'FAILED' | 'COMPLETED') => {
    const run = aRun();
    const { failuresInRow: _, ...old } = aJob({ lastRun: { ...run, id: run._id, status } });
    return old;
  };
  const [failed, completed] = [ofEarlier('FAILED'), ofEarlier('COMPLETED')];
  await db.models.jobs.collection.insertMany([failed, completed]);
  await db.models.state.deleteOne({ _id: 'failuresCounted' });
  await migrate(db.models);
  expect(await db.models.jobs.findById(failed._id).lean()).toMatchObject({ failuresInRow: 1 });
  expect(await db.models.jobs.findById(completed._id).lean()).not.toHaveProperty('failuresInRow');
  await db.jobs.updateOne({ _id: failed._id }, { $unset: { failuresInRow: 1 } } as never);
  await migrate(db.models);
  expect(await db.models.jobs.findById(failed._id).lean()).not.toHaveProperty('failuresInRow');
});

it('gives accounts of an earlier release the canonical form of their address; those of one mailbox stay two', async () => {
  const users = db.models.users.collection;
  const account = (email: string) => ({ _id: new Types.ObjectId(), email, passwordHash: email });
  const [moved, first, second, hidden] = [
    account('p@ｓ.test'),
    account('ana@example.com'),
    account('ana@example.com.'),
    account('ad\u200bmin@example.com'),
  ];
  await users.insertMany([moved, first, second, hidden]);
  const kept = [second._id, hidden._id].map(String);
  const reports = [await migrate(db.models), await migrate(db.models)];
  expect(reports.map(({ keptEmails }) => keptEmails.map(String).sort())).toEqual([kept.sort(), kept.sort()]);
  const emails = async (...accounts: { _id: Types.ObjectId }[]) =>
    Promise.all(accounts.map(async ({ _id }) => (await users.findOne({ _id }))?.email));
  expect(await emails(moved, first, second, hidden)).toEqual([
    'p@s.test',
    'ana@example.com',
    'ana@example.com.',
    'ad\u200bmin@example.com',
  ]);
});
