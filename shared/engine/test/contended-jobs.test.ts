import { useDatabase } from '@punctual/testing/engine/database';
import { aSpentJob, at, NOON } from '@punctual/testing/engine/documents';
import { meanwhile } from '@punctual/testing/engine/faults';
import { RunEngine } from '@punctual/testing/engine/run-engine';
import { expect, it } from 'vitest';
import { JobSummaries } from '../src/jobs/job-summaries.ts';
import { ManualRuns } from '../src/runs/manual-runs.ts';
import { RunCancellation } from '../src/runs/run-cancellation.ts';

const db = useDatabase();
const engine = new RunEngine(db);

/** A job without a next time that others change between each read of it and the write that follows. */
async function contended() {
  const job = await engine.addJob(aSpentJob());
  const change = () => db.jobs.updateOne({ _id: job._id }, { $inc: { stateVersion: 1 } });
  const collections = meanwhile(db.collections, 'jobs', change, 'updateMany', Number.POSITIVE_INFINITY);
  return { job, summaries: new JobSummaries(collections) };
}

const unsummarized = () => engine.recovery.unsummarized(at(60), 10);

it('canceling waiting runs of a contended job succeeds, and the summary is left to the recovery', async () => {
  const { job, summaries } = await contended();
  const run = await engine.addRun(job);
  const cancellation = new RunCancellation(db.collections, engine.runs, summaries);
  const canceled = await cancellation.cancelWaiting({ jobId: job._id }, 'DISABLED', NOON);
  expect(canceled.map(({ _id }) => _id)).toEqual([run._id]);
  expect((await unsummarized()).map(({ _id }) => _id)).toEqual([run._id]);
});

it('a run by hand that is skipped is answered so, though its job is contended', async () => {
  const { job, summaries } = await contended();
  await engine.running(job, { scheduledFor: at(-60) });
  const manual = new ManualRuns(db.collections, engine.runs, summaries);
  const run = await manual.make(await engine.job(job), { at: NOON });
  expect(run).toMatchObject({ status: 'SKIPPED', reason: 'OVERLAP' });
});

it('what nobody has done yet still fails: a run that waits cannot be shown in a contended job', async () => {
  const { job, summaries } = await contended();
  const manual = new ManualRuns(db.collections, engine.runs, summaries);
  await expect(manual.tell(await engine.addRun(job), await engine.job(job))).rejects.toThrow('change faster');
});
