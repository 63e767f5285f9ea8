import { useDatabase } from '@punctual/testing/engine/database';
import { aRun, at, NOON } from '@punctual/testing/engine/documents';
import { endRun, GIVEN_BACK, idsOf, queuedJob } from '@punctual/testing/engine/queued-job';
import { RunEngine } from '@punctual/testing/engine/run-engine';
import { describe, expect, it } from 'vitest';
import type { Id, JobDocument, RunDocument } from '../src/database/documents.ts';
import { QueuedRuns } from '../src/runs/queued-runs.ts';

const db = useDatabase();
const engine = new RunEngine(db);
const waiting = () => new QueuedRuns(db.collections);
const QUEUES = { overlap: 'queueOne' } as const;

const queue = () => queuedJob(engine);
const end = (run: RunDocument, more?: Parameters<RunEngine['finish']>[1]) => endRun(engine, run, more);
const queuedOf = async (job: JobDocument) => (await engine.job(job)).queuedRunId;

describe('the queue of a job', () => {
  it('goes to the first run that finds another one under way', async () => {
    const { job, active, queued } = await queue();
    expect(await engine.job(job)).toMatchObject({ queuedRunId: queued._id, active: { runId: active._id } });
  });

  it('is not given to a second one, which is blocked', async () => {
    const { job, active } = await queue();
    const third = await engine.start(await engine.addRun(job, { scheduledFor: at(60), dueAt: NOON }));
    expect(await engine.acquire(third)).toEqual({ kind: 'locked', by: active._id });
  });

  it('is kept by the run that has it, as often as it asks', async () => {
    const { queued } = await queue();
    expect(await engine.acquire(await engine.start(queued))).toEqual({ kind: 'queued' });
  });

  it('is not for a retry, which is owed an end of its own', async () => {
    const { job, active, queued } = await queue();
    await end(queued, { change: 'cancel', reason: 'BY_USER', attempt: null });
    const attempts = [{ ...aRun(job), outcome: 'RETRY' }] as unknown as RunDocument['attempts'];
    const retry = await engine.start(
      await engine.addRun(job, { scheduledFor: at(30), dueAt: NOON, attempts }),
    );
    expect(await engine.acquire(retry)).toEqual({ kind: 'locked', by: active._id });
    expect(await queuedOf(job)).toBeNull();
  });

  it('is left by the run that becomes active, in the same write', async () => {
    const { job, active, queued } = await queue();
    await end(active);
    const next = await engine.start(queued);
    expect(await engine.acquire(next)).toEqual({ kind: 'acquired' });
    expect(await engine.job(job)).toMatchObject({ queuedRunId: null, active: { runId: next._id } });
  });

  it('comes before all that is newer, also while no run is active', async () => {
    const { job, active, queued } = await queue();
    await end(active);
    const newer = await engine.start(await engine.addRun(job, { scheduledFor: at(60), dueAt: NOON }));
    expect(await engine.acquire(newer)).toEqual({ kind: 'waited', after: queued.runKey });
  });

  it.each([
    ['canceled', { change: 'cancel', reason: 'BY_USER' }],
    ['skipped', { change: 'skip', reason: 'MISFIRED' }],
  ] as const)('is free again when the one that waits is %s', async (_, change) => {
    const { job, queued } = await queue();
    await end(queued, { ...change, attempt: null });
    expect(await queuedOf(job)).toBeNull();
  });

  it.each([
    ['completes', { change: 'complete' }],
    ['fails', { change: 'fail' }],
    ['is withdrawn', { change: 'withdraw', reason: 'DISABLED', attempt: null }],
    ['is aborted', { change: 'abort', reason: 'BY_USER' }],
    ['is refused', { change: 'refuse', reason: 'OVERLAP', attempt: null }],
    ['is given up', { change: 'giveUp', reason: 'POISON' }],
  ] as const)('is free again when the one that waits %s after it was taken', async (_, change) => {
    const { job, queued } = await queue();
    await end(await engine.start(queued), change);
    expect(await queuedOf(job)).toBeNull();
  });
});

describe('a queue whose run is lost to the job', () => {
  const stale = async (more: Partial<RunDocument>, queuedRunId?: Id) => {
    const ghost = await engine.addRun(undefined, more);
    const job = await engine.addJob({ ...QUEUES, queuedRunId: queuedRunId ?? ghost._id });
    return engine.start(await engine.addRun(job));
  };

  it('is freed, when the run has ended without being summarized', async () => {
    const next = await stale({ status: 'CANCELED', finishedAt: NOON });
    expect(await engine.acquire(next)).toEqual({ kind: 'acquired' });
    expect(await engine.job({ _id: next.jobId })).toMatchObject({ queuedRunId: null });
  });

  it('is given up on its behalf, when it is gone altogether', async () => {
    expect(await engine.acquire(await stale({}, aRun()._id))).toEqual({ kind: 'acquired' });
  });

  it('is kept for it, as long as it waits', async () => {
    expect(await engine.acquire(await stale({}))).toMatchObject({ kind: 'waited' });
  });

  it('is given up, when it waits for the run that is blocked by it', async () => {
    const job = await engine.addJob(QUEUES);
    const run = await engine.addRun(job);
    const queued = await engine.addRun(job, { scheduledFor: at(60), dueAt: NOON, after: run.runKey });
    await db.jobs.updateOne({ _id: job._id }, { $set: { queuedRunId: queued._id } });
    expect(await engine.acquire(await engine.start(run))).toEqual({ kind: 'acquired' });
  });
});

