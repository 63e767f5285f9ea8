import { useDatabase } from '@punctual/testing/engine/database';
import { aSchedule, at, every, NOON } from '@punctual/testing/engine/documents';
import { quietLogger } from '@punctual/testing/engine/redis';
import { RunEngine } from '@punctual/testing/engine/run-engine';
import { Watch } from '@punctual/watcher-service/watch/watch';
import { Types } from 'mongoose';
import { beforeEach, describe, expect, it } from 'vitest';
import type { JobDocument } from '../src/database/documents.ts';
import { DueTimer } from '../src/queue/due-timer.ts';
import { Materialiser } from '../src/runs/materialiser.ts';
import { Misfires } from '../src/runs/misfires.ts';
import { planDue } from '../src/runs/plan-due.ts';

const DAY_S = 86_400;
const COSTLY = 25;
const STEPS = 30;

const db = useDatabase();
const engine = new RunEngine(db);
const [ana, bob] = [new Types.ObjectId(), new Types.ObjectId()];
let costly: JobDocument[];
let quiet: JobDocument;

/** Ana's jobs each take some 50,000 steps and more: six days of minutes are counted, in a zone with clock changes. */
beforeEach(async () => {
  await db.empty();
  const schedule = aSchedule({ kind: 'cron', expression: '* * 1-31 * *', timezone: 'Africa/Casablanca' });
  const begun = at(-6 * DAY_S);
  const missed = { schedule, nextOccurrence: begun, nextRunAt: begun, ownerId: ana };
  costly = await Promise.all(Array.from({ length: COSTLY }, () => engine.addJob(missed)));
  quiet = await engine.addJob({ schedule: every(1, NOON), ownerId: bob });
});

function watch() {
  const timer = new DueTimer({ now: () => NOON }, () => {});
  const misfires = new Misfires(db.collections, engine.runs, engine.summaries, engine.processes);
  const clock = { now: () => NOON };
  const looks = new Watch(new Materialiser(db.collections), misfires, timer, clock, quietLogger);
  return { step: () => looks.step(), end: () => timer.stop() };
}
const runsOf = (job: JobDocument) => db.runs.find({ jobId: job._id }).sort({ scheduledFor: 1 }).toArray();

describe('schedules that take long to compute', () => {
  it('do not hold up the job of another owner: its runs are made in the first step, theirs in later ones', async () => {
    const { step, end } = watch();
    await step();
    expect(await runsOf(quiet)).toHaveLength(3);
    const done = await db.runs.countDocuments({ ownerId: ana });
    expect(done).toBeLessThan(COSTLY / 2);
    end();
  });

  it('are gone on with in each step until all have their runs, each as if it had been planned at once', async () => {
    const { step, end } = watch();
    for (let i = 0; i < STEPS; i += 1) await step();
    for (const job of costly) {
      const { runs, next } = planDue(job, NOON, at(2));
      const expected = runs.map(({ occurrence, missed }) => [occurrence.at, missed]);
      expect((await runsOf(job)).map(({ scheduledFor, missed }) => [scheduledFor, missed])).toEqual(expected);
      expect(await engine.job(job)).toMatchObject({ nextOccurrence: next?.at });
    }
    end();
  });
});
