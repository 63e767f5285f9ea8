import { performance } from 'node:perf_hooks';
import { useDatabase } from '@punctual/testing/engine/database';
import { after, aJob, at, every, once } from '@punctual/testing/engine/documents';
import { quietLogger, useRedis } from '@punctual/testing/engine/redis';
import { RunEngine } from '@punctual/testing/engine/run-engine';
import { Watch } from '@punctual/watcher-service/watch/watch';
import { Types } from 'mongoose';
import { expect, inject, test } from 'vitest';
import type { JobDocument } from '../src/database/documents.ts';
import { Dispatcher } from '../src/queue/dispatcher.ts';
import { DueTimer } from '../src/queue/due-timer.ts';
import { Materialiser } from '../src/runs/materialiser.ts';
import { Misfires } from '../src/runs/misfires.ts';
import { Postponements } from '../src/runs/postponements.ts';

const PENDING = 100_000;
const DUE = 500;
const STEPS = 5;
/**
 * The factor by which a step may take longer than the bare insert of its runs, in the same moments: machines are small and
 * noisy. It is 4 to 8 times as long; one that reads all that is pending takes far more.
 */
const BUDGET = 12;
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
  const misfires = new Misfires(db.collections, engine.runs, engine.summaries, engine.processes);
  const watch = new Watch(
    materialiser,
    misfires,
    new Postponements(engine.processes),
    timer,
    clock,
    quietLogger,
  );
  const begun = performance.now();
  expect(await watch.step()).toBe(DUE);
  expect(await Promise.all(enqueued)).toEqual([true]);
  return performance.now() - begun;
}

/** Milliseconds of just recording as many runs: what no step can do without. */
async function timeBareInsert(): Promise<number> {
  const made = await db.runs.find({}).limit(DUE).toArray();
  const others = made.map((run) => ({ ...run, _id: new Types.ObjectId(), runKey: `bare-${run.runKey}` }));
  const begun = performance.now();
  await db.runs.insertMany(others, { ordered: false });
  const took = performance.now() - begun;
  await db.runs.deleteMany({ _id: { $in: others.map(({ _id }) => _id) } });
  return took;
}

const said = (times: number[]) => `${times.map(Math.round).join(', ')} ms`;
const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

test(`a watch step that finds ${DUE} of ${PENDING} jobs due takes less than ${BUDGET} bare inserts of its runs`, async () => {
  await seed();
  const dispatcher = new Dispatcher(redis.producer, quietLogger);
  let hour = 0;
  await timeStep(hour, dispatcher); // the first one warms up
  const ratios: number[] = [];
  do {
    const steps: number[] = [];
    const inserts: number[] = [];
    for (let step = 0; step < STEPS; step += 1) {
      steps.push(await timeStep(++hour, dispatcher));
      inserts.push(await timeBareInsert());
    }
    ratios.push(median(steps) / median(inserts));
    console.log(
      `Watch step, ${DUE} due of ${PENDING}, ${inject('mongodbKind')} database: ${said(steps)}; bare inserts: ${said(inserts)}`,
    );
  } while (Math.min(...ratios) >= BUDGET && ratios.length < ROUNDS);
  await dispatcher.close();
  expect(Math.min(...ratios)).toBeLessThan(BUDGET);
}, 240_000);
