import { expect, it } from 'vitest';
import { inSeconds, useStack } from '../stack/stack.ts';

const JOBS = 20;
const here = useStack();

it('what a watcher killed after the queue had taken it is done once, by another', async () => {
  const killed = await here.watcher({ ROLES: 'watch', SCHED_FAILPOINTS: 'afterEnqueue:kill' });
  await here.due(JOBS, inSeconds(3));
  await here.killed(killed);
  expect(await here.db.runs.distinct('status')).toEqual(['PENDING']);

  await here.watcher();
  await here.settled();
  expect(here.sink.effects).toHaveLength(JOBS);
  expect(await here.verdict()).toEqual([]);
});
