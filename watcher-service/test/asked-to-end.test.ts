import { DAY_MS } from '@punctual/contracts/time';
import { auditDisabled } from '@punctual/engine/database/audit-writer';
import type { RunDocument } from '@punctual/engine/database/documents';
import { RevisionStore } from '@punctual/engine/database/revision-store';
import { JobEdits } from '@punctual/engine/jobs/job-edits';
import { JobSummaries } from '@punctual/engine/jobs/job-summaries';
import { RunCancellation } from '@punctual/engine/runs/run-cancellation';
import { RunTransitions } from '@punctual/engine/runs/run-transitions';
import { every } from '@punctual/testing/engine/documents';

import { busy, ON_DEMAND, somebody } from '@punctual/testing/watcher/busy-job';
import { heldAnswer } from '@punctual/testing/watcher/held-answer';
import { inSeconds, mailingJob, useSurroundings } from '@punctual/testing/watcher/watcher';
import { beforeAll, describe, expect, it } from 'vitest';

const here = useSurroundings();
beforeAll(() => here.watch({ LEASE_MS: '3000' }));

function api() {
  const runs = new RunTransitions(here.db.collections, DAY_MS);
  const summaries = new JobSummaries(here.db.collections);
  const cancels = new RunCancellation(here.db.collections, runs, summaries);
  return {
    cancels,
    edits: new JobEdits(
      here.db.collections,
      new RevisionStore(here.db.models),
      cancels,
      auditDisabled(here.db.models, DAY_MS),
    ),
  };
}
const cancel = ({ _id }: RunDocument) => api().cancels.requestAbort({ _id }, 'BY_USER');

describe.concurrent('a run under way that its owner cancels', () => {
  it('is aborted at the next heartbeat of its worker, and ends CANCELED', async () => {
    const { job, to, active } = await busy(here);
    expect(await cancel(active)).toMatchObject([{ _id: active._id, status: 'RUNNING' }]);
    const run = await here.whenLike(active, { status: 'CANCELED', reason: 'BY_USER' }, 5_000);
    expect(run.attempts.map(({ outcome }) => outcome)).toEqual(['CANCELED']);
    await here.whenJob(job, { status: 'COMPLETED', active: null, counts: { canceled: 1, total: 1 } });
    expect(here.smtp.for(to)).toHaveLength(1);
  });

  it('is COMPLETED all the same, when it is done before its worker hears of it', async () => {
    const { active, give } = await busy(here);
    give();
    await cancel(active);
    await here.whenLike(active, { status: 'COMPLETED', reason: null });
  });

  it('is CANCELED at once when its attempt fails meanwhile: it does not wait for the next', async () => {
    const [to, held] = [somebody(), heldAnswer()];
    const retry = { attempts: 3, backoff: 'fixed', delayMs: 3_600_000, maxAgeMs: DAY_MS } as const;
    here.smtp.script(
      to,
      held.answer.then(() => '451 later' as const),
    );
    const job = await here.add(mailingJob(to, { ...ON_DEMAND, retry }));
    const run = await here.arrive(job);
    await here.sent(to);
    await cancel(run);
    held.give();
    await here.whenLike(run, { status: 'CANCELED', reason: 'BY_USER' });
    await here.whenJob(job, { status: 'COMPLETED', active: null, counts: { canceled: 1 } });
  });

  it('is CANCELED instead of taken over, when its worker is lost', async () => {
    const job = await here.add(mailingJob(somebody(), ON_DEMAND));
    const run = await here.abandoned(job, { cancelRequested: 'BY_USER' });
    const ended = await here.whenLike(run, { status: 'CANCELED', reason: 'BY_USER' });
    expect(ended.attempts.map(({ outcome }) => outcome)).toEqual(['LOST']);
    await here.whenJob(job, { active: null, counts: { canceled: 1 } });
  });
});

describe.concurrent('a run under way whose job is disabled', () => {
  it('is named in the answer and asked to end, and its end is recorded', async () => {
    const recurring = { schedule: every(3_600, inSeconds(-60)), nextRunAt: inSeconds(3_540) };
    const { job, active } = await busy(here, recurring);
    const now = { by: job.ownerId, at: new Date() };
    const answer = await api().edits.disable(await here.whenJob(job, { status: 'RUNNING' }), now);
    expect(answer?.running.map(({ _id }) => _id)).toEqual([active._id]);
    const run = await here.whenLike(active, { status: 'CANCELED', reason: 'DISABLED' }, 5_000);
    expect(run.attempts).toMatchObject([{ outcome: 'CANCELED' }]);
    await here.whenJob(job, { active: null, enabled: false, nextRunAt: null, counts: { canceled: 1 } });
  });
});

describe.concurrent('a run that brought its worker down', () => {
  const crashed = async (more: Partial<RunDocument>) =>
    here.abandoned(await here.add(mailingJob(somebody(), ON_DEMAND)), more);

  it('while others ran beside it is taken over, however often', async () => {
    const run = await here.whenLike(await crashed({ crashCount: 8 }), { status: 'COMPLETED' });
    expect(run).toMatchObject({ crashCount: 9, aloneCrashes: 0 });
  });

  it('of the release before, alone, for the third time is FAILED for good, and not tried again', async () => {
    const run = await here.whenLike(await crashed({ alone: true, aloneCrashes: 2 }), { status: 'FAILED' });
    expect(run).toMatchObject({ reason: 'POISON', aloneCrashes: 3, attempts: [{ outcome: 'LOST' }] });
    expect(here.smtp.for((run.snapshot.task as { to: string[] }).to[0] ?? '')).toEqual([]);
  });

  it('of the release before, alone, for the second time has another try', async () => {
    const run = await here.whenLike(await crashed({ alone: true, aloneCrashes: 1 }), { status: 'COMPLETED' });
    expect(run).toMatchObject({ aloneCrashes: 2, attempts: [{ outcome: 'LOST' }, { outcome: 'COMPLETED' }] });
  });
});
