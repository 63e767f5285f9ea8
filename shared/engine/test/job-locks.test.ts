import { useDatabase } from '@punctual/testing/engine/database';
import { aJob, aRun, at, NOON } from '@punctual/testing/engine/documents';
import { losingAnswers, losingRequests, meanwhile } from '@punctual/testing/engine/faults';
import { anAttempt, RunEngine, takeover } from '@punctual/testing/engine/run-engine';
import { describe, expect, it } from 'vitest';
import type { JobDocument, RunDocument } from '../src/database/documents.ts';
import { JobLocks } from '../src/jobs/job-locks.ts';
import { SNAPSHOT_VERSION, snapshotOf } from '../src/runs/run-draft.ts';

const db = useDatabase();
const engine = new RunEngine(db);
/** A run that was just taken, of a job that is like this. */
const taken = async (more: Partial<JobDocument> = {}): Promise<RunDocument> =>
  engine.start(await engine.addRun(await engine.addJob(more)));
const jobOf = ({ jobId }: RunDocument) => engine.job({ _id: jobId });

describe('acquiring the lock of a job', () => {
  it('lets a run go on, and shows the job as RUNNING it', async () => {
    const run = await taken();
    expect(await engine.acquire(run)).toEqual({ kind: 'acquired' });
    expect(await jobOf(run)).toMatchObject({
      status: 'RUNNING',
      active: { runId: run._id, fence: run.fence },
      stateVersion: 2,
    });
  });

  it.each<[string, Partial<JobDocument>, string]>([
    ['is disabled', { enabled: false }, 'DISABLED'],
    ['was deleted', { enabled: false, deletedAt: NOON }, 'DELETED'],
    ['belongs to a disabled account', { ownerDisabled: true }, 'OWNER_DISABLED'],
  ])('stops a run whose job %s, and leaves the job as it is', async (_, more, reason) => {
    const run = await taken(more);
    const before = await jobOf(run);
    expect(await engine.acquire(run)).toEqual({ kind: 'cancelled', reason });
    expect(await jobOf(run)).toEqual(before);
  });

  it('stops a run whose job is gone', async () => {
    const run = await engine.start(await engine.addRun());
    expect(await engine.acquire(run)).toEqual({ kind: 'cancelled', reason: 'DELETED' });
  });

  it.each([
    ['alone', 1, 'findOneAndUpdate'],
    ['with others', 2, 'updateMany'],
  ])('stops a run whose job was disabled after it had been taken, %s', async (_, count, method) => {
    const runs = await Promise.all(Array.from({ length: count }, taken));
    const disable = () => db.jobs.updateOne({ _id: runs[0]?.jobId }, { $set: { enabled: false } });
    const locks = new JobLocks(meanwhile(db.collections, 'jobs', disable, method));
    const [first, ...others] = await locks.acquire(runs);
    expect(first).toEqual({ kind: 'cancelled', reason: 'DISABLED' });
    for (const other of others) expect(other).toEqual({ kind: 'acquired' });
  });

  it('recognises the lock as its own when the answer was lost', async () => {
    const run = await taken();
    const locks = new JobLocks(losingAnswers(db.collections, 'jobs', 'findOneAndUpdate'));
    expect(await locks.acquire([run])).toEqual([{ kind: 'acquired' }]);
  });

  it('stops a run that a newer release made, and leaves the job as it is', async () => {
    const job = await engine.addJob();
    const snapshot = { ...snapshotOf(job), version: SNAPSHOT_VERSION + 1 };
    const run = await engine.start(await engine.addRun(job, { snapshot }));
    const before = await jobOf(run);
    expect(await engine.acquire(run)).toEqual({ kind: 'unsupportedVersion' });
    expect(await jobOf(run)).toEqual(before);
  });

  it('lets a run go on that was made before snapshots had a version', async () => {
    const run = await taken();
    await db.runs.updateOne({ _id: run._id }, { $unset: { 'snapshot.version': '' } });
    expect(await engine.acquire((await db.runs.findOne({ _id: run._id })) as RunDocument)).toEqual({
      kind: 'acquired',
    });
  });

  it('names the run that is in the way', async () => {
    const job = await engine.addJob();
    const first = await engine.running(job);
    const second = await engine.start(await engine.addRun(job, { scheduledFor: at(-60), dueAt: NOON }));
    expect(await engine.acquire(second)).toEqual({ kind: 'locked', by: first._id });
    expect((await engine.job(job)).active?.runId).toEqual(first._id);
  });

  it.each(['schedule', 'catchup'] as const)(
    'lets a run wait for one that began after it was due: nothing overlapped (%s)',
    async (trigger) => {
      const job = await engine.addJob();
      const first = await engine.running(job, { scheduledFor: at(-60) });
      const second = await engine.start(await engine.addRun(job, { scheduledFor: at(-30), trigger }));
      expect(await engine.acquire(second)).toEqual({ kind: 'waited', after: first.runKey });
    },
  );

  it('blocks a run by hand whatever it waited for', async () => {
    const job = await engine.addJob();
    const first = await engine.running(job, { scheduledFor: at(-60) });
    const second = await engine.start(
      await engine.addRun(job, { scheduledFor: at(-30), runKey: 'by hand', trigger: 'manual' }),
    );
    expect(await engine.acquire(second)).toEqual({ kind: 'locked', by: first._id });
  });

  it.each<[string, Partial<RunDocument>, string]>([
    ['was due by then', {}, 'missed'],
    ['was due later', { scheduledFor: at(-29) }, 'acquired'],
    ['is caught up', { trigger: 'catchup' }, 'acquired'],
    ['has been tried before', { attempts: [anAttempt({ outcome: 'RETRY' })] }, 'acquired'],
    ['is by hand', { trigger: 'manual' }, 'acquired'],
  ])('leaves a run of a backlog to the judge, if it %s: %j', async (_, more, kind) => {
    const job = await engine.addJob({ backlogUntil: at(-30) });
    const run = await engine.start(await engine.addRun(job, { scheduledFor: at(-30), ...more }));
    expect(await engine.acquire(run)).toMatchObject({ kind });
  });

  it('gives the lock to the earlier of two runs of one batch', async () => {
    const job = await engine.addJob();
    const late = await engine.start(await engine.addRun(job, { scheduledFor: NOON }));
    const early = await engine.start(await engine.addRun(job, { scheduledFor: at(-60) }));
    expect(await engine.locks.acquire([late, early])).toEqual([
      { kind: 'locked', by: early._id },
      { kind: 'acquired' },
    ]);
  });

  it('answers in the order of the runs, each by its own job', async () => {
    const runs = [await taken(), await taken({ enabled: false }), await taken()];
    const kinds = (await engine.locks.acquire(runs)).map(({ kind }) => kind);
    expect(kinds).toEqual(['acquired', 'cancelled', 'acquired']);
  });

  it('gives the lock to one of many runs that ask at the same time', async () => {
    const job = await engine.addJob();
    const runs = await Promise.all(
      Array.from({ length: 8 }, async (_, i) =>
        engine.start(await engine.addRun(job, { scheduledFor: at(-i) })),
      ),
    );
    const results = await Promise.all(runs.map((run) => engine.acquire(run)));
    expect(results.filter((result) => result?.kind === 'acquired')).toHaveLength(1);
    expect(results.filter((result) => result?.kind === 'locked' || result?.kind === 'waited')).toHaveLength(
      7,
    );
  });

  it.each([
    ['answer', losingAnswers],
    ['request', losingRequests],
  ])('goes on when the %s of the write is lost', async (_, losing) => {
    const run = await taken();
    const locks = new JobLocks(losing(db.collections, 'jobs'));
    expect(await locks.acquire([run])).toEqual([{ kind: 'acquired' }]);
  });
});

