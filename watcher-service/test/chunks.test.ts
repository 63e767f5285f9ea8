import type { RunDocument } from '@punctual/engine/database/documents';
import { Dispatcher } from '@punctual/engine/queue/dispatcher';
import { aJob, aRun } from '@punctual/testing/engine/documents';
import { quietLogger } from '@punctual/testing/engine/redis';
import { until, useSurroundings } from '@punctual/testing/watcher/watcher';
import { Types } from 'mongoose';
import { expect, it } from 'vitest';

/** More than go in one by one, of one owner: they are named by one entry. */
const MANY = 150;
const here = useSurroundings();

/** Runs of jobs of one owner, which are due together, in the database and in the queue. */
async function dueTogether(
  change: (run: RunDocument, i: number) => Partial<RunDocument>,
): Promise<RunDocument[]> {
  const ownerId = new Types.ObjectId();
  const jobs = Array.from({ length: MANY }, () => aJob({ ownerId }));
  const runs = jobs.map((job) => aRun(job, { dueAt: new Date(), nextAttemptAt: new Date() }));
  await here.db.jobs.insertMany(jobs);
  await here.db.runs.insertMany(runs.map((run, i) => ({ ...run, ...change(run, i) })));
  await new Dispatcher(here.redis.producer, quietLogger).enqueue(runs);
  return runs;
}

/** Counts these runs by their status. */
async function tally(runs: RunDocument[]): Promise<Record<string, number>> {
  const mine = await here.db.runs.find({ _id: { $in: runs.map(({ _id }) => _id) } }).toArray();
  const counts: Record<string, number> = {};
  for (const { status } of mine) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

it('each run of an entry that names many is done once, and counted in its own job', async () => {
  const runs = await dueTogether(() => ({}));
  await here.watch();
  await until(async () => expect(await tally(runs)).toEqual({ COMPLETED: MANY }));
  const once = { 'counts.completed': 1, 'lastRun.status': 'COMPLETED', active: null } as const;
  const mine = { ownerId: runs[0]?.ownerId as Types.ObjectId };
  await until(async () => expect(await here.db.jobs.countDocuments({ ...once, ...mine })).toBe(MANY));
  expect(await here.db.runs.distinct('attempt', mine)).toEqual([1]);
});

it('one of them that is not to be done any more, or has vanished, keeps no other from being done', async () => {
  const runs = await dueTogether((_, i) => (i === 7 ? { status: 'CANCELED', finishedAt: new Date() } : {}));
  await here.db.runs.deleteOne({ _id: runs[8]?._id });
  await here.watch();
  await until(async () => expect(await tally(runs)).toEqual({ COMPLETED: MANY - 2, CANCELED: 1 }));
});

it('an entry that comes a second time does nothing', async () => {
  const runs = await dueTogether(() => ({}));
  await here.watch();
  await until(async () => expect(await tally(runs)).toEqual({ COMPLETED: MANY }));
  const queue = new Dispatcher(here.redis.producer, quietLogger);
  await queue.enqueue(runs);
  await until(async () => expect(await queue.depth()).toBe(0));
  expect(await here.db.runs.distinct('fence', { ownerId: runs[0]?.ownerId as Types.ObjectId })).toEqual([1]);
});
