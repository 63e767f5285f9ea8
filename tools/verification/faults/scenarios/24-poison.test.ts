import type { JobDocument } from '@punctual/engine/database/documents';
import type { SpawnedService } from '@punctual/testing/backing/spawn-service';
import { expect, it } from 'vitest';
import { childrenOf } from '../stack/children.ts';
import { inSeconds, until, useStack } from '../stack/stack.ts';

const GOOD = 50;
/** These are under way with it whenever it takes the worker with it: suspects too, though they do no harm. */
const BESIDE = 4;
const LONG_MS = 60_000;
/** In the normal lanes it takes the worker with it twice, then in quarantine its own process alone. */
const WORKERS_KILLED = 2;
const DEATHS = 3;
const SHORT_LEASE = { LEASE_MS: '2000' };
const here = useStack();

const callsTo = (path: string) => here.sink.effects.filter((effect) => effect.path === path).length;
const calling = (path: string) =>
  ({ type: 'http', url: here.sink.url(path), method: 'POST', expectStatus: '2xx' }) as JobDocument['task'];

/** Kills the worker at the first calls, then its child, as soon as there is no other: the good ones end by themselves. */
async function kill(worker: SpawnedService | undefined, calls: number): Promise<void> {
  if (!worker) return;
  if (calls <= WORKERS_KILLED) {
    await until(() => expect(callsTo('/beside')).toBe(calls * BESIDE));
    return worker.kill('SIGKILL');
  }
  const children = () => childrenOf(worker.process.pid);
  await until(() => expect(children()).toHaveLength(1));
  for (const child of children()) process.kill(child, 'SIGKILL');
}

it('a job that brings down its process is given up after three deaths in quarantine; no other is, be it a suspect too', async () => {
  let worker: SpawnedService | undefined;
  let calls = 0;
  here.sink.on.set('/poison', () => {
    calls += 1;
    void kill(worker, calls);
  });
  here.sink.answers.set('/poison', () => ({ status: 200, afterMs: LONG_MS }));
  here.sink.answers.set('/beside', () => ({
    status: 200,
    afterMs: callsTo('/beside') <= WORKERS_KILLED * BESIDE ? LONG_MS : 0,
  }));
  const due = inSeconds(3);
  const [poison] = (await here.due(1, due, { task: calling('/poison') })) as [JobDocument];
  const beside = await here.due(BESIDE, due, { task: calling('/beside') });
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
  expect(await here.db.runs.countDocuments({ status: 'COMPLETED' })).toBe(GOOD + BESIDE);
  for (const run of await here.db.runs.find({ jobId: { $in: beside.map(({ _id }) => _id) } }).toArray()) {
    expect(run).toMatchObject({ crashCount: WORKERS_KILLED, aloneCrashes: 0 });
    expect(run.attempts.map(({ outcome }) => outcome)).toEqual(['LOST', 'LOST', 'COMPLETED']);
  }
  expect(await here.verdict({ faults: WORKERS_KILLED + DEATHS - 1 })).toEqual([]);
});
