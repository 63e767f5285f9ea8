import type { JobDocument } from '@punctual/engine/database/documents';
import { expect, it } from 'vitest';
import { inSeconds, LEASE_MS, until, useStack } from '../stack/stack.ts';

const PATH = '/blocking';
const BLOCK_MS = 4 * LEASE_MS;
const here = useStack();

it('a worker whose event loop stands still beyond its lease changes nothing when it goes on', async () => {
  const blocked = await here.blockingWatcher(PATH, BLOCK_MS);
  const task = { type: 'http', url: here.sink.url(PATH), method: 'POST', expectStatus: '2xx' };
  await here.due(1, inSeconds(2), { task: task as JobDocument['task'] });
  await here.effects(1);
  await here.watcher();
  await here.settled();
  const before = await here.run();
  expect(before).toMatchObject({
    status: 'COMPLETED',
    attempts: [{ outcome: 'LOST' }, { outcome: 'COMPLETED' }],
  });

  const beat = { pid: blocked.pid, beatAt: { $gt: new Date() } };
  await until(async () => expect(await here.db.models.processes.collection.countDocuments(beat)).toBe(1));
  expect(await here.run()).toEqual(before);
  expect(here.sink.effects).toHaveLength(2);
  expect(await here.verdict({ faults: 1 })).toEqual([]);
});
