import { describe, expect, it } from 'vitest';
import type { ApiUser } from '../stack/api-user.ts';
import { inSeconds, until, useStack } from '../stack/stack.ts';

/** Due so soon that its run is made together with the job, and so late that an edit comes before. */
const AHEAD_S = 2.5;
/** Between taking a run and beginning it. */
const PAUSED = { SCHED_FAILPOINTS: 'afterStart:delay=2000' };
const here = useStack();

const once = (when: Date) => ({ kind: 'once', at: when.toISOString() });
const task = (version: number) => ({
  type: 'http',
  method: 'POST',
  url: here.sink.url(`/v${version}`, 'localhost'),
});
const versions = () => here.sink.effects.map(({ path }) => path);

/** Somebody with a job of version 1 whose run waits already, and what edits it. */
async function aJobDueSoon() {
  const ana = await here.user((await here.scheduler()).url);
  const due = inSeconds(AHEAD_S);
  const job = { name: 'A job', task: task(1), schedule: once(due) };
  const { body } = await ana.ask('POST', '/users/jobs', job);
  const id = String(body.id);
  here.expect(id, due);
  expect(await here.run()).toMatchObject({ status: 'PENDING' });
  return { due, edit: (change: object) => edit(ana, id, change) };
}

async function edit(user: ApiUser, id: string, change: { schedule?: { at: string } }): Promise<void> {
  expect((await user.ask('PATCH', `/users/jobs/${id}`, change)).status).toBe(200);
  if (change.schedule) here.expect(id, new Date(change.schedule.at));
}

const isRunning = () => until(async () => expect(await here.run()).toMatchObject({ status: 'RUNNING' }));

describe('a job edited', () => {
  it('in its schedule, while a run waits: that run is superseded, and only the new instant has an effect', async () => {
    const { edit } = await aJobDueSoon();
    await edit({ schedule: once(inSeconds(2 * AHEAD_S)) });
    await here.watcher();
    await here.settled();
    expect(await here.runs()).toMatchObject([
      { status: 'CANCELED', reason: 'SUPERSEDED', attempt: 0 },
      { status: 'COMPLETED' },
    ]);
    expect(versions()).toEqual(['/v1']);
    expect(await here.verdict()).toEqual([]);
  });

  it('in its task, while a run waits: that run does what the job says now', async () => {
    const { edit } = await aJobDueSoon();
    await edit({ task: task(2) });
    await here.watcher();
    await here.settled();
    expect(await here.run()).toMatchObject({ status: 'COMPLETED', revision: 2 });
    expect(versions()).toEqual(['/v2']);
    expect(await here.verdict()).toEqual([]);
  });

  it('after its run was taken, before it began: the run does what it was taken for', async () => {
    await here.watcher(PAUSED);
    const { edit } = await aJobDueSoon();
    await isRunning();
    await edit({ task: task(2), schedule: once(inSeconds(2 * AHEAD_S)) });
    await here.settled();
    expect(await here.runs()).toMatchObject([
      { status: 'COMPLETED', revision: 1 },
      { status: 'COMPLETED', revision: 2 },
    ]);
    expect(versions()).toEqual(['/v1', '/v2']);
    expect(await here.verdict()).toEqual([]);
  });

  it('while its run is under way: the run ends with what it began with, and the next is new', async () => {
    await here.watcher();
    here.sink.hold();
    const { edit } = await aJobDueSoon();
    await here.effects(1);
    await edit({ task: task(2), schedule: once(inSeconds(2 * AHEAD_S)) });
    here.sink.release();
    await here.settled();
    expect(await here.runs()).toMatchObject([
      { status: 'COMPLETED', revision: 1, snapshot: { task: task(1) } },
      { status: 'COMPLETED', revision: 2, snapshot: { task: task(2) } },
    ]);
    expect(versions()).toEqual(['/v1', '/v2']);
    expect(await here.verdict()).toEqual([]);
  });
});
