import type { JobDocument } from '@punctual/engine/database/documents';
import { describe, expect, it } from 'vitest';
import type { ApiUser } from '../stack/api-user.ts';
import { inSeconds, until, useStack } from '../stack/stack.ts';

const JOBS = 40;
/** Between taking a run and beginning it. */
const PAUSED = { SCHED_FAILPOINTS: 'afterStart:delay=2000' };
const here = useStack();

/** A deletion is answered without a body: it has no place to name runs. */
const WAYS = [
  { way: 'disabled', method: 'PATCH', action: '/disable', reason: 'DISABLED', names: true },
  { way: 'deleted', method: 'DELETE', action: '', reason: 'DELETED', names: false },
] as const;
type Way = (typeof WAYS)[number];

/** The caller of the API, and so many of his jobs due at an instant; `stop` is answered with the runs under way. */
async function jobsOfAUser(count: number, when: Date) {
  const ana = await here.user((await here.scheduler()).url);
  const { id } = (await ana.ask('GET', '/auth/me')).body;
  const [ownerId] = (await here.db.models.users.find({ _id: id }).lean()).map(({ _id }) => _id);
  const jobs = await here.due(count, when, ownerId ? { ownerId } : {});
  return { ana, jobs };
}

async function stop(user: ApiUser, { _id }: JobDocument, { method, action }: Way): Promise<string[]> {
  const answer = await user.ask(method, `/users/jobs/${_id.toHexString()}${action}`);
  expect(answer.status).toBe(method === 'DELETE' ? 204 : 200);
  return answer.body.effects?.runningRuns ?? [];
}

const isRunning = () => until(async () => expect(await here.run()).toMatchObject({ status: 'RUNNING' }));

describe.each(WAYS)('a job $way', (how) => {
  it('while its run waits in the queue: the run is canceled, and nothing is done', async () => {
    const queueing = await here.watcher({ SCHED_FAILPOINTS: 'afterEnqueue:kill' });
    const { ana, jobs } = await jobsOfAUser(1, inSeconds(3));
    await here.killed(queueing);
    await stop(ana, jobs[0] as JobDocument, how);
    expect(await here.run()).toMatchObject({ status: 'CANCELED', reason: how.reason, attempt: 0 });
    await here.watcher();
    const [other] = await here.due(1, inSeconds(2));
    await here.settled();
    expect((await here.runs()).find(({ jobId }) => other?._id.equals(jobId))?.status).toBe('COMPLETED');
    expect(here.sink.effects).toHaveLength(1);
    expect(await here.verdict()).toEqual([]);
  });

  it('after its run was taken, before it began: the run is asked to end, and not begun', async () => {
    await here.watcher(PAUSED);
    const { ana, jobs } = await jobsOfAUser(1, inSeconds(3));
    await isRunning();
    const named = await stop(ana, jobs[0] as JobDocument, how);
    await here.settled();
    const run = await here.run();
    expect(named).toEqual(how.names ? [run._id.toHexString()] : []);
    expect(run).toMatchObject({ status: 'CANCELED', reason: how.reason, attempts: [] });
    expect(here.sink.effects).toEqual([]);
    expect(await here.verdict()).toEqual([]);
  });

  it('while its run is under way: the run is asked to end, broken off, and stays on record', async () => {
    await here.watcher();
    here.sink.hold();
    const { ana, jobs } = await jobsOfAUser(1, inSeconds(3));
    await here.effects(1);
    const named = await stop(ana, jobs[0] as JobDocument, how);
    await here.settled();
    const run = await here.run();
    expect(named).toEqual(how.names ? [run._id.toHexString()] : []);
    expect(run).toMatchObject({
      status: 'CANCELED',
      reason: how.reason,
      attempts: [{ outcome: 'CANCELED' }],
    });
    expect(here.sink.brokenOff).toBe(1);
    const shown = await ana.ask('GET', `/users/runs/${run._id.toHexString()}`);
    expect(shown).toMatchObject({ status: 200, body: { status: 'CANCELED' } });
    expect(await here.verdict()).toEqual([]);
  });
});

it('jobs disabled just when they are due: after the answer only those runs reach the other side that it names', async () => {
  const due = inSeconds(4);
  await Promise.all([here.watcher(), here.watcher()]);
  const { ana, jobs } = await jobsOfAUser(JOBS, due);
  await until(() => expect(Date.now()).toBeGreaterThanOrEqual(due.getTime()));
  const answers = await Promise.all(
    jobs.map(async (job) => {
      const named = await stop(ana, job, WAYS[0]);
      return [job._id.toHexString(), { named, at: new Date() }] as const;
    }),
  );
  await here.settled();
  const answerOf = new Map(answers);
  const jobOf = new Map((await here.runs()).map((run) => [run._id.toHexString(), run.jobId.toHexString()]));
  const unnamed = here.sink.effects.filter(({ runId, at }) => {
    const answer = answerOf.get(jobOf.get(runId) ?? '');
    return answer && at > answer.at && !answer.named.includes(runId);
  });
  expect(unnamed).toEqual([]);
  // Where two told a job of its run at once, it is counted anew.
  await until(async () => expect(await here.db.jobs.countDocuments({ countsDirty: true })).toBe(0));
  expect(await here.verdict()).toEqual([]);
});
