import type { JobStatus } from '@punctual/contracts/jobs/job-status';
import type { RunStatus } from '@punctual/contracts/runs/run-status';
import { useDatabase } from '@punctual/testing/engine/database';
import { aJob, aSpentJob, at, every, NOON } from '@punctual/testing/engine/documents';
import { losingAnswers, losingReads, losingRequests, meanwhile } from '@punctual/testing/engine/faults';
import { type ending, RunEngine, takeover } from '@punctual/testing/engine/run-engine';
import { describe, expect, it } from 'vitest';
import type { JobDocument, LastRun, RunDocument } from '../src/database/documents.ts';
import { JobSummaries } from '../src/jobs/job-summaries.ts';

const db = useDatabase();
const engine = new RunEngine(db);

type Change = Parameters<typeof ending>[1];
const ENDS = {
  COMPLETED: { change: 'complete' },
  FAILED: { change: 'fail' },
  SKIPPED: { change: 'refuse', reason: 'OVERLAP' },
  CANCELED: { change: 'withdraw', reason: 'DISABLED' },
  PENDING: { change: 'retry', nextAttemptAt: at(60) },
} satisfies Partial<Record<RunStatus, Change>>;
type End = keyof typeof ENDS;

/** Runs a job's run to its end, without telling the job. */
async function ended(job: JobDocument, end: End, more: Partial<RunDocument> = {}): Promise<RunDocument> {
  return engine.finish(await engine.running(job, more), ENDS[end]);
}

const aRecurringJob = () => aJob({ schedule: every(60, at(60)) });

describe('what a job shows after a run', () => {
  it.each<[End, string, () => JobDocument, JobStatus]>([
    ['COMPLETED', 'nothing to come', aSpentJob, 'COMPLETED'],
    ['FAILED', 'nothing to come', aSpentJob, 'FAILED'],
    ['SKIPPED', 'nothing to come', aSpentJob, 'COMPLETED'],
    ['CANCELED', 'nothing to come', aSpentJob, 'COMPLETED'],
    ['PENDING', 'nothing but its own retry to come', aSpentJob, 'PENDING'],
    ['COMPLETED', 'a next time', aRecurringJob, 'PENDING'],
    ['FAILED', 'a next time', aRecurringJob, 'PENDING'],
  ])('is, after %s with %s, as the rule of statuses says', async (end, _, make, status) => {
    const job = await engine.addJob(make());
    await engine.summaries.summarize([await ended(job, end)], true);
    expect(await engine.job(job)).toMatchObject({ status, active: null });
  });

  it('is PENDING while another run of it waits', async () => {
    const job = await engine.addJob(aSpentJob());
    await engine.addRun(job, { scheduledFor: at(-60) });
    await engine.summaries.summarize([await ended(job, 'COMPLETED')], true);
    expect((await engine.job(job)).status).toBe('PENDING');
  });

  it('is RUNNING while another run of it runs, which keeps its lock', async () => {
    const job = await engine.addJob(aSpentJob());
    const active = await engine.running(job, { scheduledFor: at(-60) });
    const skipped = await engine.finish(await engine.start(await engine.addRun(job)), ENDS.SKIPPED);
    await engine.summaries.summarize([skipped], true);
    expect(await engine.job(job)).toMatchObject({ status: 'RUNNING', active: { runId: active._id } });
  });

  it('carries the whole summary of the last run', async () => {
    const job = await engine.addJob(aSpentJob());
    const run = await ended(job, 'FAILED');
    await engine.summaries.summarize([run], true);
    const { _id: id, scheduledFor, startedAt, finishedAt, lateness } = run;
    const lastRun: LastRun = {
      id,
      status: 'FAILED',
      reason: null,
      scheduledFor,
      startedAt,
      finishedAt,
      lateness,
    };
    expect((await engine.job(job)).lastRun).toEqual(lastRun);
  });

  it('never shows an older run instead of a newer one', async () => {
    const job = await engine.addJob(aSpentJob());
    const older = await ended(job, 'FAILED', { scheduledFor: at(-60) });
    const newer = await ended(job, 'COMPLETED', { scheduledFor: NOON });
    await engine.summaries.summarize([newer], true);
    await engine.summaries.summarize([older], true);
    expect(await engine.job(job)).toMatchObject({ status: 'COMPLETED', lastRun: { id: newer._id } });
  });

  it('shows the newest of several that are summarized together, and counts each', async () => {
    const job = await engine.addJob(aSpentJob());
    const newer = await ended(job, 'FAILED', { scheduledFor: NOON });
    const older = await ended(job, 'COMPLETED', { scheduledFor: at(-60) });
    await engine.summaries.summarize([newer, older], true);
    const counts = { total: 2, completed: 1, failed: 1, skipped: 0, canceled: 0 };
    expect(await engine.job(job)).toMatchObject({ status: 'FAILED', lastRun: { id: newer._id }, counts });
  });

  it('keeps the last run while a retry waits', async () => {
    const job = await engine.addJob(aSpentJob());
    const first = await ended(job, 'COMPLETED', { scheduledFor: at(-60) });
    await engine.summaries.summarize([first], true);
    await engine.summaries.summarize([await ended(job, 'PENDING')], true);
    expect(await engine.job(job)).toMatchObject({ lastRun: { id: first._id }, counts: { total: 1 } });
  });

  it('shows a last run whose texts look like fields as they are', async () => {
    const job = await engine.addJob(aSpentJob({ name: '$status' }));
    await engine.summaries.summarize([await ended(job, 'COMPLETED')], true);
    expect((await engine.job(job)).name).toBe('$status');
  });
});

