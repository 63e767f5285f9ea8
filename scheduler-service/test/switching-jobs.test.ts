import type { ChangedJob } from '@punctual/contracts/api/job-actions-contract';
import type { JobView } from '@punctual/contracts/jobs/job';
import { SECOND_MS } from '@punctual/contracts/time';
import { armFailpoints } from '@punctual/engine/platform/failpoints';
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

/** Seconds from the start of the test. */
const at = (seconds: number) => new Date(NOW.getTime() + seconds * SECOND_MS);
const aJobOf = (more: object = {}) =>
  created(api.ana, aJob({ schedule: { kind: 'interval', every: '1m' }, ...more }));
const patch = async (id: string, action = '', body?: object) =>
  (await api.ana.patch<ChangedJob>(`/users/jobs/${id}${action}`, body)).body;
const disable = (id: string) => patch(id, '/disable');
const enable = (id: string) => patch(id, '/enable');
const once = (seconds: number) => ({ kind: 'once', at: at(seconds).toISOString() });

/** Both ways that switch a job, by the same words. */
const WAYS = {
  'its own route': { disable, enable },
  'an edit': {
    disable: (id: string) => patch(id, '', { enabled: false }),
    enable: (id: string) => patch(id, '', { enabled: true }),
  },
};

describe.each(Object.entries(WAYS))('a job that is disabled by %s', (_, way) => {
  test('has no next run, and is PENDING while runs would come', async () => {
    const { id } = await aJobOf();
    expect(await way.disable(id)).toMatchObject({ enabled: false, nextRunAt: null, status: 'PENDING' });
    const { body } = await api.ana.get<JobView>(`/users/jobs/${id}`);
    expect(body).toMatchObject({ enabled: false, nextRunAt: null, status: 'PENDING', revision: 2 });
  });

  test('has none of its waiting runs left, whatever they are', async () => {
    const { id } = await aJobOf();
    const ahead = await records.run(id, at(5));
    const retry = await records.run(id, at(-60), { attempt: 2, nextAttemptAt: at(30) });
    const manual = await records.run(id, at(-1), { trigger: 'manual' });
    expect((await way.disable(id)).effects).toEqual({ canceledRuns: 3, runningRuns: [] });
    for (const run of [ahead, retry, manual])
      expect(await records.again(run)).toMatchObject({
        status: 'CANCELED',
        reason: 'DISABLED',
        finishedAt: NOW,
      });
  });

  test('names its running runs and asks them to end', async () => {
    const { id } = await aJobOf();
    const run = await records.running(id, at(-5));
    const { effects, status } = await way.disable(id);
    expect([effects, status]).toEqual([{ canceledRuns: 0, runningRuns: [idOf(run)] }, 'RUNNING']);
    expect(await records.again(run)).toMatchObject({ status: 'RUNNING', cancelRequested: 'DISABLED' });
  });

  test('leaves runs that have ended as they are', async () => {
    const { id } = await aJobOf();
    const run = await records.ended(id, at(-60));
    await way.disable(id);
    expect(await records.again(run)).toEqual(run);
  });

  test('can be disabled twice: the second time changes nothing', async () => {
    const { id } = await aJobOf();
    await way.disable(id);
    const before = await records.job(id);
    clock.advance(SECOND_MS);
    expect((await way.disable(id)).effects).toEqual({ canceledRuns: 0, runningRuns: [] });
    expect(await records.job(id)).toEqual(before);
  });
});

describe.each(Object.entries(WAYS))('a job that is enabled by %s', (_, way) => {
  test('runs from now on: occurrences that passed meanwhile are not made up for', async () => {
    const { id } = await aJobOf();
    await way.disable(id);
    clock.advance(150 * SECOND_MS);
    const job = await way.enable(id);
    expect(job).toMatchObject({ enabled: true, status: 'PENDING', nextRunAt: at(180).toISOString() });
    expect(await records.runs(id)).toEqual([]);
  });

  test('can be enabled twice: the second time changes nothing, and it keeps its phase', async () => {
    const { id, nextRunAt } = await aJobOf();
    const before = await records.job(id);
    clock.advance(SECOND_MS);
    expect(await way.enable(id)).toMatchObject({ nextRunAt, revision: 1 });
    expect(await records.job(id)).toEqual(before);
  });

  test('does not run again what has begun already', async () => {
    const { id } = await aJobOf();
    await records.running(id, at(60));
    await way.disable(id);
    expect(await way.enable(id)).toMatchObject({ nextRunAt: at(120).toISOString() });
  });

  test('and whose only time has passed meanwhile has nothing to come', async () => {
    const { id } = await aJobOf({ schedule: once(30) });
    await way.disable(id);
    clock.advance(40 * SECOND_MS);
    expect(await way.enable(id)).toMatchObject({ enabled: true, nextRunAt: null, status: 'COMPLETED' });
  });

  test('has the run that is due in a moment at once', async () => {
    const { id } = await aJobOf({ schedule: once(30) });
    await way.disable(id);
    clock.advance(28 * SECOND_MS);
    await way.enable(id);
    expect(await records.runs(id)).toMatchObject([{ status: 'PENDING', scheduledFor: at(30) }]);
  });
});

