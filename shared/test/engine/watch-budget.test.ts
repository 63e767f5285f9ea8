import { performance } from 'node:perf_hooks';
import { Dispatcher } from '@punctual/shared/dispatch/dispatcher';
import { DueTimer } from '@punctual/shared/dispatch/due-timer';
import { JobChanges } from '@punctual/shared/engine/job-changes';
import { Materialiser } from '@punctual/shared/engine/materialiser';
import { RunChanges } from '@punctual/shared/engine/run-changes';
import type { JobDocument, RunDocument } from '@punctual/shared/store/documents';
import { watchStep } from '@punctual/watcher-service/watch/watch';
import { expect, inject, test } from 'vitest';
import { useDatabase } from '../support/engine/database.ts';
import { after, aJob, at, every, NOON, once } from '../support/engine/documents.ts';
import { quietLogger, useRedis } from '../support/engine/redis.ts';

const PENDING = 100_000;
const DUE = 500;
const STEPS = 5;
const BUDGET_MS = 250;
const CHUNK = 5_000;

const db = useDatabase();
const redis = useRedis();

/** Jobs spread over days; each step finds the next 500 of them due. */
async function seed(): Promise<void> {
  for (let begin = 0; begin < PENDING; begin += CHUNK) {
    const chunk = Array.from({ length: CHUNK }, (_, i) => jobNumber(begin + i));
    await db.jobs.insertMany(chunk, { ordered: false });
  }
}

function jobNumber(n: number): JobDocument {
  const round = Math.floor(n / DUE);
  const due = after(at(round * 3_600), n % DUE);
  const schedule = n % 2 === 0 ? once(due) : every(86_400, due);
  return aJob({
    schedule,
    shard: n % 64,
    task: { type: n % 4 === 0 ? 'email' : 'log' } as JobDocument['task'],
  });
}

test(`a watch step that finds ${DUE} of ${PENDING} jobs due takes less than ${BUDGET_MS} ms`, async () => {
  await seed();
  const dispatcher = new Dispatcher(redis.producer, quietLogger);
  const times: number[] = [];
  for (let step = 0; step < STEPS; step += 1) {
    const now = step === 0 ? after(NOON, DUE) : after(at(step * 3_600), DUE);
    const enqueued: Promise<boolean>[] = [];
    const timer = new DueTimer({ now: () => now }, (runs: RunDocument[]) =>
      enqueued.push(dispatcher.enqueue(runs)),
    );
    const parts = {
      materialiser: new Materialiser(db.collections),
      runs: new RunChanges(db.collections, 86_400_000),
      jobs: new JobChanges(db.collections),
      timer,
      clock: { now: () => now },
      logger: quietLogger,
    };
    const begun = performance.now();
    expect(await watchStep(parts)).toBe(DUE);
    expect(await Promise.all(enqueued)).not.toContain(false);
    times.push(performance.now() - begun);
    timer.stop();
  }
  const median = [...times].sort((a, b) => a - b)[Math.floor(STEPS / 2)];
  console.log(
    `watch step, ${DUE} due of ${PENDING}, on the ${inject('mongodbKind')} database: ${times.map(Math.round).join(', ')} ms`,
  );
  expect(median).toBeLessThan(BUDGET_MS);
  await dispatcher.close();
}, 240_000);