describe('settling', () => {
  it.each(['COMPLETED', 'FAILED', 'SKIPPED', 'CANCELED'] as const)('counts a run that is %s', async (end) => {
    const job = await engine.addJob(aSpentJob());
    await engine.summaries.summarize([await ended(job, end)], true);
    const none = { total: 0, completed: 0, failed: 0, skipped: 0, canceled: 0 };
    const field = end.toLowerCase();
    expect((await engine.job(job)).counts).toEqual({ ...none, total: 1, [field]: 1 });
  });

  it('marks what has ended, and not what waits', async () => {
    const [done, waiting] = [
      await ended(await engine.addJob(), 'COMPLETED'),
      await ended(await engine.addJob(), 'PENDING'),
    ];
    await engine.summaries.summarize([done, waiting], true);
    expect((await engine.run(done)).settled).toBe(true);
    expect((await engine.run(waiting)).settled).toBe(false);
  });

  it('summarizes each job of a batch by its own runs', async () => {
    const jobs = await Promise.all([aSpentJob(), aSpentJob(), aSpentJob()].map((job) => engine.addJob(job)));
    const ends = ['COMPLETED', 'FAILED', 'PENDING'] as const;
    const runs = await Promise.all(jobs.map((job, i) => ended(job, ends[i] as End)));
    await engine.summaries.summarize(runs, true);
    const now = await Promise.all(jobs.map((job) => engine.job(job)));
    expect(now.map(({ status }) => status)).toEqual(ends);
    expect(now.map(({ lastRun }) => lastRun?.id)).toEqual([runs[0]?._id, runs[1]?._id, undefined]);
  });

  it('changes nothing but the counts when it is repeated, and those it leaves to the recount', async () => {
    const job = await engine.addJob(aSpentJob());
    const run = await ended(job, 'COMPLETED');
    await engine.summaries.summarize([run], true);
    const once = await engine.job(job);
    await engine.summaries.summarize([run], false);
    expect(await engine.job(job)).toEqual({
      ...once,
      countsDirty: true,
      stateVersion: once.stateVersion + 1,
    });
  });

  it('is not misled by what it read before another run of the job ended', async () => {
    const job = await engine.addJob(aSpentJob());
    const [first, second] = [
      await ended(job, 'COMPLETED', { scheduledFor: at(-60) }),
      await engine.addRun(job),
    ];
    const other = async () =>
      engine.summaries.summarize([await engine.finish(await engine.start(second), ENDS.FAILED)], true);
    await new JobSummaries(meanwhile(db.collections, 'jobs', other)).summarize([first], true);
    expect(await engine.job(job)).toMatchObject({ status: 'FAILED', lastRun: { id: second._id } });
  });

  it('is not misled by how the job was known, which has no next time any more', async () => {
    const before = await engine.addJob(aSpentJob());
    await engine.addRun(before, { scheduledFor: at(-60) });
    const run = await ended(before, 'COMPLETED');
    const known = new Map([[before._id.toHexString(), { ...before, nextRunAt: at(60) }]]);
    await engine.summaries.summarize([run], true, known);
    expect((await engine.job(before)).status).toBe('PENDING');
  });

  it('is written without reading the job, where it is still as it was known', async () => {
    const job = await engine.addJob(aRecurringJob());
    const run = await ended(job, 'COMPLETED');
    const known = new Map([[job._id.toHexString(), await engine.job(job)]]);
    const summaries = new JobSummaries(losingReads(db.collections, 'jobs'));
    await summaries.summarize([run], true, known);
    expect(await engine.job(job)).toMatchObject({ lastRun: { id: run._id }, counts: { completed: 1 } });
  });

  it('is not counted anew after a run that only waits', async () => {
    const job = await engine.addJob(aSpentJob());
    const known = new Map([[job._id.toHexString(), { ...job, stateVersion: job.stateVersion - 1 }]]);
    await engine.summaries.summarize([await engine.addRun(job)], true, known);
    expect(await engine.job(job)).toMatchObject({ status: 'PENDING', countsDirty: false });
  });

  it('leaves a run to the recovery when the job could not be written, and loses no count', async () => {
    const job = await engine.addJob(aSpentJob());
    const run = await ended(job, 'COMPLETED');
    const summaries = new JobSummaries(losingRequests(db.collections, 'jobs'));
    await expect(summaries.summarize([run], true)).rejects.toThrow('the connection broke');
    await engine.summaries.summarize(await engine.recovery.unsummarized(at(1), 10), false);
    await engine.jobRecovery.recount(10);
    expect(await engine.job(job)).toMatchObject({ status: 'COMPLETED', counts: { total: 1, completed: 1 } });
  });

  it('counts once although the answer was lost', async () => {
    const job = await engine.addJob(aSpentJob());
    const summaries = new JobSummaries(losingAnswers(db.collections, 'jobs'));
    await expect(summaries.summarize([await ended(job, 'FAILED')], true)).rejects.toThrow(
      'the connection broke',
    );
    await engine.summaries.summarize(await engine.recovery.unsummarized(at(1), 10), false);
    await engine.jobRecovery.recount(10);
    expect(await engine.job(job)).toMatchObject({ status: 'FAILED', counts: { total: 1, failed: 1 } });
  });

  it('counts once although the recovery was there before a worker that was frozen', async () => {
    const job = await engine.addJob(aSpentJob());
    const run = await ended(job, 'COMPLETED');
    await engine.summaries.summarize(await engine.recovery.unsummarized(at(1), 10), false);
    await engine.jobRecovery.recount(10);
    await engine.summaries.summarize([run], true);
    await engine.jobRecovery.recount(10);
    expect(await engine.job(job)).toMatchObject({ countsDirty: false, counts: { total: 1, completed: 1 } });
  });

  it('releases the lock when a run is taken over', async () => {
    const job = await engine.addJob(aSpentJob());
    const lost = await engine.runs.finish([takeover(await engine.running(job))]);
    await engine.summaries.summarize(lost, true);
    expect(await engine.job(job)).toMatchObject({ status: 'PENDING', active: null, lastRun: null });
  });

  it('does nothing for a job that is gone, and summarizes the others', async () => {
    const job = await engine.addJob(aSpentJob());
    const orphan = await engine.finish(await engine.start(await engine.addRun()));
    await engine.summaries.summarize([orphan, await ended(job, 'COMPLETED')], true);
    expect((await engine.job(job)).status).toBe('COMPLETED');
    expect((await engine.run(orphan)).settled).toBe(true);
  });
});

