import { DAY_MS } from '@punctual/contracts/time';
import type { JobDocument, RunDocument } from '@punctual/engine/database/documents';
import { JobSummaries } from '@punctual/engine/jobs/job-summaries';
import { ManualRuns } from '@punctual/engine/runs/manual-runs';
import { RunCancellation } from '@punctual/engine/runs/run-cancellation';
import { RunTransitions } from '@punctual/engine/runs/run-transitions';
import { every } from '@punctual/testing/engine/documents';

import { busy, ON_DEMAND, somebody } from '@punctual/testing/watcher/busy-job';
import { heldAnswer } from '@punctual/testing/watcher/held-answer';
import { inSeconds, mailingJob, useSurroundings } from '@punctual/testing/watcher/watcher';
import { beforeAll, describe, expect, it } from 'vitest';

const here = useSurroundings();
beforeAll(() => here.watch({ LEASE_MS: '3000' }));

const engine = () => {
  const runs = new RunTransitions(here.db.collections, DAY_MS);
  const summaries = new JobSummaries(here.db.collections);
  return { runs, summaries, cancels: new RunCancellation(here.db.collections, runs, summaries) };
};
/** A job with a run under way, and one that waits for it. */
async function queue(more: Partial<JobDocument> = {}) {
  const is = await busy(here, { overlap: 'queueOne', ...more });
  const waiting = await here.arrive(is.job);
  await here.whenJob(is.job, { queuedRunId: waiting._id });
  return { ...is, waiting: await here.whenLike(waiting, { status: 'PENDING' }) };
}
const pauseBetween = (first: RunDocument, next: RunDocument) =>
  (next.startedAt?.getTime() ?? 0) - (first.finishedAt?.getTime() ?? 0);

describe.concurrent('a run that comes while another one of its job runs, and may wait (queueOne)', () => {
  it('waits for it, and is carried out as soon as it has ended', async () => {
    const { job, active, waiting, give } = await queue();
    give();
    const next = await here.whenLike(waiting, { status: 'COMPLETED', attempt: 1 });
    expect(pauseBetween(await here.whenLike(active, { status: 'COMPLETED' }), next)).toBeLessThan(2_000);
    await here.whenJob(job, { active: null, queuedRunId: null, counts: { completed: 2, total: 2 } });
  });

  it('is the only one that waits: a newer one is SKIPPED and names the run in the way', async () => {
    const { job, active, waiting, give } = await queue();
    const newer = await here.whenLike(await here.arrive(job), { status: 'SKIPPED' });
    expect(newer).toMatchObject({ reason: 'OVERLAP', blockedBy: active._id, attempts: [] });
    await here.whenJob(job, { queuedRunId: waiting._id, active: { runId: active._id } });
    give();
  });

  it('waits at rest: no worker takes it again and again meanwhile', async () => {
    const { job, waiting, give } = await queue();
    await here.whenLike(await here.arrive(job), { status: 'SKIPPED' });
    expect(await here.whenLike(waiting, { status: 'PENDING' })).toMatchObject({
      fence: 1,
      attempt: 0,
      startedAt: null,
    });
    give();
  });

  it('leaves the queue to the next when it is canceled', async () => {
    const { job, waiting, give } = await queue();
    await engine().cancels.cancelWaiting({ _id: waiting._id }, 'BY_USER', new Date());
    await here.whenJob(job, { queuedRunId: null });
    const next = await here.arrive(job);
    await here.whenJob(job, { queuedRunId: next._id });
    give();
    await here.whenLike(next, { status: 'COMPLETED' });
  });

  it('goes before the retry of the run that it waited for', async () => {
    const to = somebody();
    const held = heldAnswer();
    const first = held.answer.then(() => '451 later' as const);
    here.smtp.script(to, first);
    const job = await here.add(mailingJob(to, { ...ON_DEMAND, overlap: 'queueOne' }));
    const retried = await here.arrive(job);
    await here.sent(to);
    const waiting = await here.arrive(job);
    await here.whenJob(job, { queuedRunId: waiting._id });
    held.give();
    const next = await here.whenLike(waiting, { status: 'COMPLETED' });
    const last = await here.whenLike(retried, { status: 'COMPLETED', attempt: 2 });
    expect(next.finishedAt?.getTime()).toBeLessThan(last.finishedAt?.getTime() ?? 0);
  });

  it('goes on when the run that it waited for is canceled', async () => {
    const { active, waiting } = await queue();
    await engine().cancels.requestAbort({ _id: active._id }, 'BY_USER');
    await here.whenLike(active, { status: 'CANCELED', reason: 'BY_USER' });
    await here.whenLike(waiting, { status: 'COMPLETED' });
  });
});

describe.concurrent('runs that may overlap (allow)', () => {
  it.each([
    ['that has ended', ON_DEMAND, 'COMPLETED'],
    ['that goes on', { schedule: every(3_600, inSeconds(-60)), nextRunAt: inSeconds(3_540) }, 'PENDING'],
  ] as const)(
    'of a job %s run at once, and it is RUNNING until the last has ended',
    async (_, more, then) => {
      const { job, to, active, give } = await busy(here, { overlap: 'allow', ...more });
      const held = heldAnswer();
      here.smtp.script(to, held.answer);
      const second = await here.arrive(job);
      await here.sent(to, 2);
      expect((await here.runsOf(job)).map(({ status }) => status)).toEqual(['RUNNING', 'RUNNING']);
      give();
      await here.whenLike(active, { status: 'COMPLETED', settled: true });
      await here.whenJob(job, { status: 'RUNNING', counts: { completed: 1 } });
      held.give();
      await here.whenLike(second, { status: 'COMPLETED', settled: true });
      await here.whenJob(job, { status: then, active: null, counts: { completed: 2 } });
    },
  );
});

describe.concurrent('a run by hand while another one runs, of a job that skips', () => {
  it('is SKIPPED in the answer, and names the run in the way', async () => {
    const { job, active, give } = await busy(here, { overlap: 'skip' });
    const { runs, summaries } = engine();
    const now = await here.whenJob(job, { active: { runId: active._id } });
    const run = await new ManualRuns(here.db.collections, runs, summaries).make(now, { at: new Date() });
    expect(run).toMatchObject({ status: 'SKIPPED', reason: 'OVERLAP', blockedBy: active._id });
    give();
  });

  it('is SKIPPED by the worker too, where it was asked for before the other began', async () => {
    const { job, active, give } = await busy(here, { overlap: 'skip' });
    const run = await here.whenLike(await here.arrive(job), { status: 'SKIPPED' });
    expect(run).toMatchObject({ reason: 'OVERLAP', blockedBy: active._id, attempt: 0 });
    give();
  });
});
