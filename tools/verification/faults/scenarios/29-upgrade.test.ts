import type { JobDocument } from '@punctual/engine/database/documents';
import { SNAPSHOT_VERSION, snapshotOf } from '@punctual/engine/runs/run-draft';
import { aRun } from '@punctual/testing/engine/documents';
import { expect, it } from 'vitest';
import { inSeconds, until, useStack } from '../stack/stack.ts';

const TIMES_GIVEN_BACK = 2;
const here = useStack();

/** A run as a scheduler of the next release makes it. */
async function runOfNextRelease(due: Date): Promise<void> {
  const [job] = (await here.due(1, due, { nextOccurrence: null, nextRunAt: null })) as [JobDocument];
  const snapshot = { ...snapshotOf(job), version: SNAPSHOT_VERSION + 1 };
  await here.db.runs.insertOne(aRun(job, { scheduledFor: due, snapshot }));
}

it('a worker gives back what a newer release made, uncounted and unharmed, until one that knows it comes', async () => {
  await runOfNextRelease(inSeconds(1));
  await here.watcher();
  await until(async () => expect((await here.run()).fence).toBeGreaterThanOrEqual(TIMES_GIVEN_BACK));
  await until(async () => expect((await here.run()).status).toBe('PENDING'));
  const given = await here.run();
  expect(given).toMatchObject({ attempt: 0, attempts: [], crashCount: 0, startedAt: null, owner: null });
  expect(given.nextAttemptAt.getTime()).toBeGreaterThan(given.dueAt.getTime());
  expect(here.sink.effects).toEqual([]);
  expect(await here.db.jobs.findOne({ _id: given.jobId })).toMatchObject({ active: null, lastRun: null });

  // What the worker of the next release would read is what this one reads now.
  await here.db.runs.updateOne({ _id: given._id }, { $set: { 'snapshot.version': SNAPSHOT_VERSION } });
  await here.settled();
  expect(await here.run()).toMatchObject({ status: 'COMPLETED', attempt: 1, crashCount: 0 });
  expect(here.sink.effects).toHaveLength(1);
  expect(await here.verdict()).toEqual([]);
});