describe('counting again', () => {
  const wrong = { total: 77, completed: 0, failed: 0, skipped: 0, canceled: 77 };

  it('replaces counts that cannot be trusted by what is on record', async () => {
    const job = await engine.addJob(aSpentJob({ counts: wrong, countsDirty: true }));
    const ends = ['COMPLETED', 'COMPLETED', 'FAILED', 'SKIPPED'] as const;
    for (const [i, end] of ends.entries())
      await engine.summaries.summarize([await ended(job, end, { scheduledFor: at(i - 9) })], false);
    await engine.addRun(job, { scheduledFor: at(99) });
    expect(await engine.jobRecovery.recount(10)).toBeGreaterThan(0);
    const counts = { total: 4, completed: 2, failed: 1, skipped: 1, canceled: 0 };
    expect(await engine.job(job)).toMatchObject({ counts, countsDirty: false });
  });

  it('leaves a job alone while one of its ended runs is not summarized yet', async () => {
    const job = await engine.addJob(aSpentJob({ counts: wrong, countsDirty: true }));
    const run = await ended(job, 'COMPLETED');
    await engine.jobRecovery.recount(10);
    expect(await engine.job(job)).toMatchObject({ counts: wrong, countsDirty: true });
    await engine.summaries.summarize([run], true);
    await engine.jobRecovery.recount(10);
    expect((await engine.job(job)).counts).toMatchObject({ total: 1, completed: 1 });
  });

  it('answers 0 when all counts can be trusted', async () => {
    await db.jobs.updateMany({}, { $set: { countsDirty: false } });
    expect(await engine.jobRecovery.recount(10)).toBe(0);
  });
});
