import type { JobDocument } from '@punctual/engine/database/documents';
import { type Sink, startSink } from '@punctual/testing/http-targets/sink';
import { busy, ON_DEMAND, somebody } from '@punctual/testing/watcher/busy-job';
import { HeldTimeouts } from '@punctual/testing/watcher/held-timeouts';
import { mailingJob, Surroundings, useSurroundings } from '@punctual/testing/watcher/watcher';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const here = useSurroundings();
const timeouts = new HeldTimeouts();
const ONCE = { ...ON_DEMAND, delivery: 'at-most-once' } as const;
const SHORT_LEASE = { LEASE_MS: '1500' };
let sink: Sink;
beforeAll(async () => {
  sink = await startSink();
  const http = { HTTP_ALLOWED_NETWORKS: '127.0.0.0/8', HTTP_ALLOWED_PORTS: '1-65535' };
  await here.watch(http, { timer: timeouts.timer });
});
afterAll(() => sink.stop());

/** A job that calls this address, and tries again soon. */
const calling = (url: string, more: Partial<JobDocument> = {}) =>
  here.add(
    mailingJob(somebody(), {
      ...ONCE,
      task: { type: 'http', url, method: 'POST', expectStatus: '2xx' } as JobDocument['task'],
      ...more,
    }),
  );

describe.concurrent('a run that is delivered at most once', () => {
  it('has it on record that its effect begins, before it does', async () => {
    const { to, active, give } = await busy(here, ONCE);
    const { effectAt } = await here.whenLike(active, { status: 'RUNNING' });
    expect(effectAt?.getTime()).toBeLessThanOrEqual(here.smtp.for(to)[0]?.at.getTime() ?? 0);
    give();
    await here.whenLike(active, { status: 'COMPLETED' });
  });

  it('that ends by its timeout is FAILED, because it may have been delivered', async () => {
    const timeoutMs = timeouts.create();
    const { to, active } = await busy(here, { ...ONCE, timeoutMs });
    timeouts.pass(timeoutMs);
    const run = await here.whenLike(active, { status: 'FAILED', reason: 'UNKNOWN_OUTCOME' });
    expect(run.attempts.map(({ outcome }) => outcome)).toEqual(['FAILED']);
    expect(here.smtp.for(to)).toHaveLength(1);
  });

  it('whose connection breaks after the message was handed over is FAILED too', async () => {
    const job = await calling(sink.url('/reset'));
    const run = await here.whenLike(await here.arrive(job), { status: 'FAILED' });
    expect(run).toMatchObject({ reason: 'UNKNOWN_OUTCOME', attempt: 1 });
    await here.whenJob(job, { status: 'FAILED', active: null });
  });

  it('whose connection is refused is tried again: nothing was delivered', async () => {
    const closed = await startSink();
    await closed.stop();
    const run = await here.whenLike(await here.arrive(await calling(closed.url('/echo'))), {
      status: 'FAILED',
    });
    expect(run.attempts.map(({ outcome }) => outcome)).toEqual(['RETRY', 'RETRY', 'FAILED']);
    expect(run).toMatchObject({ reason: null, attempts: [{}, {}, { code: 'ECONNREFUSED' }] });
  });

  it('that the other side refuses for now is tried again: its answer says that nothing was delivered', async () => {
    const to = somebody();
    here.smtp.script(to, '451 later');
    const run = await here.arrive(await here.add(mailingJob(to, ONCE)));
    await here.whenLike(run, { status: 'COMPLETED', attempt: 2 });
  });
});

describe.concurrent('a run that is delivered at least once', () => {
  it('is not held up by a record of its effect', async () => {
    const { active, give } = await busy(here);
    expect(await here.whenLike(active, { status: 'RUNNING' })).toMatchObject({ effectAt: null });
    give();
  });

  it('that ends by its timeout is tried again', async () => {
    const timeoutMs = timeouts.create();
    const { to, active } = await busy(here, { timeoutMs });
    timeouts.pass(timeoutMs);
    await here.whenLike(active, { status: 'COMPLETED', attempt: 2 });
    expect(here.smtp.for(to)).toHaveLength(2);
  });
});

// Three at once, each of which starts, kills and replaces a process and waits for a lease to end.
describe.concurrent('a worker that is lost with a run that is delivered at most once', {
  timeout: 60_000,
}, () => {
  /** Kills a worker in the middle of a run, and lets another one find what is left. */
  async function killed(failpoint: string, then: object) {
    const there = new Surroundings();
    await there.open();
    try {
      const first = await there.spawn({ ...SHORT_LEASE, SCHED_FAILPOINTS: `${failpoint}:kill` });
      const to = somebody();
      const run = await there.arrive(await there.add(mailingJob(to, ONCE)));
      expect(await first.process.exited).toMatchObject({ signal: 'SIGKILL' });
      await there.watch(SHORT_LEASE);
      return { run: await there.whenLike(run, then), messages: there.smtp.for(to).length };
    } finally {
      await there.close();
    }
  }

  it('before its effect began, loses nothing: it is taken over', async () => {
    const { run, messages } = await killed('afterStart', { status: 'COMPLETED' });
    expect(run).toMatchObject({ crashCount: 1, attempts: [{ outcome: 'LOST' }, { outcome: 'COMPLETED' }] });
    expect(messages).toBe(1);
  });

  it('after its effect, leaves it FAILED, and it is not carried out again', async () => {
    const { run, messages } = await killed('afterEffect', { status: 'FAILED', settled: true });
    expect(run).toMatchObject({ reason: 'UNKNOWN_OUTCOME', attempt: 1, attempts: [{ outcome: 'LOST' }] });
    expect(messages).toBe(1);
  });

  it('when its effect was about to begin, leaves it FAILED: the outcome is unknown', async () => {
    const { run, messages } = await killed('beforeEffect', { status: 'FAILED' });
    expect([run.reason, messages]).toEqual(['UNKNOWN_OUTCOME', 0]);
  });
});
