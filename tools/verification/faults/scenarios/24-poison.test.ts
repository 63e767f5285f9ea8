import type { JobDocument } from '@punctual/engine/database/documents';
import type { SpawnedService } from '@punctual/testing/backing/spawn-service';
import { expect, it } from 'vitest';
import { inSeconds, until, useStack } from '../stack/stack.ts';

const GOOD = 50;
const CRASHES_ALONE = 3;
/** The crash among others, those alone, and the start that gives it up. */
const MOST_STARTS = CRASHES_ALONE + 2;
const SHORT_LEASE = { LEASE_MS: '2000' };
const here = useStack();

it('a job that brings down its process is given up after three crashes alone; none of the others is', async () => {
  let worker: SpawnedService | undefined;
  here.sink.on.set('/poison', () => worker?.kill('SIGKILL'));
  const due = inSeconds(3);
  const task = { type: 'http', url: here.sink.url('/poison'), method: 'POST', expectStatus: '2xx' };
  const [poison] = (await here.due(1, due, { task: task as JobDocument['task'] })) as [JobDocument];
  await here.due(GOOD, due);
  const state = () => here.db.runs.findOne({ jobId: poison._id });
  const isGivenUp = async () => (await state())?.status === 'FAILED';
  let starts = 0;
  for (; !(await isGivenUp()); starts += 1) {
    worker = await here.watcher(SHORT_LEASE);
    const { process } = worker;
    await until(async () => expect(!process.isRunning() || (await isGivenUp())).toBe(true));
  }
  expect(starts).toBeLessThanOrEqual(MOST_STARTS);
  await here.settled();
  expect(await state()).toMatchObject({ status: 'FAILED', reason: 'POISON', aloneCrashes: CRASHES_ALONE });
  expect(await here.db.runs.countDocuments({ status: 'COMPLETED' })).toBe(GOOD);
  expect(await here.verdict({ faults: CRASHES_ALONE })).toEqual([]);
});
