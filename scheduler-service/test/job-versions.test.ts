import type { VersionView } from '@punctual/contracts/api/job-versions-contract';
import type { JobView } from '@punctual/contracts/jobs/job';
import { MINUTE_MS, SECOND_MS } from '@punctual/contracts/time';
import { useApi } from '@punctual/testing/api/api';
import { aJob, anEmailJob, created } from '@punctual/testing/api/job-drafts';
import { Records } from '@punctual/testing/api/records';
import { TestClock } from '@punctual/testing/api/test-clock';
import { afterEach, describe, expect, test } from 'vitest';

const NOW = new Date('2031-03-03T12:00:00.000Z');
const clock = new TestClock(NOW);
const api = useApi({ clock });
const records = new Records(api);
afterEach(() => clock.advance(NOW.getTime() - clock.now().getTime()));

const at = (ms: number) => new Date(NOW.getTime() + ms).toISOString();
const HOURLY = { kind: 'cron', expression: '0 * * * *', timezone: 'UTC' };
const aJobOf = (more: object = {}) => created(api.ana, aJob({ schedule: HOURLY, ...more }));
const edit = (id: string, body: object) => api.ana.patch<JobView>(`/users/jobs/${id}`, body);
const history = async (id: string, query = '') =>
  (await api.ana.get<{ data: VersionView[]; nextCursor: string | null }>(`/users/jobs/${id}/history${query}`))
    .body;

describe('a copy of a job', () => {
  const clone = (id: string, headers = {}) =>
    api.ana.post<JobView>(`/users/jobs/${id}/clone`, undefined, headers);

  test('is as the job is, under a name of its own, and disabled', async () => {
    const job = await aJobOf({ tags: ['ops'], overlap: 'queueOne' });
    const { status, body, headers } = await clone(job.id);
    const { id, name, enabled, nextRunAt, createdAt, updatedAt, ...same } = body;
    expect([status, name, enabled, nextRunAt]).toEqual([201, 'Water the plants (copy)', false, null]);
    expect(job).toMatchObject(same);
    expect([id === job.id, headers.get('location')]).toEqual([false, `/users/jobs/${id}`]);
  });

  test('runs as the job does once it is enabled', async () => {
    const { body } = await clone((await aJobOf()).id);
    const enabled = await api.ana.patch<JobView>(`/users/jobs/${body.id}/enable`);
    expect(enabled.body).toMatchObject({ enabled: true, nextRunAt: at(3_600 * SECOND_MS) });
  });

  test('of a job whose time has passed has nothing to come', async () => {
    const { id } = await aJobOf({ schedule: { kind: 'once', at: at(10 * SECOND_MS) } });
    clock.advance(2 * MINUTE_MS);
    expect((await clone(id)).body).toMatchObject({ status: 'COMPLETED', nextRunAt: null });
  });

  test('has a name that fits, however long the first one is', async () => {
    const { body } = await clone((await aJobOf({ name: 'x'.repeat(200) })).id);
    expect(body.name).toBe(`${'x'.repeat(193)} (copy)`);
  });

  test('is one copy, however often it is asked for with one key', async () => {
    const { id } = await aJobOf();
    const key = { 'idempotency-key': 'one-copy' };
    const [first, again] = [await clone(id, key), await clone(id, key)];
    expect(again.body).toEqual(first.body);
  });
});

describe('the history of a job', () => {
  test('says who changed what, and when, the newest first', async () => {
    const { id } = await aJobOf();
    clock.advance(SECOND_MS);
    await edit(id, { name: 'Feed the cat', schedule: { ...HOURLY, expression: '30 * * * *' } });
    const { data, nextCursor } = await history(id);
    expect(data).toEqual([
      {
        ...{
          revision: 2,
          at: at(SECOND_MS),
          by: { id: api.ana.id, email: api.ana.email },
          cause: null,
          action: 'edit',
        },
        changes: [
          { path: 'name', before: 'Water the plants', after: 'Feed the cat' },
          { path: 'schedule.expression', before: '0 * * * *', after: '30 * * * *' },
          // Not said, so that the new one begins with the edit.
          { path: 'schedule.startAt', before: at(0), after: at(SECOND_MS) },
        ],
      },
      { revision: 1, at: at(0), by: expect.anything(), cause: null, action: 'create', changes: [] },
    ]);
    expect(nextCursor).toBeNull();
  });

  test('lists a change of task field by field, and new or removed fields as such', async () => {
    const { id } = await created(api.ana, anEmailJob({}, { schedule: HOURLY }));
    await edit(id, { task: { type: 'log', data: { a: { b: 1 } } } });
    const [newest] = (await history(id)).data;
    expect(newest?.changes).toContainEqual({ path: 'task.type', before: 'email', after: 'log' });
    expect(newest?.changes).toContainEqual({ path: 'task.subject', before: 'Report', after: null });
    expect(newest?.changes).toContainEqual({ path: 'task.data', before: null, after: { a: { b: 1 } } });
  });

  test('says that an administrator switched it, and not by which address that one logs in', async () => {
    const { id } = await aJobOf();
    await api.carla.patch(`/admin/jobs/${id}/disable`);
    const [newest] = (await history(id)).data;
    expect(newest).toMatchObject({ action: 'disable', by: { email: 'an administrator' } });
    expect(newest?.changes).toEqual([{ path: 'enabled', before: true, after: false }]);
  });

  test('goes on at a cursor, each version compared with the one before', async () => {
    const { id } = await aJobOf({ name: '1' });
    for (const name of ['2', '3']) await edit(id, { name });
    const first = await history(id, '?limit=1');
    const rest = await history(id, `?limit=2&cursor=${first.nextCursor}`);
    expect([...first.data, ...rest.data].map(({ changes }) => changes[0]?.before)).toEqual([
      '2',
      '1',
      undefined,
    ]);
    expect(rest.nextCursor).toBeNull();
  });

  test('stays after the job is deleted', async () => {
    const { id } = await aJobOf();
    await api.ana.send('DELETE', `/users/jobs/${id}`);
    expect((await history(id)).data[0]).toMatchObject({ action: 'delete', revision: 2 });
  });
});

