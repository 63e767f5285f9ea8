import { Materialiser } from '@punctual/engine/runs/materialiser';
import { every, once } from '@punctual/testing/engine/documents';
import { heldAnswer } from '@punctual/testing/watcher/held-answer';
import { inSeconds, mailingJob, until, useSurroundings } from '@punctual/testing/watcher/watcher';
import { beforeAll, describe, expect, it } from 'vitest';

const here = useSurroundings();
beforeAll(() => here.watch());

describe.concurrent('an occurrence that comes while the one before it runs', () => {
  it('is SKIPPED, names the run that was in the way, and leaves that to finish', async () => {
    const held = heldAnswer();
    here.smtp.script('slow@example.com', held.answer);
    const twice = every(1, inSeconds(1), { endAt: inSeconds(2).toISOString() });
    const job = await here.add(mailingJob('slow@example.com', { schedule: twice }));
    const [first, second] = await here.whenRuns(job, 'RUNNING', 'SKIPPED');
    expect(second).toMatchObject({ reason: 'OVERLAP', blockedBy: first?._id, attempts: [], startedAt: null });
    await here.whenJob(job, { status: 'RUNNING', active: { runId: first?._id } });
    held.give();
    await here.whenRuns(job, 'COMPLETED', 'SKIPPED');
    const counts = { total: 2, completed: 1, skipped: 1, failed: 0, canceled: 0 };
    await here.whenJob(job, { status: 'COMPLETED', active: null, lastRun: { id: second?._id }, counts });
    expect(here.smtp.for('slow@example.com')).toHaveLength(1);
  });
});

describe.concurrent('a retry that becomes due while a later run is under way', () => {
  it('waits for it, and is carried out afterwards', async () => {
    const held = heldAnswer();
    here.smtp.script('both@example.com', '451 later', held.answer);
    const twice = every(2, inSeconds(1), { endAt: inSeconds(3).toISOString() });
    const retry = { attempts: 3, backoff: 'fixed', delayMs: 2_500, maxAgeMs: 60_000 } as const;
    const job = await here.add(mailingJob('both@example.com', { schedule: twice, retry }));
    const waits = async () => {
      const [first, second] = await here.runsOf(job);
      // It was started for its second attempt, found the other one, and was given back.
      return second?.status === 'RUNNING' && first?.status === 'PENDING' && first.fence > 1;
    };
    await until(async () => expect(await waits()).toBe(true));
    held.give();
    const [first] = await here.whenRuns(job, 'COMPLETED', 'COMPLETED');
    expect(first?.attempts.map(({ outcome }) => outcome)).toEqual(['RETRY', 'COMPLETED']);
  });
});

describe.concurrent('a job that is disabled when its run is about to be started', () => {
  it.each([
    ['by its owner', { enabled: false }, 'DISABLED'],
    ['with its account', { ownerDisabled: true }, 'OWNER_DISABLED'],
    ['by being deleted', { enabled: false, deletedAt: new Date() }, 'DELETED'],
  ] as const)('%s has it CANCELED, and nothing is sent', async (_, change, reason) => {
    const to = `${reason.toLowerCase()}@example.com`;
    const job = await here.add(mailingJob(to, { schedule: once(inSeconds(3)) }));
    await here.whenRun(job, 'PENDING');
    await here.db.jobs.updateOne({ _id: job._id }, { $set: change });
    const run = await here.whenRun(job, 'CANCELED');
    expect(run).toMatchObject({ reason, attempt: 0, attempts: [], startedAt: null });
    await here.whenJob(job, { active: null, counts: { canceled: 1 } });
    expect(here.smtp.for(to)).toEqual([]);
  });
});

describe.concurrent('a job that was missed for too long', () => {
  it('is SKIPPED with the reason, and nothing is sent', async () => {
    const missed = mailingJob('missed@example.com', {
      schedule: once(inSeconds(-7_200)),
      catchUpWindowMs: 60_000,
    });
    const job = await here.add(missed);
    expect(await here.whenRun(job, 'SKIPPED')).toMatchObject({ reason: 'MISFIRED', trigger: 'catchup' });
    await here.whenJob(job, { status: 'COMPLETED', counts: { skipped: 1 } });
    expect(here.smtp.for('missed@example.com')).toEqual([]);
  });

  it('is skipped by the recovery, where the watcher that found it was lost before it could', async () => {
    const due = once(inSeconds(-7_200));
    const job = await here.add(
      mailingJob('lost@example.com', { schedule: due, catchUpWindowMs: 60_000, enabled: false }),
    );
    await new Materialiser(here.db.collections).materialise([job], new Date(), new Date());
    expect(await here.whenRun(job, 'SKIPPED')).toMatchObject({ reason: 'MISFIRED' });
    expect(here.smtp.for('lost@example.com')).toEqual([]);
  });
});
