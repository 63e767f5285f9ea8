import type { RunDocument } from '@punctual/engine/database/documents';
import { RevisionStore } from '@punctual/engine/database/revision-store';
import { JobEdits } from '@punctual/engine/jobs/job-edits';
import { JobSummaries } from '@punctual/engine/jobs/job-summaries';
import { Misfires } from '@punctual/engine/runs/misfires';
import { QueuedRuns } from '@punctual/engine/runs/queued-runs';
import { RunCancellation } from '@punctual/engine/runs/run-cancellation';
import { useDatabase } from '@punctual/testing/engine/database';
import { aJob, aRun, at, NOON } from '@punctual/testing/engine/documents';
import { meanwhile } from '@punctual/testing/engine/faults';
import { quietLogger } from '@punctual/testing/engine/redis';
import { RunEngine } from '@punctual/testing/engine/run-engine';
import { beforeEach, describe, expect, it } from 'vitest';
import { LeaseRecovery } from '../src/recovery/lease-recovery.ts';
import { WaitingRecovery } from '../src/recovery/waiting-recovery.ts';

const ROOM = 1_000;
const db = useDatabase();
const engine = new RunEngine(db);
beforeEach(() => db.empty());

/** A queue that takes what it is given, or does not; `sent` is what it was given. */
function aQueue(takes: boolean) {
  const sent: RunDocument[] = [];
  const enqueue = async (runs: RunDocument[]) => {
    sent.push(...runs);
    return takes;
  };
  return { sent, room: async () => ROOM, enqueue };
}
const clock = { now: () => NOON };
const waitingRecovery = (queue: ReturnType<typeof aQueue>) => {
  const misfires = new Misfires(db.collections, engine.runs, engine.summaries, engine.processes);
  return new WaitingRecovery(engine.recovery, misfires, queue, clock);
};
const leaseRecovery = (queue: ReturnType<typeof aQueue>) => {
  const queued = new QueuedRuns(db.collections);
  const { recovery, runs, summaries } = engine;
  const { changes } = db.collections;
  return new LeaseRecovery(recovery, runs, summaries, queued, queue, changes, clock, quietLogger);
};
const waitingRuns = (count: number, more: Partial<RunDocument> = {}) =>
  Array.from({ length: count }, () => aRun(aJob(), { dispatchAfter: at(-1), ...more }));

describe('the recovery of what waits', () => {
  it('sends all of it, however much it is', async () => {
    await db.runs.insertMany(waitingRuns(ROOM + 200));
    const queue = aQueue(true);
    await waitingRecovery(queue).step();
    expect(new Set(queue.sent.map(({ runKey }) => runKey)).size).toBe(ROOM + 200);
  });

  it('ends when the queue takes nothing, and leaves all to be sent by the next', async () => {
    await db.runs.insertMany(waitingRuns(ROOM));
    const queue = aQueue(false);
    await waitingRecovery(queue).step();
    expect(queue.sent).toHaveLength(ROOM);
    expect(await engine.recovery.dispatchable(NOON, ROOM)).toHaveLength(ROOM);
  });

  it('is not held up by rows that are only to be skipped', async () => {
    await db.runs.insertMany(waitingRuns(ROOM, { reason: 'MISFIRED', dispatchAfter: at(-60) }));
    const [run] = waitingRuns(1) as [RunDocument];
    await db.runs.insertOne(run);
    const queue = aQueue(true);
    await waitingRecovery(queue).step();
    expect(queue.sent.map(({ runKey }) => runKey)).toEqual([run.runKey]);
    expect(await db.runs.countDocuments({ status: 'SKIPPED' })).toBe(ROOM);
  });
});

describe('the recovery of leases', () => {
  it('releases the run that waited for one that is given up', async () => {
    const job = await engine.addJob({ overlap: 'queueOne' });
    const lost = await engine.running(job, { scheduledFor: at(-60) });
    const next = await engine.addRun(job);
    await engine.acquire(await engine.start(next));
    await db.runs.updateOne({ _id: next._id }, { $set: { status: 'PENDING', dispatchAfter: at(10) } });
    await db.runs.updateOne({ _id: lost._id }, { $set: { leaseUntil: at(-1), cancelRequested: 'BY_USER' } });
    const queue = aQueue(true);
    await leaseRecovery(queue).step();
    expect(queue.sent.map(({ _id }) => _id)).toEqual([next._id]);
  });
});

describe('a job whose target is gone for good', () => {
  it('is disabled also when it is edited at the same time', async () => {
    const job = await engine.addJob();
    const edit = () => db.jobs.updateOne({ _id: job._id }, { $inc: { revision: 1 }, $set: { name: 'New' } });
    const on = meanwhile(db.collections, 'jobs', edit, 'findOneAndUpdate');
    const cancels = new RunCancellation(on, engine.runs, new JobSummaries(on));
    await new JobEdits(on, new RevisionStore(db.models), cancels).disableGone(job._id, NOON);
    expect(await engine.job(job)).toMatchObject({ enabled: false, name: 'New', nextRunAt: null });
  });
});
