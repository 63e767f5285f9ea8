import { useDatabase } from '@punctual/testing/engine/database';
import { aSchedule, at, every, NOON, once } from '@punctual/testing/engine/documents';
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
import { Postponements } from '../src/runs/postponements.ts';

const DAY_S = 86_400;
const COSTLY = 25;
const STEPS = 30;
/** They take more than their owner's share of a step. */
const TOO_MANY = 40;

const db = useDatabase();
const engine = new RunEngine(db);
const [ana, bob] = [new Types.ObjectId(), new Types.ObjectId()];
let costly: JobDocument[];
let quiet: JobDocument;
let now = NOON;

/** Ana's jobs each take some 50,000 steps and more: six days of minutes are counted, in a zone with clock changes. */
beforeEach(async () => {
  now = NOON;
  await db.empty();
  const schedule = aSchedule({ kind: 'cron', expression: '* * 1-31 * *', timezone: 'Africa/Casablanca' });
  const begun = at(-6 * DAY_S);
  const missed = { schedule, nextOccurrence: begun, nextRunAt: begun, ownerId: ana };
  costly = await Promise.all(Array.from({ length: COSTLY }, () => engine.addJob(missed)));
  quiet = await engine.addJob({ schedule: every(1, NOON), ownerId: bob });
});

function watch() {
  const timer = new DueTimer({ now: () => now }, () => {});
  const misfires = new Misfires(db.collections, engine.runs, engine.summaries, engine.processes);
  const clock = { now: () => now };
  const looks = new Watch(
    new Materialiser(db.collections),
    misfires,
    new Postponements(engine.processes),
    timer,
    clock,
    quietLogger,
  );
  return { step: () => looks.step(), end: () => timer.stop() };
}
/** Counts the costly jobs that have not all of their runs yet. */
const remaining = () => db.jobs.countDocuments({ ownerId: ana, nextOccurrence: { $lte: at(2) } });
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
    for (let i = 0; i < STEPS && (await remaining()) > 0; i += 1) await step();
    for (const job of costly) {
      const { runs, next } = planDue(job, NOON, at(2));
      const expected = runs.map(({ occurrence, missed }) => [occurrence.at, missed]);
      expect((await runsOf(job)).map(({ scheduledFor, missed }) => [scheduledFor, missed])).toEqual(expected);
      expect(await engine.job(job)).toMatchObject({ nextOccurrence: next?.at });
    }
    end();
  });

  it('leave a record at what they made late, and at nothing else', async () => {
    const expression = '59 59 23 1W,2W,3W,4W,5W,6W,7W,8W,9W,10W,11W,12W,13W,14W,15W,16W,29 2 +SAT';
    await db.jobs.deleteMany({ ownerId: ana });
    // A release before stored it: today it is refused.
    const schedule = { ...aSchedule({ kind: 'cron', expression: '0 9 * * *' }), expression };
    const rare = { schedule, nextOccurrence: at(1), nextRunAt: at(1), ownerId: ana };
    for (let i = 0; i < TOO_MANY; i += 1) await engine.addJob(rare);
    const { step, end } = watch();
    await step();
    const first = await db.runs.find({ ownerId: ana }).toArray();
    expect(await engine.processes.postponedSince(ana, now)).toEqual(NOON);
    const missedByTheStep = await engine.addJob({ schedule: once(at(4)), ownerId: ana });
    now = at(6);
    await step();
    const second = await db.runs.find({ ownerId: ana, _id: { $nin: first.map(({ _id }) => _id) } }).toArray();
    const waited = second.filter(({ dueAt }) => dueAt.getTime() === at(1).getTime());
    expect(waited.length).toBeGreaterThan(0);
    expect(waited.map(({ postponedSince }) => postponedSince)).toEqual(waited.map(() => NOON));
    const others = [...first, ...(await runsOf(missedByTheStep)), ...(await runsOf(quiet))];
    expect(others.filter(({ postponedSince }) => postponedSince)).toEqual([]);
    now = at(60);
    expect(await engine.processes.postponedSince(ana, now)).toBeNull();
    end();
  });
});
