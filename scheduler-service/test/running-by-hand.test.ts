import type { JobView } from '@punctual/contracts/jobs/job';
import type { RunView } from '@punctual/contracts/runs/run';
import { MINUTE_MS, SECOND_MS } from '@punctual/contracts/time';
import type { Attempt } from '@punctual/engine/database/documents';
import { useApi } from '@punctual/testing/api/api';
import { aJob, created } from '@punctual/testing/api/job-drafts';
import { idOf, Records } from '@punctual/testing/api/records';
import { TestClock } from '@punctual/testing/api/test-clock';
import { afterEach, describe, expect, test } from 'vitest';

const NOW = new Date('2031-03-03T12:00:00.000Z');
const clock = new TestClock(NOW);
const api = useApi({ clock });
const records = new Records(api);
afterEach(() => clock.advance(NOW.getTime() - clock.now().getTime()));

const at = (seconds: number) => new Date(NOW.getTime() + seconds * SECOND_MS);
const aJobOf = async (more: object = {}) =>
  (await created(api.ana, aJob({ schedule: { kind: 'interval', every: '10m' }, ...more }))).id;
/** A job whose only run has ended. */
async function aSpentJob() {
  const id = await aJobOf({ schedule: { kind: 'once', at: at(30).toISOString() } });
  await records.changeJob(id, { nextRunAt: null, nextOccurrence: null, status: 'COMPLETED' });
  return id;
}
const runNow = (id: string) => api.ana.post<RunView>(`/users/jobs/${id}/run`);
const job = async (id: string) => (await api.ana.get<JobView>(`/users/jobs/${id}`)).body;

/** Changes a job again and again, faster than anything read of it can be written, until the work is done. */
async function whileContended<T>(id: string, work: () => Promise<T>): Promise<T> {
  const done = work();
  let goesOn = true;
  const stop = () => {
    goesOn = false;
  };
  done.then(stop, stop);
  for (let n = 0; goesOn; n += 1) await records.changeJob(id, { stateVersion: 1_000 + n });
  return done;
}

describe('running a job by hand', () => {
  test('answers 202 also where its job changes faster than the run can be shown in it', async () => {
    const id = await aSpentJob();
    const answers = await whileContended(id, () => Promise.all([runNow(id), runNow(id), runNow(id)]));
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
    expect(await records.runs(id)).toHaveLength(3);
  });

  test('answers 202 with the run, which waits for a worker', async () => {
    const id = await aJobOf();
    const { status, body } = await runNow(id);
    expect(status).toBe(202);
    expect(body).toEqual({
      ...{ id: expect.stringMatching(/^[0-9a-f]{24}$/), jobId: id, ownerId: api.ana.id },
      jobName: aJob().name,
      ...{ trigger: 'manual', status: 'PENDING', reason: null, blockedBy: null, missed: null },
      ...{ scheduledFor: NOW.toISOString(), dueAt: NOW.toISOString(), queuedAt: null, startedAt: null },
      ...{ finishedAt: null, lateness: null, attempt: 0, attempts: [], rerunOf: null },
      ...{ retryAt: null, startedBy: api.ana.id, canceledBy: null },
      ...{ taskType: 'log' },
    });
  });

  test('counts its lateness from the request', async () => {
    const { body } = await runNow(await aJobOf());
    const [run] = await records.runs(body.jobId);
    expect(run).toMatchObject({ dueAt: NOW, nextAttemptAt: NOW });
  });

  test('takes the task as it is at that moment', async () => {
    const id = await aJobOf({ task: { type: 'log', data: 1 } });
    await api.ana.patch(`/users/jobs/${id}`, { task: { type: 'log', data: 2 } });
    await runNow(id);
    expect(await records.runs(id)).toMatchObject([{ snapshot: { task: { type: 'log', data: 2 } } }]);
  });

  test('leaves the schedule as it is', async () => {
    const id = await aJobOf();
    const { nextRunAt, revision } = await job(id);
    clock.advance(MINUTE_MS);
    await runNow(id);
    expect(await job(id)).toMatchObject({ nextRunAt, revision, status: 'PENDING' });
  });

  test('twice makes two runs', async () => {
    const id = await aJobOf();
    const [first, second] = [await runNow(id), await runNow(id)];
    expect(first.body.id).not.toBe(second.body.id);
    expect(await records.runs(id)).toHaveLength(2);
  });

  test('makes a job that had ended PENDING, for a run is to come', async () => {
    const id = await aSpentJob();
    await runNow(id);
    expect(await job(id)).toMatchObject({ status: 'PENDING', nextRunAt: null, lastRun: null });
  });

  test('is in the history of the job', async () => {
    const id = await aJobOf();
    const { body } = await runNow(id);
    const history = await api.ana.get<{ data: RunView[] }>(`/users/jobs/${id}/runs`);
    expect(history.body.data).toEqual([body]);
  });

  test('under the short path /jobs is the same', async () => {
    expect((await api.ana.post(`/jobs/${await aJobOf()}/run`)).status).toBe(202);
  });
});