describe('a lock whose holder was lost', () => {
  it('goes to the next run, when the holder ended without releasing it', async () => {
    const job = await engine.addJob();
    await engine.finish(await engine.running(job, { scheduledFor: at(-60) }));
    const next = await engine.start(await engine.addRun(job));
    expect(await engine.acquire(next)).toEqual({ kind: 'acquired' });
    expect((await engine.job(job)).active?.runId).toEqual(next._id);
  });

  it('is taken again by the run itself when it is started anew', async () => {
    const job = await engine.addJob();
    const [lost] = await engine.runs.finish([takeover(await engine.running(job))]);
    const again = await engine.start(lost as RunDocument, 'bob');
    expect(await engine.acquire(again)).toEqual({ kind: 'acquired' });
    expect((await engine.job(job)).active).toEqual({ runId: again._id, fence: again.fence });
  });

  it('stays with the newer start of a run when the summary of the older comes late', async () => {
    const job = await engine.addJob();
    const [lost] = await engine.runs.finish([takeover(await engine.running(job))]);
    const again = await engine.start(lost as RunDocument, 'bob');
    await engine.acquire(again);
    await engine.summaries.summarize([lost as RunDocument], true);
    expect(await engine.job(job)).toMatchObject({ status: 'RUNNING', active: { runId: again._id } });
  });

  it('is not given to the late holder while the newer start has it', async () => {
    const job = await engine.addJob();
    const old = await engine.running(job);
    const [lost] = await engine.runs.finish([takeover(old)]);
    await engine.acquire(await engine.start(lost as RunDocument, 'bob'));
    expect(await engine.acquire(old)).toEqual({ kind: 'locked', by: old._id });
  });
});

it('acquiring the lock of an unknown job returns at once: it is taken for deleted', async () => {
  expect(await engine.locks.acquire([aRun(aJob())])).toEqual([{ kind: 'cancelled', reason: 'DELETED' }]);
});
