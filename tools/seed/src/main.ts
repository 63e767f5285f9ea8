import { call, type Fetch } from '@punctual/shared/api/client';
import { createJob } from '@punctual/shared/api/jobs-contract';
import { jobDraft } from './jobs.ts';
import { readOptions, type SeedOptions, USAGE } from './options.ts';
import { type Person, person, SEED_PASSWORD } from './people.ts';

const PARALLEL = 8;
const PROGRESS_EVERY = 100;

async function seed({ users, jobs, url }: SeedOptions): Promise<void> {
  const at: Fetch = (path, init) => fetch(`${url}${path}`, init);
  const people = await inParallel(users, (number) => person(at, number + 1), 'people');
  const now = new Date();
  await inParallel(
    jobs,
    (number) => create(at, people[number % people.length] as Person, number, now),
    'jobs',
  );
  console.log(`\nLog in as seed-1@example.com to seed-${users}@example.com, password: ${SEED_PASSWORD}`);
}

const create = (at: Fetch, owner: Person, number: number, now: Date) =>
  call(
    at,
    createJob,
    { body: jobDraft(number, owner, now) },
    { headers: { authorization: `Bearer ${owner.token}` } },
  );

/** Makes `count` things, a few at a time, and says how far it is. */
async function inParallel<T>(
  count: number,
  make: (number: number) => Promise<T>,
  what: string,
): Promise<T[]> {
  const made: T[] = [];
  let next = 0;
  let done = 0;
  const hand = async () => {
    for (let number = next++; number < count; number = next++) {
      made[number] = await make(number);
      done += 1;
      if (done % PROGRESS_EVERY === 0 || done === count) console.log(`${done} of ${count} ${what}`);
    }
  };
  await Promise.all(Array.from({ length: Math.min(PARALLEL, count) }, hand));
  return made;
}

try {
  await seed(readOptions(process.argv.slice(2)));
} catch (error) {
  const said = error instanceof Error ? error.message : String(error);
  const away = said === 'fetch failed' ? 'Nothing answers there. Start Punctual first: npm start' : said;
  console.error(`${away}\n\n${USAGE}`);
  process.exitCode = 1;
}
