import { useDatabase } from '@punctual/testing/engine/database';
import { anEmail, at, every, NOON } from '@punctual/testing/engine/documents';
import { losingAnswers, losingRequests } from '@punctual/testing/engine/faults';
import { by, RunEngine, takeover } from '@punctual/testing/engine/run-engine';
import { describe, expect, it } from 'vitest';
import type { JobDocument, RunDocument } from '../src/database/documents.ts';
import { JobLocks } from '../src/jobs/job-locks.ts';

const db = useDatabase();
const engine = new RunEngine(db);
const limited = (maxRuns: number, more: Partial<JobDocument> = {}) =>
  engine.addJob({ schedule: every(60, NOON, { maxRuns }), ...more });
/** Starts a run that was due so many seconds before noon. */
const started = async (job: JobDocument, ago = 0, more: Partial<RunDocument> = {}) =>
  engine.start(await engine.addRun(job, { scheduledFor: at(-ago), ...more }));
/** Ends a run and writes its summary, as a worker does. */
const ended = async (run: RunDocument, draft: Parameters<RunEngine['finish']>[1] = {}) => {
  const end = await engine.finish(run, draft);
  await engine.summaries.summarize([end], true);
  return end;
};
const release = { change: 'release', attempt: null, uncounted: true } as const;
const refuse = { change: 'refuse', reason: 'MAX_RUNS', attempt: null, uncounted: true } as const;

describe('the first start of a scheduled run', () => {
  it('takes a number together with the lock', async () => {
    const job = await limited(3);
    const run = await started(job);
    expect(await engine.acquire(run)).toEqual({ kind: 'acquired' });
    expect(await engine.job(job)).toMatchObject({
      ...{ starts: 1, numberedRuns: [run._id], status: 'RUNNING', active: { runId: run._id } },
      nextRunAt: job.nextRunAt,
    });
  });

  it('leaves the job without a next time when it takes the last number', async () => {
    const job = await limited(1);
    await engine.acquire(await started(job));
    expect(await engine.job(job)).toMatchObject({ starts: 1, nextRunAt: null, nextOccurrence: null });
  });

  it.each([
    ['answer', losingAnswers],
    ['request', losingRequests],
  ])('takes one number when the %s of the write is lost', async (_, losing) => {
    const job = await limited(3);
    const run = await started(job);
    const locks = new JobLocks(losing(db.collections, 'jobs'));
    expect(await locks.acquire([run])).toEqual([{ kind: 'acquired' }]);
    expect((await engine.job(job)).starts).toBe(1);
  });

  it('counts a run that is caught up, and none that a user triggers', async () => {
    const job = await limited(3, { overlap: 'allow' });
    await engine.acquire(await started(job, 0, { trigger: 'catchup' }));
    await engine.acquire(await started(job, 1, { trigger: 'manual' }));
    await engine.acquire(await started(job, 2, { trigger: 'rerun' }));
    expect((await engine.job(job)).starts).toBe(1);
  });

  it('counts nothing for a job without maxRuns', async () => {
    const job = await engine.addJob({ schedule: every(60, NOON) });
    await ended(await engine.running(job));
    expect(await engine.job(job)).toMatchObject({ starts: 0, numberedRuns: [] });
  });

  it('takes no number of a job that was disabled before', async () => {
    const job = await limited(3, { overlap: 'allow', enabled: false });
    expect(await engine.acquire(await started(job))).toMatchObject({ kind: 'cancelled' });
    expect((await engine.job(job)).starts).toBe(0);
  });

  it('takes no number when another run has the lock', async () => {
    const job = await limited(3);
    await engine.running(job, { scheduledFor: at(-60) });
    expect(await engine.acquire(await started(job))).toMatchObject({ kind: 'locked' });
    expect((await engine.job(job)).starts).toBe(1);
  });

  it.each(['skip', 'allow'] as const)(
    'takes none for a run that is judged first, in a backlog (%s)',
    async (overlap) => {
      const job = await limited(1, { overlap, backlogUntil: at(-30) });
      const missed = await started(job, 60);
      expect(await engine.acquire(missed)).toEqual({ kind: 'missed' });
      await ended(missed, release);
      expect(await engine.acquire(await started(job, 61, { trigger: 'catchup' }))).toEqual({
        kind: 'acquired',
      });
      expect((await engine.job(job)).starts).toBe(1);
    },
  );

  it('is counted in a job of a release that did not count', async () => {
    const job = await limited(3);
    await db.jobs.updateOne({ _id: job._id }, { $unset: { starts: '', numberedRuns: '' } });
    await ended(await engine.running(job));
    expect(await engine.job(job)).toMatchObject({ starts: 1, numberedRuns: [] });
  });
});

