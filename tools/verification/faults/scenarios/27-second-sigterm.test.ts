import { expect, it } from 'vitest';
import { inSeconds, until, useStack } from '../stack/stack.ts';

const here = useStack();

it('asked to end a second time, a worker gives back what is under way: no attempt is counted, and another does it', async () => {
  const hurried = await here.watcher();
  here.sink.hold();
  await here.due(1, inSeconds(2));
  await here.effects(1);
  hurried.kill('SIGTERM');
  await until(async () => expect(await here.db.models.shardLeases.countDocuments({ owner: null })).toBe(64));
  hurried.kill('SIGTERM');
  expect(await hurried.process.exited).toEqual({ code: 0, signal: null });
  expect(await here.run()).toMatchObject({ status: 'PENDING', attempt: 0, crashCount: 0, attempts: [] });

  here.sink.release();
  await here.watcher();
  await here.settled();
  expect(await here.run()).toMatchObject({ status: 'COMPLETED', attempt: 1, crashCount: 0 });
  expect(here.sink.effects).toHaveLength(2);
  expect(await here.verdict({ faults: 1, uncounted: true })).toEqual([]);
});
