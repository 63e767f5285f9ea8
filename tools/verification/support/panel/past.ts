import { MINUTE_MS } from '@punctual/contracts/time';
import type { RunDocument, UserDocument } from '@punctual/engine/database/documents';
import { connectMongo } from '@punctual/engine/platform/mongo';
import { emailOf } from '@punctual/seed/people';
import { writeSeedData } from '@punctual/seed/seed-data';
import type { mongo } from 'mongoose';

const SEED = 4;
const JOBS_EACH = 4;
const PEOPLE = ['Ana', 'Bob', 'Chidi', 'Dora', 'Emre'];

/** Ids of runs that were due while Punctual was down. */
export interface DueInOutages {
  /** Started when it was back. */
  late: string;
  /** Left out. */
  missed: string;
}

/** People with weeks behind them, who log in as somebody does who is there already. */
export async function seedPeople(uri: string, likeWhom: string): Promise<DueInOutages> {
  const connection = await connectMongo({ uri, poolSize: 2, appName: 'punctual-past', timeoutMs: 0 });
  try {
    if (!connection.db) throw new Error('The database connection is not open.');
    const users = connection.db.collection('users');
    const known = await users.findOne<UserDocument>({ email: likeWhom });
    if (!known?.passwordHash) throw new Error(`${likeWhom} has no account with a password.`);
    const options = { users: PEOPLE.length, jobs: PEOPLE.length * JOBS_EACH, seed: SEED, force: false };
    await writeSeedData(connection.db, options, known.passwordHash, () => undefined);
    for (const [i, name] of PEOPLE.entries()) {
      const named = { name, email: `${name.toLowerCase()}@example.com`, timezone: 'Europe/Paris' };
      await users.updateOne({ email: emailOf(SEED, i + 1) }, { $set: named });
    }
    return await seedOutages(connection.db, 'ana@example.com');
  } finally {
    await connection.close();
  }
}

/** Punctual was down for 13 minutes around a run of somebody that ran late, and around one that never did. */
async function seedOutages(db: mongo.Db, email: string): Promise<DueInOutages> {
  const runs = db.collection<RunDocument>('runs');
  const owner = await db.collection('users').findOne<UserDocument>({ email });
  if (!owner) throw new Error(`${email} has no account.`);
  const newest = async (status: RunDocument['status']) => {
    const run = await runs.findOne({ ownerId: owner._id, status }, { sort: { scheduledFor: -1 } });
    if (!run) throw new Error(`${email} has no run that is ${status}.`);
    return run;
  };
  const [late, missed] = [await newest('COMPLETED'), await newest('SKIPPED')];
  const after = (minutes: number, { dueAt }: RunDocument) => new Date(dueAt.getTime() + minutes * MINUTE_MS);
  const [startedAt, finishedAt] = [after(3, late), after(4, late)];
  const started = { startedAt, attemptStartedAt: startedAt, finishedAt, lateness: 3 * MINUTE_MS };
  await runs.updateOne({ _id: late._id }, { $set: started });
  await runs.updateOne({ _id: missed._id }, { $set: { reason: 'MISFIRED' } });
  const outages = [late, missed].map((run) => ({ from: after(-10, run), to: after(3, run) }));
  await db.collection('outages').insertMany(outages);
  return { late: late._id.toHexString(), missed: missed._id.toHexString() };
}