describe('a run that has its number', () => {
  it('takes no second one for a retry, nor after its worker was lost', async () => {
    const job = await limited(3);
    const retried = await ended(await engine.running(job), { change: 'retry', nextAttemptAt: NOON });
    await engine.acquire(await engine.start(retried));
    const lost = await ended(await engine.run(retried), takeover(await engine.run(retried)));
    await engine.acquire(await engine.start(lost, 'bob'));
    expect((await engine.job(job)).starts).toBe(1);
  });

  it('keeps it when it is given back before its effect, and takes no second one', async () => {
    const job = await limited(3);
    const given = await ended(await engine.running(job), release);
    expect(await engine.acquire(await engine.start(given, 'bob'))).toEqual({ kind: 'acquired' });
    expect((await engine.job(job)).starts).toBe(1);
  });

  it('gives it back when it is canceled before it was really started; the schedule goes on', async () => {
    const job = await limited(1);
    const given = await ended(await engine.running(job), release);
    expect(await engine.job(job)).toMatchObject({ starts: 1, nextRunAt: null });
    const canceled = await ended(given, { change: 'cancel', reason: 'BY_USER', attempt: null, at: at(5) });
    await engine.summaries.summarize([canceled], false);
    expect(await engine.job(job)).toMatchObject({
      ...{ starts: 0, numberedRuns: [], status: 'PENDING' },
      ...{ nextRunAt: at(60), nextOccurrence: at(60) },
    });
  });

  it('gets one at its next start when its worker was lost before it took one', async () => {
    const job = await limited(1);
    const lost = await ended(await started(job), release);
    expect((await engine.job(job)).starts).toBe(0);
    await engine.acquire(await engine.start(lost, 'bob'));
    expect((await engine.job(job)).starts).toBe(1);
  });
});

describe('a run for which no number is left', () => {
  it('is told so, whatever else is under way, and the job has no next time', async () => {
    const job = await limited(1);
    await engine.running(job, { scheduledFor: at(-60) });
    // Written by an edit that had read the job before.
    await db.jobs.updateOne({ _id: job._id }, { $set: { nextRunAt: at(60), nextOccurrence: at(60) } });
    await ended(await engine.run({ _id: (await engine.job(job)).active?.runId as RunDocument['_id'] }));
    const late = await started(job);
    expect(await engine.acquire(late)).toEqual({ kind: 'usedUp' });
    expect(await engine.job(job)).toMatchObject({ starts: 1, active: null, nextRunAt: null });
  });

  it('ends SKIPPED, and leaves the job the last run that it had', async () => {
    const job = await limited(1);
    const last = await ended(await engine.running(job, { scheduledFor: at(-60) }), { change: 'fail' });
    const late = await started(job);
    await engine.acquire(late);
    const skipped = await ended(late, refuse);
    expect(skipped).toMatchObject({ status: 'SKIPPED', reason: 'MAX_RUNS', startedAt: null });
    expect(await engine.job(job)).toMatchObject({
      ...{ status: 'FAILED', lastRun: { id: last._id }, nextRunAt: null, starts: 1 },
      counts: { total: 2, failed: 1, skipped: 1 },
    });
  });
});

it('of 120 runs of a job that allows overlap, started by four at once, exactly maxRuns get a number', async () => {
  const job = await limited(10, { overlap: 'allow', task: anEmail() });
  const runs = await Promise.all(
    Array.from({ length: 120 }, (_, i) => engine.addRun(job, { scheduledFor: at(-i) })),
  );
  const quarters = [0, 1, 2, 3].map((q) => runs.filter((_, i) => i % 4 === q));
  const results = await Promise.all(
    quarters.map(async (quarter, i) => {
      const startables = quarter.map(({ _id }) => ({ id: _id, queuedAt: NOON }));
      return engine.locks.acquire(await engine.runs.start(startables, by(`watcher-${i}`), NOON));
    }),
  );
  const kinds = results.flat().map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === 'acquired')).toHaveLength(10);
  expect(kinds.filter((kind) => kind === 'usedUp')).toHaveLength(110);
  expect(await engine.job(job)).toMatchObject({ starts: 10, nextRunAt: null, status: 'RUNNING' });
});
