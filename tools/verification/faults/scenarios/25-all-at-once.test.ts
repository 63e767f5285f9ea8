import { OPEN_STATUSES } from '@punctual/contracts/runs/run-status';
import type { Id, JobDocument, RunDocument } from '@punctual/engine/database/documents';
import { Redis } from 'ioredis';
import { expect, inject, it, vi } from 'vitest';
import { ApiUser } from '../stack/api-user.ts';
import { during } from '../stack/during.ts';
import { queueDepth } from '../stack/queue-depth.ts';
import { engine, inSeconds, useStack } from '../stack/stack.ts';
import type {} from '../vitest.faults.ts';

/** More than the queues may hold; FAULTS_JOBS=100000 is the whole of it. */
const JOBS = Math.max(10_000, inject('manyJobs'));
const CHUNK = 5_000;
const STORED_PER_SECOND = 2_000;
const NEIGHBOURS = 10;
/** Whoever has a few is done in this part of the time that the many take: 5 s where the many take a minute. */
const SOONER = 5;
/** Entries that the queues may hold, with those that the timer and recovery may add at the same moment. */
const MOST_IN_REDIS = 7_500;
/** The embedded database is one thread: who asks waits for what is being written, and may be told to come again. */
const API = {
  external: { p99: 300, statuses: [200] },
  embedded: { p99: 5_000, statuses: [200, 503] },
};
/** Or so much longer than when nothing is due: the machine may be busy with other things. */
const API_SLOWER = 5;
const QUIET_PROBES = 50;
const LOOK_EVERY_MS = 50;
/** Seldom: looking for what is left takes a share of the database that it is to measure. */
const ASK_EVERY_MS = 1_000;
const PROBE_EVERY_MS = 100;
const LONG_MS = 60_000 + 30 * JOBS;
const here = useStack();

/** Inserts jobs of one owner that only write a log line: the way there is under test. */
async function jobsOf(ownerId: Id, count: number, due: Date): Promise<void> {
  const task: JobDocument['task'] = { type: 'log', data: 'ran' };
  for (let left = count; left > 0; left -= CHUNK)
    await here.due(Math.min(left, CHUNK), due, { ownerId, task });
}

/** Waits until none of the runs waits or is under way. */
const drained = (): Promise<void> =>
  vi.waitFor(
    async () => {
      const open = { status: { $in: [...OPEN_STATUSES] } };
      expect(await here.db.runs.findOne({})).not.toBeNull();
      expect(await here.db.runs.findOne(open)).toBeNull();
      expect(await here.db.jobs.findOne({ nextRunAt: { $ne: null } })).toBeNull();
    },
    { timeout: LONG_MS, interval: ASK_EVERY_MS },
  );

async function times<T>(count: number, ask: () => Promise<T>): Promise<T[]> {
  const answers: T[] = [];
  while (answers.length < count) answers.push(await ask());
  return answers;
}

/** Derives the effect of a log task from its record. */
const recorded = ({ _id, attempts }: RunDocument) =>
  attempts
    .filter(({ response }) => response === '"ran"')
    .map(({ finishedAt }, i) => ({ runId: _id.toHexString(), attempt: i + 1, at: finishedAt, path: 'log' }));

const latest = (runs: RunDocument[], due: Date): number =>
  runs.reduce(
    (most, { finishedAt }) => Math.max(most, (finishedAt?.getTime() ?? Infinity) - due.getTime()),
    0,
  );

const p99 = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.99)] ?? Infinity;

/** Asks as a user does, gently; answers how long it took. */
async function probe(user: ApiUser): Promise<number> {
  const { status, ms } = await user.ask('GET', '/users/jobs');
  expect(API[engine()].statuses).toContain(status);
  return ms;
}

/** Watches the entries in the queues and the answers of the API while the jobs are done. */
async function watched(user: ApiUser): Promise<{ depths: number[]; answers: number[] }> {
  const redis = new Redis(here.redis.url);
  const work = drained();
  const [depths, answers] = await Promise.all([
    during(work, LOOK_EVERY_MS, () => queueDepth(redis)),
    during(work, PROBE_EVERY_MS, () => probe(user)),
  ]).finally(() => redis.disconnect());
  return { depths, answers };
}

it(
  'many jobs due in one second are all done by way of a bounded queue, a neighbour long before them, while the API answers',
  async () => {
    const [scheduler] = await Promise.all([here.scheduler(), here.watcher()]);
    const ana = await ApiUser.register(scheduler.url);
    const quiet = p99(await times(QUIET_PROBES, () => probe(ana)));
    const due = inSeconds(5 + JOBS / STORED_PER_SECOND);
    const [owner, neighbour] = [here.job().ownerId, here.job().ownerId];
    await jobsOf(owner, JOBS, due);
    await jobsOf(neighbour, NEIGHBOURS, due);
    const { depths, answers } = await watched(ana);
    await here.settled(LONG_MS);

    const runs = await here.runs();
    const theirs = runs.filter(({ ownerId }) => ownerId.equals(neighbour));
    const [lag, all, deepest, slowest] = [
      latest(theirs, due),
      latest(runs, due),
      Math.max(...depths),
      p99(answers),
    ];
    process.stdout.write(
      `${JOBS} jobs done in ${(all / 1_000).toFixed(1)} s; at most ${deepest} in Redis; ` +
        `a neighbour's ${NEIGHBOURS} within ${(lag / 1_000).toFixed(1)} s; ` +
        `API p99 ${slowest.toFixed(0)} ms of ${answers.length} requests, ${quiet.toFixed(0)} ms before\n`,
    );
    expect(deepest).toBeLessThan(MOST_IN_REDIS);
    expect(lag).toBeLessThan(all / SOONER);
    expect(slowest).toBeLessThan(Math.max(API[engine()].p99, API_SLOWER * quiet));
    here.sink.effects.push(...runs.flatMap(recorded));
    expect(await here.verdict()).toEqual([]);
  },
  2 * LONG_MS,
);