describe('what was due before a job is disabled', () => {
  test('is on record, though no watcher was there', async () => {
    const { id } = await aJobOf({ schedule: { kind: 'interval', every: '10s' } });
    clock.advance(15 * SECOND_MS);
    await disable(id);
    expect(await records.runs(id)).toMatchObject([
      { scheduledFor: at(10), status: 'CANCELED', reason: 'DISABLED' },
    ]);
  });
});

describe('the status of a disabled job', () => {
  test('that has nothing to come is that of its last run', async () => {
    const { id } = await aJobOf({ schedule: once(30) });
    clock.advance(40 * SECOND_MS);
    await records.changeJob(id, { nextRunAt: null, nextOccurrence: null, status: 'COMPLETED' });
    expect(await disable(id)).toMatchObject({ status: 'COMPLETED', enabled: false });
  });

  test('is counted among the disabled and the PENDING', async () => {
    const dora = await api.newcomer();
    const { id } = await created(dora, aJob({ schedule: once(30) }));
    await dora.patch(`/users/jobs/${id}/disable`);
    const listed = async (query: string) =>
      (await dora.get<{ data: JobView[] }>(`/users/jobs?${query}`)).body.data.map((job) => job.id);
    expect(await listed('status=PENDING&enabled=false')).toEqual([id]);
    expect(await listed('enabled=true')).toEqual([]);
  });
});

describe('switching is on record', () => {
  test('with who did it and when', async () => {
    const { id } = await aJobOf();
    clock.advance(SECOND_MS);
    await disable(id);
    clock.advance(SECOND_MS);
    await enable(id);
    const revisions = await records.revisions(id);
    expect(revisions.map(({ action, at: when, settings }) => [action, when, settings.enabled])).toEqual([
      ['create', at(0), true],
      ['disable', at(1), false],
      ['enable', at(2), true],
    ]);
    expect(revisions.map(({ by }) => by?.toHexString())).toEqual([api.ana.id, api.ana.id, api.ana.id]);
  });

  test('each as a new version of when it runs', async () => {
    const { id } = await aJobOf();
    await disable(id);
    await enable(id);
    expect(await records.job(id)).toMatchObject({ revision: 3, scheduleRevision: 3 });
  });
});

test.each(['enable', 'disable'])('a user cannot %s the job of another user', async (action) => {
  const { id } = await aJobOf();
  expect((await api.bob.refused('PATCH', `/users/jobs/${id}/${action}`)).status).toBe(404);
  expect((await records.job(id)).revision).toBe(1);
});

test('disabling and enabling at once end as one of the two, with all of it on record', async () => {
  const { id } = await aJobOf();
  await Promise.all([disable(id), enable(id), disable(id), enable(id)]);
  const job = await records.job(id);
  const revisions = await records.revisions(id);
  expect(revisions).toHaveLength(job.revision);
  expect(revisions.at(-1)?.settings.enabled).toBe(job.enabled);
  expect(job.nextRunAt === null).toBe(!job.enabled);
});

test('a job is not disabled while what was due before cannot be recorded', async () => {
  const { id } = await aJobOf();
  clock.advance(61 * SECOND_MS);
  armFailpoints('afterRunInsert:throw');
  // No contract promises that: the client of the tests says so.
  await expect(api.ana.patch(`/users/jobs/${id}/disable`)).rejects.toThrow('no answer of 500');
  expect(await records.job(id)).toMatchObject({ enabled: true, nextRunAt: at(60) });
  expect(await disable(id)).toMatchObject({ enabled: false, effects: { canceledRuns: 1 } });
});
