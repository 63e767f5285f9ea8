import type { mongo } from 'mongoose';
import { connectMongo, type MongoSettings, START_SELECTION_MS } from '../platform/mongo.ts';
import { SUSPECT_CRASHES } from '../runs/suspects.ts';
import { canonicaliseEmails } from './canonical-emails.ts';
import { countFailures } from './count-failures.ts';
import { countStarts } from './count-starts.ts';
import type { Id } from './documents.ts';
import { isIndexMissing } from './driver-errors.ts';
import { createModels, type Models } from './models.ts';
import { ANY_DATE } from './update-expressions.ts';
import { yielding } from './yielding.ts';

interface IndexPlan {
  collection: keyof Models;
  key: mongo.IndexDescription['key'];
  options: mongo.CreateIndexesOptions & { name: string };
}

const index = (
  collection: keyof Models,
  name: string,
  key: mongo.IndexDescription['key'],
  options: mongo.CreateIndexesOptions = {},
): IndexPlan => ({ collection, key, options: { name, ...options } });

/** Leaves deleted jobs out of an index: they are kept for their runs, and no list has to skip them. */
const LIVING = { partialFilterExpression: { deletedAt: null } };

/**
 * Every index follows a query; the comment names it. A run is written five times in its life, and each time
 * into every index that it is in: hence the partial ones, which it leaves as it goes on.
 */
const INDEXES: IndexPlan[] = [
  index('users', 'email', { email: 1 }, { unique: true }),
  // the account of somebody at a provider of OpenID Connect
  index(
    'users',
    'oidc',
    { 'oidc.subject': 1, 'oidc.issuer': 1 },
    { unique: true, partialFilterExpression: { 'oidc.subject': { $type: 'string' } } },
  ),
  // everybody by address, and the administrators among them
  index('users', 'by_email', { email: 1, _id: 1 }),
  index('users', 'role_email', { role: 1, email: 1, _id: 1 }),
  // the user's own logins
  index('sessions', 'own_age', { userId: 1, _id: 1 }),
  index('sessions', 'expiry', { expiresAt: 1 }, { expireAfterSeconds: 0 }),
  // the key that a request shows; the user's own keys
  index('apiKeys', 'prefix', { prefix: 1 }, { unique: true }),
  index('apiKeys', 'own_age', { ownerId: 1, _id: 1 }, { partialFilterExpression: { revokedAt: null } }),
  index('apiKeys', 'removal', { revokedAt: 1 }, { expireAfterSeconds: 30 * 86_400 }),
  // a link that was mailed; those of an account
  index('oneTimeTokens', 'hash', { hash: 1 }, { unique: true }),
  index('oneTimeTokens', 'user', { userId: 1 }),
  index('oneTimeTokens', 'expiry', { expiresAt: 1 }, { expireAfterSeconds: 0 }),
  index('loginCounters', 'expiry', { expiresAt: 1 }, { expireAfterSeconds: 0 }),
  index('idempotencyKeys', 'expiry', { expiresAt: 1 }, { expireAfterSeconds: 0 }),
  // the watch step: what is due, oldest first
  index(
    'jobs',
    'due_next',
    { shard: 1, nextRunAt: 1 },
    { partialFilterExpression: { enabled: true, ownerDisabled: false, nextRunAt: ANY_DATE } },
  ),
  // The lists of jobs. Each of these costs every write of a job about 10 µs, three times for each run: hence none of
  // tags, kinds or words, for which a bounded number of jobs is scanned, and none for lists of all owners.
  // by the next run; the watch step too, of one owner, when very many are due
  index('jobs', 'own_next', { ownerId: 1, nextRunAt: 1, _id: 1 }, LIVING),
  index('jobs', 'own_name', { ownerId: 1, name: 1, _id: 1 }, LIVING),
  index('jobs', 'own_last', { ownerId: 1, 'lastRun.finishedAt': 1, _id: 1 }, LIVING),
  // by age, all and of a status; counts
  index('jobs', 'own_age', { ownerId: 1, _id: 1 }, LIVING),
  index('jobs', 'own_status', { ownerId: 1, status: 1, _id: 1 }, LIVING),
  // the sweep: jobs whose counts are behind
  index('jobs', 'recount', { countsDirty: 1 }, { partialFilterExpression: { countsDirty: true } }),
  // jobs that Punctual itself has disabled: what needs attention, of one owner and of all
  index(
    'jobs',
    'stopped_for',
    { stoppedFor: 1, ownerId: 1 },
    { partialFilterExpression: { stoppedFor: { $gt: '' } } },
  ),
  // what is failing, of all owners, the newest run first: only these jobs are in it
  index(
    'jobs',
    'failures',
    { 'lastRun.finishedAt': 1, _id: 1 },
    { partialFilterExpression: { enabled: true, ownerDisabled: false, failuresInRow: { $gt: 0 } } },
  ),
  // the sweep: jobs that are to be disabled for their failures
  index('jobs', 'pause_due', { pauseDue: 1 }, { partialFilterExpression: { pauseDue: true } }),
  // the history of a job, and what it was at an instant
  index('jobRevisions', 'job', { jobId: 1, revision: -1 }, { unique: true }),
  index('jobRevisions', 'expiry', { expiresAt: 1 }, { expireAfterSeconds: 0 }),
  // the actions of a user; entries that are recorded once
  index('audit', 'actor', { actor: 1, _id: 1 }),
  // the user who canceled a run; the time at which an account was disabled
  index('audit', 'target', { target: 1, _id: 1 }),
  index(
    'audit',
    'once',
    { onceKey: 1 },
    { unique: true, partialFilterExpression: { onceKey: { $type: 'string' } } },
  ),
  index('audit', 'expiry', { expiresAt: 1 }, { expireAfterSeconds: 0 }),
  index('quotas', 'expiry', { expiresAt: 1 }, { expireAfterSeconds: 0 }),
  index('processes', 'expiry', { expiresAt: 1 }, { expireAfterSeconds: 0 }),
  index('outages', 'from', { from: 1 }, { unique: true }),
  index('queueOutages', 'from', { from: 1 }, { unique: true }),
  // each occurrence once
  index('runs', 'key', { runKey: 1 }, { unique: true }),
  // the sweep: lost dispatches and due retries, all of them, and by owner and kind
  index('runs', 'waiting', { dispatchAfter: 1 }, { partialFilterExpression: { status: 'PENDING' } }),
  index(
    'runs',
    'waiting_share',
    { ownerId: 1, 'snapshot.task.type': 1, dispatchAfter: 1 },
    { partialFilterExpression: { status: 'PENDING' } },
  ),
  // what waits for a quarantine
  index(
    'runs',
    'suspects',
    { dispatchAfter: 1, crashCount: 1 },
    { partialFilterExpression: { status: 'PENDING', crashCount: { $gte: SUSPECT_CRASHES } } },
  ),
  // the sweep: leases that ran out; what has ended and is not settled yet
  index('runs', 'leased', { leaseUntil: 1 }, { partialFilterExpression: { status: 'RUNNING' } }),
  index(
    'runs',
    'unsettled_end',
    { finishedAt: 1 },
    { partialFilterExpression: { settled: false, finishedAt: ANY_DATE } },
  ),
  // what a job has waiting and running
  index('runs', 'open', { jobId: 1 }, { partialFilterExpression: { finishedAt: null } }),
  // what waits for a run that has ended
  index('runs', 'after', { after: 1 }, { partialFilterExpression: { after: { $type: 'string' } } }),
  // history: of a job, of an owner; what failed of an owner, which costs only what fails
  index('runs', 'job', { jobId: 1, scheduledFor: -1, _id: -1 }),
  index('runs', 'own_time', { ownerId: 1, scheduledFor: -1, _id: -1 }),
  index(
    'runs',
    'own_failed',
    { ownerId: 1, status: 1, scheduledFor: -1, _id: -1 },
    { partialFilterExpression: { status: 'FAILED' } },
  ),
  index(
    'runs',
    'settled_expiry',
    { expiresAt: 1 },
    { expireAfterSeconds: 0, partialFilterExpression: { settled: true } },
  ),
];

