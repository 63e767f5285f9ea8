import type { ChangedJob } from '@punctual/contracts/api/job-actions-contract';
import type { OwnedRunView } from '@punctual/contracts/api/runs-contract';
import type { RunView } from '@punctual/contracts/runs/run';
import { useApi } from '@punctual/testing/api/api';
import { aJob, created } from '@punctual/testing/api/job-drafts';
import { idOf, Records } from '@punctual/testing/api/records';
import { describe, expect, test } from 'vitest';

const api = useApi();
const records = new Records(api);
const now = () => new Date();
const act = <Body>(method: string, path: string) => api.carla.send<Body>(method, `/admin${path}`);

describe('an administrator', () => {
  test('disables and enables the job of any user, and is recorded as the one who did', async () => {
    const { id } = await created(api.ana);
    const disabled = await act<ChangedJob>('PATCH', `/jobs/${id}/disable`);
    expect(disabled.body).toMatchObject({ enabled: false, nextRunAt: null, effects: { canceledRuns: 0 } });
    expect((await act<ChangedJob>('PATCH', `/jobs/${id}/enable`)).body).toMatchObject({ enabled: true });
    const by = (await records.revisions(id)).map((revision) => revision.by?.toHexString());
    expect(by).toEqual([api.ana.id, api.carla.id, api.carla.id]);
  });

  test('deletes the job of any user', async () => {
    const { id } = await created(api.ana);
    expect((await act('DELETE', `/jobs/${id}`)).status).toBe(204);
    expect((await api.ana.refused('GET', `/users/jobs/${id}`)).status).toBe(404);
  });

  test('runs the job of any user, and the run belongs to that user', async () => {
    const { id } = await created(api.ana);
    const { status, body } = await act<RunView>('POST', `/jobs/${id}/run`);
    expect([status, body.ownerId, body.jobId]).toEqual([202, api.ana.id, id]);
  });

  test('cancels the run of any user', async () => {
    const { id } = await created(api.ana);
    const run = await records.run(id, now());
    const { status, body } = await act<RunView>('POST', `/runs/${idOf(run)}/cancel`);
    expect([status, body.status, body.reason]).toEqual([200, 'CANCELED', 'BY_USER']);
  });

  test('finds nothing that is not there', async () => {
    const unknown = '0123456789abcdef01234567';
    expect((await api.carla.refused('PATCH', `/admin/jobs/${unknown}/disable`)).status).toBe(404);
    expect((await api.carla.refused('POST', `/admin/runs/${unknown}/cancel`)).status).toBe(404);
  });
});

describe('an administrator who opens', () => {
  test('the job of any user sees its owner too', async () => {
    const job = await created(api.ana);
    const owner = { id: api.ana.id, email: api.ana.email };
    expect((await api.carla.get(`/admin/jobs/${job.id}`)).body).toEqual({
      ...{ ...job, owner, removedAt: null },
    });
  });

  test('the run of any user sees its owner too', async () => {
    const run = await records.ended((await created(api.ana)).id, now());
    const owner = { id: api.ana.id, email: api.ana.email };
    expect((await api.carla.get(`/admin/runs/${idOf(run)}`)).body).toMatchObject({ id: idOf(run), owner });
  });

  test.each(['jobs', 'runs'])('unknown %s gets a 404, and users a 403', async (what) => {
    const unknown = `/admin/${what}/0123456789abcdef01234567`;
    expect((await api.carla.refused('GET', unknown)).status).toBe(404);
    expect((await api.ana.refused('GET', unknown)).status).toBe(403);
  });
});

describe('the administrator’s list of runs', () => {
  const runs = async (query: string) =>
    (await api.carla.get<{ data: OwnedRunView[]; nextCursor: string | null }>(`/admin/runs${query}`)).body;

  test('holds the runs of all users, the last recorded first, each with its owner', async () => {
    const older = await records.ended((await created(api.ana)).id, now());
    const newer = await records.ended((await created(api.bob)).id, now());
    const first = await runs('?limit=1');
    expect(first.data[0]).toMatchObject({ id: idOf(newer), owner: { id: api.bob.id, email: api.bob.email } });
    const second = await runs(`?limit=1&cursor=${first.nextCursor}`);
    expect(second.data[0]).toMatchObject({ id: idOf(older), owner: { email: api.ana.email } });
  });

  test.each(['id', 'email'] as const)('filters by owner, named by %s', async (by) => {
    const dora = await api.newcomer();
    const run = await records.ended((await created(dora)).id, now());
    const { data } = await runs(`?owner=${encodeURIComponent(dora[by])}`);
    expect(data.map(({ id }) => id)).toEqual([idOf(run)]);
  });

  test('filters by job, status and time', async () => {
    const { id } = await created(api.ana);
    const run = await records.ended(id, now(), { status: 'FAILED' });
    const since = new Date(run.scheduledFor.getTime() - 1).toISOString();
    const found = async (query: string) => (await runs(query)).data.map((one) => one.id);
    expect(await found(`?jobId=${id}`)).toEqual([idOf(run)]);
    expect(await found(`?status=FAILED&from=${since}`)).toEqual([idOf(run)]);
    expect(await found(`?status=FAILED&to=${since}`)).toEqual([]);
  });
});

describe('the administrator’s list of jobs', () => {
  test('is sorted and searched like an owner’s, once the owner is named', async () => {
    const dora = await api.newcomer();
    for (const name of ['b', 'a']) await created(dora, aJob({ name, tags: ['x'] }));
    const { body } = await api.carla.get<{ data: { name: string }[] }>(
      `/admin/jobs?owner=${dora.id}&sort=name&tag=x`,
    );
    expect(body.data.map(({ name }) => name)).toEqual(['a', 'b']);
  });

  test('is sorted by creation alone unless an owner is named', async () => {
    const error = await api.carla.refused('GET', '/admin/jobs?sort=name');
    expect(error).toMatchObject({ status: 422, paths: ['sort'] });
  });
});
