import type { JobDocument } from '@punctual/engine/database/documents';
import type { SpawnedService } from '@punctual/testing/backing/spawn-service';
import { expect, it } from 'vitest';
import { childrenOf } from '../stack/children.ts';
import { inSeconds, until, useStack } from '../stack/stack.ts';

const GOOD = 50;
/** In the normal lanes it takes the worker with it twice, then in quarantine its own process alone. */
const WORKERS_KILLED = 2;
const DEATHS = 3;
const SHORT_LEASE = { LEASE_MS: '2000' };
const here = useStack();

/** Kills the worker at the first calls, then its child, as soon as there is no other: the good ones end by themselves. */
async function kill(worker: SpawnedService | undefined, calls: number): Promise<void> {
  if (!worker) return;
  if (calls <= WORKERS_KILLED) return worker.kill('SIGKILL');
  const children = () => childrenOf(worker.process.pid);
  await until(() => expect(children()).toHaveLength(1));
  for (const child of children()) process.kill(child, 'SIGKILL');
}

it('a job that brings down its process is given up after three deaths in quarantine; none of the others is', async () => {
  let worker: SpawnedService | undefined;
  let calls = 0;
  here.sink.on.set('/poison', () => {
    calls += 1;
    void kill(worker, calls);
  });
  here.sink.answers.set('/poison', () => ({ status: 200, afterMs: 60_000 }));
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
  expect(starts).toBe(WORKERS_KILLED + 1);
  await here.settled();
  const given = await state();
  expect(given).toMatchObject({
    reason: 'POISON',
    crashCount: WORKERS_KILLED + DEATHS,
    aloneCrashes: DEATHS,
  });
  expect(given?.attempts.map(({ code }) => code)).toEqual(['LEASE', 'LEASE', 'CRASH', 'CRASH', 'CRASH']);
  expect(await here.db.runs.countDocuments({ status: 'COMPLETED' })).toBe(GOOD);
  expect(await here.verdict({ faults: WORKERS_KILLED + DEATHS - 1 })).toEqual([]);
});
