import { prepareDatabase } from '@punctual/engine/database/migrations';
import { namesDatabase } from '@punctual/engine/platform/config';
import { connectMongo } from '@punctual/engine/platform/mongo';
import { Passwords } from '@punctual/scheduler-service/accounts/passwords/passwords';
import { readVariable } from '@punctual/start/variables';
import { readOptions, type SeedOptions, USAGE } from './options.ts';
import { emailOf, SEED_PASSWORD } from './people.ts';
import { refusalReason } from './refusal.ts';
import { writeSeedData } from './seed-data.ts';

/** Where `npm start` has its database. */
const STARTED_HERE = 'mongodb://127.0.0.1:27017/punctual';
const say = (line: string) => console.log(line);

async function seed(options: SeedOptions): Promise<void> {
  const uri = readVariable(process.env, 'MONGODB_URI') ?? STARTED_HERE;
  if (!namesDatabase(uri))
    throw new Error(`MONGODB_URI names no database. Add its name after the hosts: ${STARTED_HERE}`);
  const reason = options.force ? null : refusalReason(uri, process.env.NODE_ENV);
  if (reason) throw new Error(`${reason} If it is one to play with all the same, add --force.`);
  const settings = { uri, poolSize: 2, appName: 'punctual-seed', timeoutMs: 0 };
  await prepareDatabase(settings);
  const connection = await connectMongo(settings);
  try {
    if (!connection.db) throw new Error('The database connection is not open.');
    const made = await writeSeedData(connection.db, options, await hashed(SEED_PASSWORD), say);
    say(`\nNew: ${made.users} people, ${made.jobs} jobs, ${made.runs} runs.`);
    say(
      `Log in as ${emailOf(options.seed, 1)} to ${emailOf(options.seed, options.users)}, password: ${SEED_PASSWORD}`,
    );
  } finally {
    await connection.close();
  }
}

/** Hashed once: they all have the same. */
async function hashed(password: string): Promise<string> {
  const passwords = new Passwords();
  return passwords.hash(password).finally(() => passwords.close());
}

try {
  await seed(readOptions(process.argv.slice(2)));
} catch (error) {
  const said = error instanceof Error ? error.message : String(error);
  const away = /ECONNREFUSED|Server selection/.test(said)
    ? 'No database answers. Start Punctual first: npm start'
    : said;
  console.error(`${away}\n\n${USAGE}`);
  process.exitCode = 1;
}
