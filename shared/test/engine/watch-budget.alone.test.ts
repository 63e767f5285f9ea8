import { performance } from 'node:perf_hooks';
import { Dispatcher } from '@punctual/shared/dispatch/dispatcher';
import { DueTimer } from '@punctual/shared/dispatch/due-timer';
import { Materialiser } from '@punctual/shared/engine/materialiser';
import type { JobDocument } from '@punctual/shared/store/documents';
import { watchStep } from '@punctual/watcher-service/watch/watch';
import { expect, inject, test } from 'vitest';
import { useDatabase } from '../support/engine/database.ts';
import { after, aJob, at, every, once } from '../support/engine/documents.ts';
import { quietLogger, useRedis } from '../support/engine/redis.ts';
import { RunEngine } from '../support/engine/run-engine.ts';

const PENDING = 100_000;
const DUE = 500;
const STEPS = 5;
const BUDGET_MS = 250;
/** A step is slow while something else uses the machine: one quiet round of so many is proof enough. */
const ROUNDS = 10;
const HOUR_S = 3_600;
const CHUNK = 5_000;

const db = useDatabase();
const redis = useRedis();
const engine = new RunEngine(db);

/** In each hour 500 jobs become due within half a second. */
function jobNumber(n: number): JobDocument {
  const due = after(at(Math.floor(n / DUE) * HOUR_S), n % DUE);
  const schedule = n % 2 === 0 ? once(due) : every(30 * 86_400, due);
  return aJob({ schedule, shard: n % 64, task: { type: 'log' } });
}

async function seed(): Promise<void> {
  for (let begin = 0; begin < PENDING; begin += CHUNK) {
    const chunk = Array.from({ length: CHUNK }, (_, i) => jobNumber(begin + i));
    await db.jobs.insertMany(chunk, { ordered: false });
  }
}

/** Milliseconds of the step of that hour, until its runs are recorded, its jobs moved on and its runs enqueued. */
async function timeStep(hour: number, dispatcher: Dispatcher): Promise<number> {
  const clock = { now: () => after(at(hour * HOUR_S), DUE) };
  const enqueued: Promise<boolean>[] = [];
  const timer = new DueTimer(clock, (due) => enqueued.push(dispatcher.enqueue(due)));
  const materialiser = new Materialiser(db.collections);
  const { runs, jobs } = engine;
  const begun = performance.now();
  expect(await watchStep({ materialiser, runs, jobs, timer, clock, logger: quietLogger })).toBe(DUE);
  expect(await Promise.all(enqueued)).toEqual([true]);
  return performance.now() - begun;
}

const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

test(`a watch step that finds ${DUE} of ${PENDING} jobs due takes less than ${BUDGET_MS} ms`, async () => {
  await seed();
  const dispatcher = new Dispatcher(redis.producer, quietLogger);
  let hour = 0;
  await timeStep(hour, dispatcher); // the first one warms up
  const medians: number[] = [];
  do {
    const times: number[] = [];
    for (let step = 0; step < STEPS; step += 1) times.push(await timeStep(++hour, dispatcher));
    medians.push(median(times));
    const said = times.map(Math.round).join(', ');
    console.log(`Watch step, ${DUE} due of ${PENDING}, ${inject('mongodbKind')} database: ${said} ms`);
  } while (Math.min(...medians) >= BUDGET_MS && medians.length < ROUNDS);
  await dispatcher.close();
  expect(Math.min(...medians)).toBeLessThan(BUDGET_MS);
}, 240_000);
