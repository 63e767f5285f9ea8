import { TASK_TYPES } from '@punctual/contracts/tasks/task';
import { DAY_MS } from '@punctual/contracts/time';
import { auditDisabled } from '@punctual/engine/database/audit-writer';
import type { RunDocument } from '@punctual/engine/database/documents';
import { ProcessStore } from '@punctual/engine/database/process-store';
import { RevisionStore } from '@punctual/engine/database/revision-store';
import { JobEdits } from '@punctual/engine/jobs/job-edits';
import { JobSummaries } from '@punctual/engine/jobs/job-summaries';
import { Misfires } from '@punctual/engine/runs/misfires';
import { QueuedRuns } from '@punctual/engine/runs/queued-runs';
import { RunCancellation } from '@punctual/engine/runs/run-cancellation';
import { useDatabase } from '@punctual/testing/engine/database';
import { aJob, anEmail, aRun, at, NOON } from '@punctual/testing/engine/documents';
import { meanwhile } from '@punctual/testing/engine/faults';
import { quietLogger } from '@punctual/testing/engine/redis';
import { RunEngine } from '@punctual/testing/engine/run-engine';
import { Types } from 'mongoose';
import { beforeEach, describe, expect, it } from 'vitest';
import { DispatchPlans } from '../src/recovery/dispatch-plan.ts';
import { LeaseRecovery } from '../src/recovery/lease-recovery.ts';
import { WaitingRecovery } from '../src/recovery/waiting-recovery.ts';

const ROOM = 1_000;
const PLACES = 50;
const db = useDatabase();
const engine = new RunEngine(db);
beforeEach(() => db.empty());

/**
 * A queue that takes what it is given, or does not; `sent` is what it was given.
 * @param behind when what comes next in it was due, in ms since 1970
 */
function aQueue(takes: boolean, behind = Number.POSITIVE_INFINITY) {
  const sent: RunDocument[] = [];
  const enqueue = async (runs: RunDocument[]) => {
    sent.push(...runs);
    return takes;
  };
  const rooms = async () => new Map(TASK_TYPES.map((type) => [type, ROOM]));
  return { sent, rooms, behind: async () => new Map([['log' as const, behind]]), enqueue };
}
const clock = { now: () => NOON };
const waitingRecovery = (queue: ReturnType<typeof aQueue>) => {
  const misfires = new Misfires(db.collections, engine.runs, engine.summaries, engine.processes);
  const self = { owner: 'ana', places: new Map() };
  const plans = new DispatchPlans(queue, engine.recovery, engine.processes, clock, self, PLACES, () => false);
  return new WaitingRecovery(engine.recovery, misfires, queue, plans, clock);
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

  it('leaves what the queue has not come to yet, and sends what it must have lost', async () => {
    const queued = waitingRuns(3, { dueAt: at(-9), nextAttemptAt: at(-9), dispatchAfter: at(-4) });
    const lost = waitingRuns(2, { dueAt: at(-19), nextAttemptAt: at(-19), dispatchAfter: at(-14) });
    await db.runs.insertMany([...queued, ...lost]);
    const queue = aQueue(true, at(-8).getTime());
    await waitingRecovery(queue).step();
    expect(queue.sent.map(({ runKey }) => runKey).toSorted()).toEqual(
      lost.map(({ runKey }) => runKey).toSorted(),
    );
    const untouched = { dispatches: 0, dispatchAfter: at(-4) };
    expect(await db.runs.countDocuments(untouched)).toBe(3);
  });

  it('takes together what waits of one job, also from a queue that is behind: it is lined up', async () => {
    const job = aJob();
    await db.jobs.insertOne(job);
    const waited = [-9, -8].map((second) =>
      aRun(job, {
        scheduledFor: at(second),
        dueAt: at(second),
        nextAttemptAt: at(second),
        dispatchAfter: at(second + 5),
      }),
    );
    await db.runs.insertMany(waited);
    const queue = aQueue(true, at(-9).getTime());
    await waitingRecovery(queue).step();
    expect(queue.sent.map(({ runKey }) => runKey)).toEqual([waited[0]?.runKey]);
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

describe('the recovery of runs that wait for a place', () => {
  const [ana, bob] = [new Types.ObjectId(), new Types.ObjectId()];
  const emails = (ownerId: Types.ObjectId, count: number, more: Partial<RunDocument> = {}) =>
    Array.from({ length: count }, () =>
      aRun(aJob({ ownerId, task: anEmail() }), { dispatchAfter: at(-1), dispatches: 1, ...more }),
    );
  const sentOf = (queue: ReturnType<typeof aQueue>, owner: Types.ObjectId) =>
    queue.sent.filter(({ ownerId }) => ownerId.equals(owner)).length;

  it('sends no more of an owner than it may have under way, and all of one with few', async () => {
    await db.runs.insertMany([...emails(ana, 300), ...emails(bob, 3, { dispatchAfter: at(0) })]);
    const queue = aQueue(true);
    await waitingRecovery(queue).step();
    expect([sentOf(queue, ana), sentOf(queue, bob)]).toEqual([21, 3]);
  });

  it('counts what other workers have under way of it', async () => {
    const facts = { service: 'watcher-service', roles: ['work'], host: 'far', pid: 1, running: 23 };
    const times = { startedAt: NOON, beatAt: NOON };
    await new ProcessStore(db.models).beat({ _id: 'other', ...facts, ...times });
    const running = { status: 'RUNNING', owner: 'other', dispatchAfter: null } as const;
    await db.runs.insertMany([...emails(ana, 23, running), ...emails(ana, 50), ...emails(bob, 3)]);
    const queue = aQueue(true);
    await waitingRecovery(queue).step();
    expect([sentOf(queue, ana), sentOf(queue, bob)]).toEqual([0, 3]);
  });

  it('is sent with all of its job: they waited together, and run one after the other', async () => {
    const job = aJob({ ownerId: ana, task: anEmail() });
    const had = { dispatches: 1, dispatchAfter: at(-60) };
    const waited = [-50, -40, -30].map((second) =>
      aRun(job, { ...had, scheduledFor: at(second), dueAt: at(second), nextAttemptAt: at(second) }),
    );
    await db.jobs.insertOne(job);
    await db.runs.insertMany([...waited, ...emails(ana, 50)]);
    const queue = aQueue(true);
    await waitingRecovery(queue).step();
    expect(queue.sent.filter(({ jobId }) => jobId.equals(job._id))).toHaveLength(1);
    const rows = await db.runs.find({ jobId: job._id }).sort({ dueAt: 1 }).toArray();
    expect(rows.map(({ after }) => after)).toEqual([null, waited[0]?.runKey, waited[1]?.runKey]);
  });

  it('is late, never missed: what had no turn before has it now', async () => {
    const long = { dueAt: at(-30), dispatchAfter: at(-30), nextAttemptAt: at(-30), dispatches: 0 };
    await db.runs.insertMany(emails(ana, 40, long));
    await waitingRecovery(aQueue(true)).step();
    expect(await db.runs.countDocuments({ dispatches: 0 })).toBe(0);
    const waiting = { status: 'PENDING', dispatchAfter: at(-30) } as const;
    expect(await db.runs.countDocuments(waiting)).toBe(40 - 23);
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
    await new JobEdits(
      on,
      new RevisionStore(db.models),
      cancels,
      auditDisabled(db.models, DAY_MS),
    ).disableGone(job._id, NOON);
    expect(await engine.job(job)).toMatchObject({ enabled: false, name: 'New', nextRunAt: null });
  });
});
