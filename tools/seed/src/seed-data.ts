import type { JobDocument, RevisionDocument, UserDocument } from '@punctual/engine/database/documents';
import { duplicatePositions } from '@punctual/engine/database/driver-errors';
import { settingsOf } from '@punctual/engine/database/revision-store';
import type { mongo } from 'mongoose';
import { idAt } from './chance.ts';
import { seededJob } from './jobs.ts';
import type { SeedOptions } from './options.ts';
import { AGE_MS, emailOf, person } from './people.ts';
import { withHistory } from './runs.ts';

const BATCH = 500;

export interface SeedCounts {
  users: number;
  jobs: number;
  runs: number;
}

/** Writes people, jobs and runs that are not there yet; returns how many it added of each. */
export async function writeSeedData(
  db: mongo.Db,
  { users, jobs, seed }: SeedOptions,
  passwordHash: string,
  say: (line: string) => void,
): Promise<SeedCounts> {
  const now = await firstSowing(db, seed);
  const people = Array.from({ length: users }, (_, i) => person(seed, i + 1, now, passwordHash));
  const counts: SeedCounts = { users: await add(db, 'users', people), jobs: 0, runs: 0 };
  say(`${users} people`);
  for (let from = 0; from < jobs; from += BATCH) {
    const until = Math.min(jobs, from + BATCH);
    const wanted = Array.from({ length: until - from }, (_, i) => {
      const number = from + i;
      return seededJob(seed, number, people[number % people.length] as UserDocument, now);
    });
    const histories = (await missing(db, wanted)).map((job) => withHistory(job, seed, now));
    // Runs first: where a job is, all that belongs to it was there before.
    counts.runs += await add(
      db,
      'runs',
      histories.flatMap(({ runs }) => runs),
    );
    await add(
      db,
      'jobRevisions',
      histories.map(({ job }) => firstRevision(job)),
    );
    counts.jobs += await add(
      db,
      'jobs',
      histories.map(({ job }) => job),
    );
    say(`${until} of ${jobs} jobs, ${counts.runs} runs`);
  }
  return counts;
}

/** When this seed was sown first: all its times follow from that, and so the same is made again. */
async function firstSowing(db: mongo.Db, seed: number): Promise<Date> {
  const first = await db.collection('users').findOne<UserDocument>({ email: emailOf(seed, 1) });
  return first ? new Date(first.createdAt.getTime() + AGE_MS) : new Date();
}

/** Selects the jobs that are not in the database yet. */
async function missing(db: mongo.Db, wanted: JobDocument[]): Promise<JobDocument[]> {
  const ids = wanted.map(({ _id }) => _id);
  const there = await db
    .collection('jobs')
    .find({ _id: { $in: ids } }, { projection: { _id: 1 } })
    .toArray();
  const known = new Set(there.map(({ _id }) => _id.toHexString()));
  return wanted.filter(({ _id }) => !known.has(_id.toHexString()));
}

const firstRevision = (job: JobDocument): RevisionDocument => ({
  _id: idAt(job.createdAt, job._id.toHexString(), 'revision'),
  ...{ jobId: job._id, revision: 1, scheduleRevision: 1, at: job.createdAt, by: job.ownerId },
  ...{ action: 'create', settings: settingsOf(job), expiresAt: null },
});

/** Inserts what is not there yet, and tells how many that were. */
async function add(db: mongo.Db, collection: string, documents: object[]): Promise<number> {
  if (documents.length === 0) return 0;
  try {
    return (await db.collection(collection).insertMany(documents, { ordered: false })).insertedCount;
  } catch (error) {
    const there = duplicatePositions(error);
    if (!there) throw error;
    return documents.length - there.size;
  }
}
