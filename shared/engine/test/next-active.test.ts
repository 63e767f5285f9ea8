import { useDatabase } from '@punctual/testing/engine/database';
import { at, NOON } from '@punctual/testing/engine/documents';
import { endRun, GIVEN_BACK, idsOf, queuedJob } from '@punctual/testing/engine/queued-job';
import { anAttempt, RunEngine, takeover } from '@punctual/testing/engine/run-engine';
import { describe, expect, it } from 'vitest';
import type { JobDocument, RunDocument } from '../src/database/documents.ts';
import { QueuedRuns } from '../src/runs/queued-runs.ts';

const db = useDatabase();
const engine = new RunEngine(db);
const waiting = () => new QueuedRuns(db.collections);

const queue = () => queuedJob(engine);
const end = (run: RunDocument, more?: Parameters<RunEngine['finish']>[1]) => endRun(engine, run, more);
const queuedOf = async (job: JobDocument) => (await engine.job(job)).queuedRunId;

describe('a run that was begun before and finds another one under way', () => {
  const begun = { attempts: [anAttempt({ outcome: 'LOST' })] };
  const giveBack = async (run: RunDocument) => {
    await engine.acquire(run);
    return engine.finish(run, GIVEN_BACK);
  };

  it('is the next, before the one that waits, and however many come', async () => {
    const { job, active, queued } = await queue();
    const older = await giveBack(
      await engine.start(await engine.addRun(job, { scheduledFor: at(-30), ...begun })),
    );
    await end(active);
    expect(await engine.acquire(await engine.start(queued))).toEqual({ kind: 'waited', after: older.runKey });
    expect(await engine.acquire(await engine.start(older))).toEqual({ kind: 'acquired' });
    expect(await engine.job(job)).toMatchObject({ queuedRunId: queued._id, nextActive: null });
  });

  it('is the next also where the others are skipped, and what comes meanwhile waits', async () => {
    const job = await engine.addJob();
    const active = await engine.running(job, { scheduledFor: at(-60) });
    const older = await giveBack(
      await engine.start(await engine.addRun(job, { scheduledFor: at(-90), ...begun })),
    );
    await end(active);
    const newer = await engine.start(await engine.addRun(job));
    expect(await engine.acquire(newer)).toEqual({ kind: 'waited', after: older.runKey });
    expect(await engine.acquire(await engine.start(older))).toEqual({ kind: 'acquired' });
  });

  it('is released by the end of the other one, before the one that waits', async () => {
    const { job, active } = await queue();
    const older = await giveBack(
      await engine.start(await engine.addRun(job, { scheduledFor: at(-30), ...begun })),
    );
    await end(active);
    expect(idsOf(await waiting().release([active], NOON))).toEqual([older._id]);
  });

  it('holds up the one that waits no longer once it has ended without being active', async () => {
    const { job, active, queued } = await queue();
    const older = await giveBack(
      await engine.start(await engine.addRun(job, { scheduledFor: at(-30), ...begun })),
    );
    await end(active);
    await end(older, { change: 'cancel', reason: 'BY_USER', attempt: null });
    expect(idsOf(await waiting().release([older], NOON))).toEqual([queued._id]);
    expect(await engine.acquire(await engine.start(queued))).toEqual({ kind: 'acquired' });
  });

  it('is the next only for this wait: a release before started it, and it pauses again', async () => {
    const { job, active, queued } = await queue();
    const older = await giveBack(
      await engine.start(await engine.addRun(job, { scheduledFor: at(-30), ...begun })),
    );
    await end(active);
    await engine.finish(await engine.start(older), { change: 'retry', nextAttemptAt: at(3_600) });
    expect(await engine.acquire(await engine.start(queued))).toEqual({ kind: 'acquired' });
    expect(await engine.job(job)).toMatchObject({ nextActive: null });
  });

  it('lets the one that waited for it go before it', async () => {
    const { job, active, queued } = await queue();
    await end(active, { change: 'retry', nextAttemptAt: NOON });
    await giveBack(await engine.start(await engine.run(active)));
    expect(await engine.acquire(await engine.start(queued))).toEqual({ kind: 'acquired' });
    await giveBack(await engine.start(await engine.run(active)));
    expect(await engine.job(job)).toMatchObject({ nextActive: { runId: active._id } });
  });

  it('has the lock again, if its job still names it, whoever waits', async () => {
    const { job, active, queued } = await queue();
    const [lost] = await engine.runs.finish([takeover(active)]);
    const again = await engine.start(lost as RunDocument, 'bob');
    expect(await engine.acquire(again)).toEqual({ kind: 'acquired' });
    expect(await queuedOf(job)).toEqual(queued._id);
  });
});

describe('a run that was due before the one under way had begun', () => {
  /** Due between the two that have the lock and the queue, and both overtook it. */
  async function overtaken(overlap: 'skip' | 'queueOne' = 'queueOne') {
    const job = await engine.addJob({ overlap });
    const run = await engine.addRun(job, { scheduledFor: at(-60), dueAt: at(-60) });
    const active = await engine.running(job, { scheduledFor: at(-90) });
    return { job, run, active };
  }
  const ask = async (run: RunDocument) => {
    const taken = await engine.start(await engine.run(run));
    const lock = await engine.acquire(taken);
    if (lock?.kind === 'acquired') return lock;
    const after = lock?.kind === 'waited' ? { after: lock.after } : {};
    await engine.finish(taken, { ...GIVEN_BACK, ...after });
    return lock;
  };

  it.each(['skip', 'queueOne'] as const)('is the next, however many are newer (%s)', async (overlap) => {
    const { job, run, active } = await overtaken(overlap);
    expect(await ask(run)).toEqual({ kind: 'waited', after: active.runKey });
    const newer = await engine.addRun(job, { scheduledFor: at(60), dueAt: NOON });
    await ask(newer);
    await end(active);
    expect(idsOf(await waiting().release([active], NOON))).toEqual(overlap === 'skip' ? [] : [run._id]);
    const latest = await engine.addRun(job, { scheduledFor: at(90), dueAt: NOON });
    expect(await ask(latest)).toEqual({ kind: 'waited', after: run.runKey });
    expect(await ask(run)).toEqual({ kind: 'acquired' });
  });

  it('is the next once the older one that was queued has begun', async () => {
    const { job, run, active } = await overtaken();
    const queued = await engine.addRun(job, { scheduledFor: at(-75), dueAt: at(-75) });
    await db.jobs.updateOne({ _id: job._id }, { $set: { queuedRunId: queued._id } });
    await ask(run);
    await end(active);
    const second = await engine.start(queued);
    expect(await engine.acquire(second)).toEqual({ kind: 'acquired' });
    await ask(await engine.addRun(job, { scheduledFor: at(60), dueAt: NOON }));
    expect(await ask(run)).toEqual({ kind: 'waited', after: second.runKey });
    await end(second);
    expect(await ask(run)).toEqual({ kind: 'acquired' });
  });

  it('is at rest when it is given back to wait', async () => {
    const { run } = await overtaken();
    await ask(run);
    expect(await waiting().release([await engine.run(run)], NOON)).toEqual([]);
  });
});