describe('the end of a run', () => {
  it.each([
    ['COMPLETED', { change: 'complete' }],
    ['FAILED', { change: 'fail' }],
    ['CANCELED', { change: 'abort', reason: 'BY_USER' }],
    ['PENDING, to be tried again', { change: 'retry', nextAttemptAt: at(60) }],
  ] as const)('wakes the one that waits for it (%s)', async (_, change) => {
    const { active, queued } = await queue();
    expect(idsOf(await waiting().release([await end(active, change)], at(5)))).toEqual([queued._id]);
    expect((await engine.run(queued)).dispatchAfter).toEqual(at(5));
  });

  it('releases no run as long as another one has the lock', async () => {
    const { job, queued } = await queue();
    const refused = await engine.start(await engine.addRun(job, { scheduledFor: at(60), dueAt: NOON }));
    const skipped = await end(refused, { change: 'refuse', reason: 'OVERLAP', attempt: null });
    expect(await waiting().release([skipped, queued], NOON)).toEqual([]);
  });

  it('releases also the one that was given back just after it', async () => {
    const { active, queued } = await queue();
    await end(active);
    expect(idsOf(await waiting().release([queued], NOON))).toEqual([queued._id]);
  });
});

describe('runs that are caught up one by one', () => {
  const pair = async () => {
    const job = await engine.addJob();
    const first = await engine.addRun(job, { trigger: 'catchup', scheduledFor: at(-120) });
    const second = await engine.addRun(job, {
      trigger: 'catchup',
      scheduledFor: at(-60),
      after: first.runKey,
    });
    return { first: await engine.start(first), second };
  };

  it('are early until the one before has ended', async () => {
    const { first, second } = await pair();
    const taken = await engine.start(second);
    expect(await engine.acquire(taken)).toEqual({ kind: 'outOfOrder' });
    await end(first);
    expect(await engine.acquire(taken)).toEqual({ kind: 'acquired' });
  });

  it.each([
    ['COMPLETED', { change: 'complete' }],
    ['FAILED', { change: 'fail' }],
    ['CANCELED', { change: 'abort', reason: 'BY_USER' }],
  ] as const)('are woken when the one before is %s', async (_, change) => {
    const { first, second } = await pair();
    expect(idsOf(await waiting().release([await end(first, change)], NOON))).toEqual([second._id]);
  });

  it('are not woken when it is to be tried again', async () => {
    const { first } = await pair();
    const retried = await end(first, { change: 'retry', nextAttemptAt: at(60) });
    expect(await waiting().release([retried], NOON)).toEqual([]);
  });

  it('are woken also when it ended while they were given back', async () => {
    const { first, second } = await pair();
    const back = await engine.finish(await engine.start(second), GIVEN_BACK);
    expect(await waiting().release([back], NOON)).toEqual([]);
    await end(first);
    expect(idsOf(await waiting().release([back], NOON))).toEqual([second._id]);
  });

  it('wait for nothing when the one before is not on record any more', async () => {
    const job = await engine.addJob();
    const run = await engine.start(await engine.addRun(job, { after: 'long gone' }));
    expect(await engine.acquire(run)).toEqual({ kind: 'acquired' });
  });
});

describe('runs that waited together', () => {
  const pair = async () => {
    const job = await engine.addJob({ overlap: 'allow' });
    const first = await engine.addRun(job, { scheduledFor: at(-20), followed: true });
    const second = await engine.addRun(job, { scheduledFor: at(-10), after: first.runKey });
    return { first: await engine.start(first), second };
  };

  it('run one after the other, also where runs may overlap', async () => {
    const { first, second } = await pair();
    const taken = await engine.start(second);
    expect(await engine.acquire(taken)).toEqual({ kind: 'outOfOrder' });
    await end(first);
    expect(await engine.acquire(taken)).toEqual({ kind: 'acquired' });
  });

  it.each([
    ['is COMPLETED', { change: 'complete' }],
    ['pauses for a retry', { change: 'retry', nextAttemptAt: at(3_600) }],
  ] as const)('go on when the one before %s', async (_, change) => {
    const { first, second } = await pair();
    expect(idsOf(await waiting().release([await end(first, change)], NOON))).toEqual([second._id]);
    expect(await engine.acquire(await engine.start(second))).toEqual({ kind: 'acquired' });
  });
});
