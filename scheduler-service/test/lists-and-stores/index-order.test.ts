import { JOB_SORTS, type JobSort } from '@punctual/contracts/api/jobs-contract';
import { createModels } from '@punctual/engine/database/models';
import { DomainEvents } from '@punctual/engine/events/domain-events';
import { useDatabase } from '@punctual/testing/engine/database';
import { NOON } from '@punctual/testing/engine/documents';
import mongoose, { type Connection, type mongo, Types } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiKeyStore } from '../../src/accounts/api-keys/api-key-store.ts';
import { SessionStore } from '../../src/accounts/sessions/session-store.ts';
import { UserStore } from '../../src/accounts/user-store.ts';
import { AuditStore } from '../../src/audit/audit-store.ts';
import { ALL_OWNERS } from '../../src/http/scope.ts';
import { JobLists } from '../../src/jobs/job-lists.ts';
import { listReaderFor } from '../../src/lists/choose-list-reader.ts';
import { formatCursor } from '../../src/lists/cursor.ts';
import { readByIndexOrder } from '../../src/lists/index-order/index-order-reader.ts';
import type { PageRequest } from '../../src/lists/page-reader.ts';
import { readByRangeScan } from '../../src/lists/range-scan/range-scan-reader.ts';
import { RunLists } from '../../src/runs/run-lists.ts';

type Command = mongo.Document;

const database = useDatabase();
const ownerId = new Types.ObjectId();
const jobId = new Types.ObjectId();
const changes = new DomainEvents();
const first = { limit: 10 };
let connection: Connection;
let sent: Command[];

beforeAll(async () => {
  connection = await mongoose.createConnection(database.uri, { monitorCommands: true }).asPromise();
  connection.getClient().on('commandStarted', ({ command }) => sent.push(command as Command));
  sent = [];
});
afterAll(() => connection.close());

const run = (command: Command): Promise<Command> => {
  if (!connection.db) throw new Error('The database connection is not open.');
  return connection.db.command(command);
};
const isDocumentDb = async () => (await run({ serverStatus: 1 })).process === 'documentdb';

it('choice of a list reader: the engine at hand is read as its indexes allow', async () => {
  const expected = (await isDocumentDb()) ? readByRangeScan : readByIndexOrder;
  expect(await listReaderFor(connection)).toBe(expected);
});

/** Each list of the product, read in the order of indexes. */
const LISTS: Record<string, () => Promise<unknown>> = {
  ...Object.fromEntries(
    JOB_SORTS.flatMap((sort) => [
      [`jobs by ${sort}`, () => jobLists().list({ ownerId }, { sort, ...first })],
      [`pending jobs by ${sort}`, () => jobLists().list({ ownerId }, { status: 'PENDING', sort, ...first })],
      [`jobs after a place by ${sort}`, () => jobLists().list({ ownerId }, { sort, ...after(sort) })],
      [`jobs with a word by ${sort}`, () => jobLists().list({ ownerId }, { q: 'backup', sort, ...first })],
    ]),
  ),
  'jobs of all owners': () => jobLists().list(ALL_OWNERS, { q: 'backup', sort: '-createdAt', ...first }),
  'runs of a job': () => runLists().list({ jobId, status: ['FAILED'] }, 10),
  'runs of an owner': () => runLists().list({ ownerId, from: NOON }, 10),
  'failed runs of an owner': () => runLists().list({ ownerId, status: ['FAILED'] }, 10),
  'runs of all owners': () => runLists().list({ from: NOON, status: ['FAILED'] }, 10),
  'the audit log': () => auditStore().list({ from: NOON }, 10),
  'the audit log of an account': () => auditStore().list({ actor: ownerId, action: 'run.cancel' }, 10),
  users: () => userStore().list({}, first),
  'users by the beginning of their address': () => userStore().list({ q: 'ada' }, first),
  administrators: () => userStore().list({ role: 'admin' }, first),
  sessions: () => new SessionStore(models(), readByIndexOrder, changes).list(ownerId, first, NOON),
  'API keys': () => new ApiKeyStore(models(), readByIndexOrder, changes).list(ownerId, first),
};
/** Builds the request for what follows some place in a list of jobs. */
function after(sort: JobSort): PageRequest {
  const value = sort.endsWith('name') ? 'Backup' : sort.endsWith('createdAt') ? null : NOON;
  const order = { name: sort, field: '', kind: 'id', direction: 1 } as const;
  return { limit: 10, cursor: formatCursor(order, { value, id: jobId }) };
}
const models = () => createModels(connection);
const jobLists = () => new JobLists(models(), readByIndexOrder);
const runLists = () => new RunLists(models(), readByIndexOrder);
const auditStore = () => new AuditStore(models(), readByIndexOrder, 1);
const userStore = () => new UserStore(models(), readByIndexOrder, changes);

describe('reading in the order of indexes:', () => {
  it.each(Object.entries(LISTS))('%s come from an index, and nothing is sorted', async (_, list) => {
    if (await isDocumentDb()) return; // its indexes have no order, and its plans another form
    sent = [];
    await list();
    const reads = sent.filter(isOrdered);
    expect(reads.length).toBeGreaterThan(0);
    for (const read of reads) expect(await stagesOf(read)).toEqual(['FETCH', 'IXSCAN']);
  });
});

const isOrdered = ({ sort, pipeline = [] }: Command): boolean =>
  sort !== undefined || pipeline.some((stage: Command) => '$sort' in stage);

/** Explains a command; gives the stages of the plan that finds its rows, the last one first. */
async function stagesOf({ lsid: _, $db: __, ...command }: Command): Promise<string[]> {
  const { queryPlanner, stages } = await run({ explain: command });
  const stagesFrom = (plan?: Command): string[] => (plan ? [plan.stage, ...stagesFrom(plan.inputStage)] : []);
  const found = stagesFrom((queryPlanner ?? stages[0].$cursor.queryPlanner).winningPlan);
  return found.filter((stage) => !['LIMIT', 'SKIP'].includes(stage));
}
