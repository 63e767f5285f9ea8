import { expect, it } from 'vitest';
import { inSeconds, until, useStack } from '../stack/stack.ts';

const here = useStack();

it('a worker frozen beyond its lease changes nothing when it goes on: what the second wrote stands', async () => {
  const frozen = await here.watcher();
  here.sink.hold();
  await here.due(1, inSeconds(2));
  await here.effects(1);
  frozen.kill('SIGSTOP');
  here.sink.passNew();
  await here.watcher();
  await here.settled();
  const before = await here.run();
  expect(before).toMatchObject({
    status: 'COMPLETED',
    attempts: [{ outcome: 'LOST' }, { outcome: 'COMPLETED' }],
  });

  here.sink.release(); // the answer that the first one waits for
  const since = new Date();
  frozen.kill('SIGCONT');
  const beat = { pid: frozen.process.pid, beatAt: { $gt: since } };
  await until(async () => expect(await here.db.models.processes.collection.countDocuments(beat)).toBe(1));
  expect(await here.run()).toEqual(before);
  expect(here.sink.effects).toHaveLength(2);
  expect(await here.verdict({ faults: 1 })).toEqual([]);
});
