import type { JobDocument } from '@punctual/engine/database/documents';
import type { SpawnedService } from '@punctual/testing/backing/spawn-service';
import { expect, it } from 'vitest';
import { useClockedMongo } from '../stack/clocked-mongo.ts';
import { inSeconds, until, useStack } from '../stack/stack.ts';

const HOUR = 3_600;
const EVERY = 10;
/** The last time of a job lies just after the hour that is jumped over. */
const TIMES = HOUR / EVERY + 3;
/** Missed by a minute is late only: besides those that stand for the hour, so many runs may be made. */
const LATE_AND_REST = 60 / EVERY + 5;
/** Until every process has asked the database for the time again, on a busy machine. */
const NOTICED_MS = 30_000;
const LONG_MS = 180_000;

const mongo = await useClockedMongo();
const here = useStack('uri' in mongo ? mongo.uri : undefined);

/** Waits until all have noticed that the database's clock was set by about an hour. */
async function noticed(sign: '' | '-', services: SpawnedService[]): Promise<void> {
  const step = new RegExp(`"stepMs":${sign}3(599|600)\\d{3}\\b`);
  await Promise.all(services.map((service) => service.waitForLog(step, { deadlineMs: NOTICED_MS })));
}

/** Waits until these jobs have no run to come and none open. */
const over = (jobs: JobDocument[]) =>
  until(async () => {
    const ids = jobs.map(({ _id }) => _id);
    expect(await here.db.jobs.countDocuments({ _id: { $in: ids }, nextRunAt: { $ne: null } })).toBe(0);
    expect(await here.db.runs.countDocuments({ jobId: { $in: ids }, settled: false })).toBe(0);
  }, LONG_MS);

const runsOf = (job: JobDocument) => here.db.runs.countDocuments({ jobId: job._id });

it(
  "the database's clock jumps an hour ahead: what was missed is made up for as each job says, and bounded",
  async ({ skip }) => {
    if ('why' in mongo) return skip(mongo.why);
    const watchers = await Promise.all([here.watcher(), here.watcher()]);
    const first = inSeconds(4);
    const recurring = (misfire: JobDocument['misfire']) => here.recurring(TIMES, EVERY, first, { misfire });
    const [once, none, all] = [await recurring('fireOnce'), await recurring('skip'), await recurring('all')];
    await here.effects(3);
    mongo.clock.set(HOUR);
    await noticed('', watchers);
    await over([once, none, all]);
    expect(await runsOf(once)).toBeLessThanOrEqual(1 + LATE_AND_REST);
    expect(await runsOf(none)).toBeLessThanOrEqual(1 + LATE_AND_REST);
    expect(await runsOf(all)).toBeLessThanOrEqual(100 + LATE_AND_REST);
    // To a process that has not noticed yet, a lease that another has just taken has not begun, or is over.
    expect(await here.verdict({ faults: 1 })).toEqual([]);
  },
  LONG_MS + NOTICED_MS,
);

it(
  "the database's clock jumps an hour back: what is due waits until it is due again, and nothing runs twice",
  async ({ skip }) => {
    if ('why' in mongo) return skip(mongo.why);
    mongo.clock.set(0);
    const watchers = await Promise.all([here.watcher(), here.watcher()]);
    const job = await here.recurring(8, 3, inSeconds(4), { overlap: 'allow' });
    await until(async () => expect(await runsOf(job)).toBeGreaterThanOrEqual(2));
    mongo.clock.set(-HOUR);
    await noticed('-', watchers);
    const before = await runsOf(job);
    // What is due by the database's clock runs: the job above is not due for an hour.
    const [witness] = await here.due(1, inSeconds(2 - HOUR));
    await until(async () =>
      expect(await here.db.runs.countDocuments({ jobId: witness?._id, status: 'COMPLETED' })).toBe(1),
    );
    expect(await runsOf(job)).toBe(before);
    mongo.clock.set(0);
    await here.settled(LONG_MS);
    expect(here.sink.effects).toHaveLength(9);
    expect(await here.verdict()).toEqual([]);
  },
  LONG_MS + NOTICED_MS,
);
