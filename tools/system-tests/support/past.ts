import { connectMongo } from '@punctual/shared/platform/mongo';
import type { UserDocument } from '@punctual/shared/store/documents';
import { emailOf } from '../../seed/src/people.ts';
import { sow } from '../../seed/src/sowing.ts';

const SEED = 4;
const JOBS_EACH = 4;
const PEOPLE = ['Ana', 'Bob', 'Chidi', 'Dora', 'Emre'];

/** People with weeks behind them, who log in as somebody does who is there already. */
export async function sowPeople(uri: string, likeWhom: string): Promise<void> {
  const connection = await connectMongo({ uri, poolSize: 2, appName: 'punctual-past', timeoutMs: 0 });
  try {
    if (!connection.db) throw new Error('The database connection is not open.');
    const users = connection.db.collection('users');
    const known = await users.findOne<UserDocument>({ email: likeWhom });
    if (!known) throw new Error(`${likeWhom} has no account.`);
    const options = { users: PEOPLE.length, jobs: PEOPLE.length * JOBS_EACH, seed: SEED, force: false };
    await sow(connection.db, options, known.passwordHash, () => undefined);
    for (const [i, name] of PEOPLE.entries()) {
      const named = { name, email: `${name.toLowerCase()}@example.com`, timezone: 'Europe/Paris' };
      await users.updateOne({ email: emailOf(SEED, i + 1) }, { $set: named });
    }
  } finally {
    await connection.close();
  }
}