/** Indexes of earlier versions: wider than need be, or replaced by others. */
const DROPPED = {
  jobs: ['due', 'due_owner', 'owner', 'owner_status', 'status', 'stopped', 'failing'],
  runs: ['owner', 'dispatch', 'dispatch_owner', 'waiting_owner', 'lease', 'unsettled', 'expiry'],
  sessions: ['user'],
  idempotencyKeys: ['key'],
} satisfies Partial<Record<keyof Models, string[]>>;

/** Lists the documents of earlier releases that `migrate` had to leave as they are. */
export interface MigrationReport {
  /** Accounts whose address has another canonical form, which is another account's, or none. */
  keptEmails: Id[];
}

/** Prepares the database for a service that starts, on a connection of its own: an index takes its time. */
export async function prepareDatabase(settings: MongoSettings): Promise<MigrationReport> {
  const connection = await connectMongo({ ...settings, poolSize: 1, timeoutMs: 0 }, START_SELECTION_MS);
  return migrate(createModels(connection)).finally(() => connection.close());
}

/**
 * Creates the collections and indexes that are missing, fills in what jobs of earlier releases lack, and gives their
 * accounts canonical addresses. Any number of copies may run it at once: creating what is there already changes nothing.
 */
export async function migrate(models: Models): Promise<MigrationReport> {
  for (const [collection, names] of Object.entries(DROPPED))
    await dropIndexes(models[collection as keyof typeof DROPPED].collection, names);
  for (const collection of new Set(INDEXES.map((plan) => plan.collection)))
    await createIndexes(models, collection);
  await countStarts(models);
  await countFailures(models);
  return { keptEmails: await canonicaliseEmails(models) };
}

/** Creates all indexes of a collection in one command: the database reads the collection once for all of them. */
async function createIndexes(models: Models, collection: keyof Models): Promise<void> {
  const own = INDEXES.filter((plan) => plan.collection === collection);
  const indexes = own.map(({ key, options }) => ({ key, ...options }));
  // Another copy that starts at the same time may be in the way.
  await yielding(() => models[collection].collection.createIndexes(indexes));
}

/** Drops those of these indexes that are there. To drop one that is not costs DocumentDB a tenth of a second each. */
async function dropIndexes(collection: Models[keyof Models]['collection'], names: string[]): Promise<void> {
  try {
    const there = new Set((await collection.indexes()).map(({ name }) => name));
    for (const name of names) if (there.has(name)) await collection.dropIndex(name);
  } catch (error) {
    // There is no such collection yet; or another copy that starts at the same time has dropped one.
    if (!isIndexMissing(error)) throw error;
  }
}