describe('going back to a version', () => {
  const revert = (id: string, revision: number) =>
    api.ana.post<JobView>(`/users/jobs/${id}/revert`, { revision });

  test('brings back the task that it shared with an earlier one', async () => {
    const { id } = await aJobOf({ task: { type: 'log', data: { a: 1 } } });
    await edit(id, { name: 'Feed the cat' });
    await edit(id, { task: { type: 'log', data: { a: 2 } } });
    expect((await revert(id, 2)).body).toMatchObject({ name: 'Feed the cat', task: { data: { a: 1 } } });
  });

  test('is not found, and the history says the rest, where its task is kept no longer', async () => {
    const { id } = await aJobOf();
    await edit(id, { name: 'Feed the cat', task: { type: 'log', data: { a: 2 } } });
    await api.database
      .collection('jobRevisions')
      .updateOne({ jobId: (await records.job(id))._id, revision: 1 }, { $unset: { 'settings.task': 1 } });
    expect((await revert(id, 1)).status).toBe(404);
    const [newest] = (await history(id)).data;
    expect(newest?.changes).toEqual([{ path: 'name', before: 'Water the plants', after: 'Feed the cat' }]);
  });

  test('makes the job as it was, as a new version', async () => {
    const { id } = await aJobOf();
    await edit(id, {
      name: 'Feed the cat',
      tags: ['cat'],
      schedule: { ...HOURLY, expression: '30 * * * *' },
    });
    const { status, body } = await revert(id, 1);
    expect([status, body.revision, body.name, body.tags]).toEqual([200, 3, 'Water the plants', []]);
    expect(body).toMatchObject({ schedule: HOURLY, nextRunAt: at(3_600 * SECOND_MS) });
    expect((await history(id)).data).toHaveLength(3);
  });

  test('leaves it enabled or disabled', async () => {
    const { id } = await aJobOf();
    await api.ana.patch(`/users/jobs/${id}/disable`);
    expect((await revert(id, 1)).body).toMatchObject({ enabled: false, nextRunAt: null });
  });

  test('keeps the jitter of its occurrences', async () => {
    const { id } = await aJobOf({ schedule: { ...HOURLY, jitterMs: 60_000 } });
    const { seed } = (await records.job(id)).schedule;
    await edit(id, { name: 'Feed the cat' });
    await revert(id, 1);
    expect((await records.job(id)).schedule.seed).toBe(seed);
  });

  test('whose time has passed is refused like any such edit', async () => {
    const { id } = await aJobOf({ schedule: { kind: 'once', at: at(10 * SECOND_MS) } });
    await edit(id, { schedule: HOURLY });
    clock.advance(2 * MINUTE_MS);
    const error = await api.ana.refused('POST', `/users/jobs/${id}/revert`, { revision: 1 });
    expect(error).toMatchObject({ status: 422, paths: ['schedule.at'] });
  });

  test('that never was is a 404', async () => {
    const { id } = await aJobOf();
    expect((await api.ana.refused('POST', `/users/jobs/${id}/revert`, { revision: 9 })).status).toBe(404);
  });

  test('heeds If-Match', async () => {
    const { id } = await aJobOf();
    await edit(id, { name: 'Feed the cat' });
    const stale = { 'if-match': '"1.1"' };
    const error = await api.ana.refused('POST', `/users/jobs/${id}/revert`, { revision: 1 }, stale);
    expect(error.status).toBe(412);
  });
});
