import type { JobDocument } from '@punctual/engine/database/documents';
import { aJob, once } from '@punctual/testing/engine/documents';
import { busy, ON_DEMAND } from '@punctual/testing/watcher/busy-job';
import { heldAnswer } from '@punctual/testing/watcher/held-answer';
import { inSeconds, mailingJob, until, useSurroundings } from '@punctual/testing/watcher/watcher';
import { afterAll, describe, expect, it } from 'vitest';

const here = useSurroundings();
const held = heldAnswer();
afterAll(held.give);
const CLEAN = { code: 0, signal: null };

describe('a watcher that is asked to end (SIGTERM)', () => {
  it('hands over what it holds until it is due, so that another sends it on time', async () => {
    const [watcher, worker] = await Promise.all([
      here.spawn({ ROLES: 'watch' }),
      here.spawn({ ROLES: 'work' }),
    ]);
    const job = await here.add(aJob({ schedule: once(inSeconds(4)) }));
    const run = await here.whenRun(job, 'PENDING');
    expect(run.dispatchAfter?.getTime()).toBeGreaterThan(run.dueAt.getTime());
    expect(await watcher.stop()).toEqual(CLEAN);
    expect((await here.runsOf(job))[0]?.dispatchAfter).toEqual(run.dueAt);
    expect((await here.whenRun(job, 'COMPLETED')).lateness).toBeLessThan(3_500);
    expect(await worker.stop()).toEqual(CLEAN);
  });

  it('finishes and records what is under way before it ends', async () => {
    const to = 'ana@example.com';
    here.smtp.script(to, held.answer);
    const watcher = await here.spawn();
    const job = await here.add(mailingJob(to));
    await until(() => expect(here.smtp.for(to)).toHaveLength(1));
    const stopped = watcher.stop();
    held.give();
    expect(await stopped).toEqual(CLEAN);
    expect(await here.runsOf(job)).toMatchObject([
      { status: 'COMPLETED', settled: true, attempts: [{ code: 250 }] },
    ]);
  });
});

describe('a watcher that is asked to end twice', () => {
  /** Asks while a run is under way, and again when it has begun to end. */
  async function hurried(more: Partial<JobDocument>) {
    const watcher = await here.spawn();
    const { active, give } = await busy(here, { ...ON_DEMAND, ...more });
    watcher.kill('SIGTERM');
    await until(async () =>
      expect(await here.db.models.shardLeases.countDocuments({ owner: null })).toBe(64),
    );
    watcher.kill('SIGTERM');
    expect(await watcher.process.exited).toEqual(CLEAN);
    give();
    return here.whenLike(active, {});
  }

  it('gives back what is under way, as if it had not been begun', async () => {
    const run = await hurried({});
    expect(run).toMatchObject({
      status: 'PENDING',
      attempt: 0,
      attempts: [],
      startedAt: null,
      crashCount: 0,
    });
    expect(run.dispatchAfter?.getTime()).toBeLessThanOrEqual(Date.now());
    await here.whenJob({ _id: run.jobId } as JobDocument, { status: 'PENDING', active: null });
    const next = await here.spawn();
    await here.whenLike(run, { status: 'COMPLETED', attempt: 1, settled: true });
    expect(await next.stop()).toEqual(CLEAN);
  });

  it('gives back nothing that may have been delivered and must not be twice', async () => {
    const run = await hurried({ delivery: 'at-most-once' });
    expect(run).toMatchObject({ status: 'FAILED', reason: 'UNKNOWN_OUTCOME', attempts: [{ code: 'DRAIN' }] });
  });
});

describe('watching and working in two processes', () => {
  it('bring a job to its end together, each in its role', async () => {
    const [watcher, worker] = await Promise.all([
      here.spawn({ ROLES: 'watch' }),
      here.spawn({ ROLES: 'work' }),
    ]);
    const job = await here.add(mailingJob('bob@example.com'));
    const run = await here.whenRun(job, 'COMPLETED');
    expect(run.owner?.split('/')[1]).toBe(String(worker.process.pid));
    await here.whenJob(job, { status: 'COMPLETED' });
    expect(await watcher.stop()).toEqual(CLEAN);
    expect(await worker.stop()).toEqual(CLEAN);
  });
});
