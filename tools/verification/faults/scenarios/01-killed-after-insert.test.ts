import { expect, it } from 'vitest';
import { inSeconds, useStack } from '../stack/stack.ts';

const here = useStack();

it('a watcher killed after it recorded a run, before it moved the job on, runs no window twice and the next fires', async () => {
  // Due when the watcher looks for the first time: it passes the place on every look.
  const job = await here.recurring(3, 5, inSeconds(1));
  const killed = await here.watcher({ SCHED_FAILPOINTS: 'afterRunInsert:kill' });
  await here.killed(killed);
  const [left] = await here.db.jobs.find({}).toArray();
  expect(left?.nextRunAt).toEqual(job.nextRunAt);
  // More than one where the watcher was slow to start.
  expect(await here.db.runs.countDocuments()).toBeGreaterThan(0);

  await here.watcher();
  await here.settled();
  expect(here.sink.effects).toHaveLength(3);
  expect(await here.verdict()).toEqual([]);
});