describe('while a run of the job is going on', () => {
  test('another one is skipped, and names it', async () => {
    const id = await aJobOf();
    const going = await records.running(id, at(-5));
    const { status, body } = await runNow(id);
    expect(status).toBe(202);
    expect(body).toMatchObject({ status: 'SKIPPED', reason: 'OVERLAP', blockedBy: idOf(going) });
    expect(body).toMatchObject({ lateness: null, startedAt: null, finishedAt: NOW.toISOString() });
  });

  test('the job stays RUNNING and counts the skipped one', async () => {
    const id = await aJobOf();
    await records.running(id, at(-5));
    const { body } = await runNow(id);
    expect(await job(id)).toMatchObject({
      ...{ status: 'RUNNING', counts: { total: 1, skipped: 1 } },
      lastRun: { id: body.id, status: 'SKIPPED', reason: 'OVERLAP' },
    });
  });

  test('that has ended already, though its job does not know it yet, another one waits', async () => {
    const id = await aJobOf();
    const ended = await records.ended(id, at(-5), { fence: 1, settled: false });
    await records.changeJob(id, { active: { runId: ended._id, fence: 1 }, status: 'RUNNING' });
    expect((await runNow(id)).body).toMatchObject({ status: 'PENDING', blockedBy: null });
  });
});

describe('running by hand is refused', () => {
  test('for a disabled job', async () => {
    const id = await aJobOf({ enabled: false });
    const error = await api.ana.refused('POST', `/users/jobs/${id}/run`);
    expect(error).toMatchObject({ status: 409, code: 'JOB_DISABLED' });
    expect(await records.runs(id)).toEqual([]);
  });

  test('for the job of another user, alike an unknown one', async () => {
    const id = await aJobOf();
    const foreign = await api.bob.refused('POST', `/users/jobs/${id}/run`);
    const unknown = await api.bob.refused('POST', '/users/jobs/0123456789abcdef01234567/run');
    expect([foreign.status, foreign.message]).toEqual([404, unknown.message]);
    expect(await records.runs(id)).toEqual([]);
  });
});

describe('a run', () => {
  test('is shown by its id, with its attempts', async () => {
    const id = await aJobOf();
    const attempt: Attempt = {
      ...{ startedAt: at(-60), finishedAt: at(-59), outcome: 'RETRY', code: 503 },
      ...{ error: 'The server answered 503.', response: 'busy' },
    };
    const run = await records.ended(id, at(-60), { attempt: 2, attempts: [attempt] });
    const { body } = await api.ana.get<RunView>(`/users/runs/${idOf(run)}`);
    const times = { startedAt: at(-60).toISOString(), finishedAt: at(-59).toISOString() };
    expect(body).toMatchObject({
      id: idOf(run),
      jobId: id,
      attempt: 2,
      attempts: [{ ...attempt, ...times }],
    });
  });

  test.each(['0123456789abcdef01234567', 'x', '%00'])('that is not there is a 404: %s', async (id) => {
    expect((await api.ana.refused('GET', `/users/runs/${id}`)).status).toBe(404);
  });

  test('of another user is a 404 too', async () => {
    const run = await records.run(await aJobOf(), at(5));
    expect((await api.bob.refused('GET', `/users/runs/${idOf(run)}`)).status).toBe(404);
  });
});
