import { expect, it } from 'vitest';
import { inSeconds, until, useStack } from '../stack/stack.ts';

const here = useStack();

it('a worker killed after it recorded the end, before the queue knew: the run stays completed, with one effect', async () => {
  const killed = await here.watcher({ SCHED_FAILPOINTS: 'afterFinish:kill' });
  await here.due(1, inSeconds(2));
  await here.killed(killed);
  const ended = await here.run();
  expect(ended).toMatchObject({ status: 'COMPLETED', settled: false, fence: 1 });

  await here.watcher();
  await here.settled();
  await until(async () => expect(await here.db.jobs.distinct('counts.completed')).toEqual([1]));
  expect(await here.run()).toEqual({ ...ended, settled: true });
  expect(here.sink.effects).toHaveLength(1);
  expect(await here.verdict()).toEqual([]);
});
