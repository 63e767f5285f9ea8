import { afterAll, describe, expect, it } from 'vitest';
import { aJob, once } from '../../shared/test/support/engine/documents.ts';
import { heldAnswer } from './support/engine/held-answer.ts';
import { inSeconds, mailingJob, until, useSurroundings } from './support/engine/watcher.ts';

const here = useSurroundings();
const held = heldAnswer();
afterAll(held.give);
const CLEAN = { code: 0, signal: null };

describe('a watcher that is asked to end (SIGTERM)', () => {
  it('hands over what it holds until it is due, so that another sends it on time', async () => {
    const watcher = await here.spawn({ ROLES: 'watch' });
    const job = await here.add(aJob({ schedule: once(inSeconds(4)) }));
    const run = await here.whenRun(job, 'PENDING');
    expect(run.dispatchAfter?.getTime()).toBeGreaterThan(run.dueAt.getTime());
    expect(await watcher.stop()).toEqual(CLEAN);
    expect((await here.runsOf(job))[0]?.dispatchAfter).toEqual(run.dueAt);

    const next = await here.spawn();
    expect((await here.whenRun(job, 'COMPLETED')).lateness).toBeLessThan(3_500);
    expect(await next.stop()).toEqual(CLEAN);
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
