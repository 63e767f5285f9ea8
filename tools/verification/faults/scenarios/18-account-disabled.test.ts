import { describe, expect, it } from 'vitest';
import type { ApiUser } from '../stack/api-user.ts';
import { inSeconds, until, useStack } from '../stack/stack.ts';

/** Between taking a run and beginning it. */
const PAUSED = { SCHED_FAILPOINTS: 'afterStart:delay=2000' };
/** A watcher looks two seconds ahead, and may be in the middle of it. */
const LOOK_AHEAD_S = 4;
const here = useStack();

async function idOf(user: ApiUser): Promise<string> {
  return String((await user.ask('GET', '/auth/me')).body.id);
}

/** An administrator, and a user whom he switches. */
async function cast() {
  const { url } = await here.scheduler();
  const [carla, ana] = [await here.user(url), await here.user(url)];
  await here.db.models.users.updateOne({ _id: await idOf(carla) }, { role: 'admin' });
  // Written beside the API, which holds the account for a few seconds.
  await until(async () => expect((await carla.ask('GET', '/admin/users')).status).toBe(200));
  const path = `/admin/users/${await idOf(ana)}`;
  const set = async (disabled: boolean) => {
    const { status, body } = await carla.ask('PATCH', path, { disabled });
    expect(status).toBe(200);
    return body.effects;
  };
  return { ana, disable: () => set(true), enable: () => set(false) };
}

const task = () => ({ type: 'http', method: 'POST', url: here.sink.url('/', 'localhost') });
async function created(user: ApiUser, schedule: object): Promise<string> {
  const { status, body } = await user.ask('POST', '/users/jobs', { name: 'A job', task: task(), schedule });
  expect(status).toBe(201);
  return String(body.id);
}

/** A job of somebody's that is due soon; so soon that the API queues its run itself, unless told otherwise. */
async function aJobDueSoon(user: ApiUser, seconds = 3): Promise<void> {
  const due = inSeconds(seconds);
  here.expect(await created(user, { kind: 'once', at: due.toISOString() }), due);
}

const isRunning = () => until(async () => expect(await here.run()).toMatchObject({ status: 'RUNNING' }));
const CANCELED = { status: 'CANCELED', reason: 'OWNER_DISABLED' };

describe('an account disabled', () => {
  it('while a run of it waits in the queue: the run is canceled, and nothing is done', async () => {
    const { ana, disable } = await cast();
    const queueing = await here.watcher({ SCHED_FAILPOINTS: 'afterEnqueue:kill' });
    await aJobDueSoon(ana, 6);
    await here.killed(queueing);
    expect(await disable()).toEqual({ canceledRuns: 1, runningRuns: [] });
    await here.watcher();
    await here.due(1, inSeconds(2));
    await here.settled();
    expect(await here.runs()).toMatchObject([{ ...CANCELED, attempt: 0 }, { status: 'COMPLETED' }]);
    expect(here.sink.effects).toHaveLength(1);
    expect(await here.verdict()).toEqual([]);
  });

  it('after a run of it was taken, before it began: the run is named, and not begun', async () => {
    const { ana, disable } = await cast();
    await here.watcher(PAUSED);
    await aJobDueSoon(ana);
    await isRunning();
    const effects = await disable();
    await here.settled();
    const run = await here.run();
    expect(effects?.runningRuns).toEqual([run._id.toHexString()]);
    expect(run).toMatchObject({ ...CANCELED, attempts: [] });
    expect(here.sink.effects).toEqual([]);
    expect(await here.verdict()).toEqual([]);
  });

  it('while a run of it is under way: the run is named, and broken off', async () => {
    const { ana, disable } = await cast();
    await here.watcher();
    here.sink.hold();
    await aJobDueSoon(ana);
    await here.effects(1);
    const effects = await disable();
    await here.settled();
    const run = await here.run();
    expect(effects?.runningRuns).toEqual([run._id.toHexString()]);
    expect(run).toMatchObject({ ...CANCELED, attempts: [{ outcome: 'CANCELED' }] });
    expect(here.sink.brokenOff).toBe(1);
    expect(await here.verdict()).toEqual([]);
  });

  it('has no run made any more, until it is enabled: then from that time on', async () => {
    const { ana, disable, enable } = await cast();
    await here.watcher();
    await created(ana, { kind: 'interval', every: '1s' });
    await here.effects(2);
    await disable();
    const disabledAt = new Date();
    const [others] = await here.due(1, inSeconds(2 * LOOK_AHEAD_S));
    await until(async () =>
      expect(await here.db.runs.countDocuments({ jobId: others?._id, status: 'COMPLETED' })).toBe(1),
    );
    const its = { jobId: { $ne: others?._id }, trigger: 'schedule' } as const;
    // Of what was looked at before there may be runs: they are canceled.
    const planned = new Date(disabledAt.getTime() + LOOK_AHEAD_S * 1_000);
    expect(await here.db.runs.countDocuments({ ...its, scheduledFor: { $gt: planned } })).toBe(0);

    const enabledAt = new Date();
    await enable();
    const since = { ...its, scheduledFor: { $gt: enabledAt }, status: 'COMPLETED' } as const;
    await until(async () => expect(await here.db.runs.countDocuments(since)).toBeGreaterThan(0));
    const meanwhile = { ...its, scheduledFor: { $gt: disabledAt, $lt: enabledAt } };
    expect(await here.db.runs.countDocuments({ ...meanwhile, attempts: { $ne: [] } })).toBe(0);
  });
});
