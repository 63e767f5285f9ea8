import type { InspectedJobView } from '@punctual/contracts/api/admin-jobs-contract';
import type { VersionView } from '@punctual/contracts/api/job-versions-contract';
import type { Explanation } from '@punctual/contracts/api/schedules-contract';
import { SECOND_MS } from '@punctual/contracts/time';
import { useApi } from '@punctual/testing/api/api';
import { aJob, created } from '@punctual/testing/api/job-drafts';
import { idOf, Records } from '@punctual/testing/api/records';
import { TestClock } from '@punctual/testing/api/test-clock';
import { describe, expect, test } from 'vitest';

const NOON = new Date('2031-03-03T12:00:00.000Z');
const clock = new TestClock(NOON);
const api = useApi({ clock });
const records = new Records(api);
const ago = (seconds: number) => new Date(NOON.getTime() - seconds * SECOND_MS);
const HOURLY = { kind: 'cron', expression: '0 * * * *', timezone: 'UTC' };
const aJobOfAna = async () => (await created(api.ana, aJob({ name: 'Ana’s report', schedule: HOURLY }))).id;
const see = async <T>(path: string) => (await api.carla.get<T>(`/admin${path}`)).body;
const history = async (id: string) => (await see<{ data: VersionView[] }>(`/jobs/${id}/history`)).data;

describe('an administrator who looks into the job of another user', () => {
  test('asks why by the second, and is told by whom a run was canceled, administrators by name', async () => {
    const id = await aJobOfAna();
    const run = await records.run(id, ago(-1_800.25));
    await api.carla.post(`/admin/runs/${idOf(run)}/cancel`);
    const at = ago(-1_800).toISOString();
    const asked = await see<Explanation>(`/jobs/${id}/explain?at=${at}&withinMs=1000`);
    expect(asked.run?.id).toBe(idOf(run));
    expect(asked.sentence).toBe(`Canceled: ${api.carla.email} canceled it at 12:00 on 2031-03-03.`);
    const { body: told } = await api.ana.get<Explanation>(
      `/users/jobs/${id}/explain?at=${run.scheduledFor.toISOString()}`,
    );
    expect(told.sentence).toMatch(/^Canceled: an administrator canceled it/);
  });

  test('sees its versions, with all who changed it by address', async () => {
    const id = await aJobOfAna();
    await api.ana.patch(`/users/jobs/${id}`, { name: 'Another name' });
    await api.carla.patch(`/admin/jobs/${id}/disable`);
    const versions = await history(id);
    expect(versions.map(({ action, by }) => [action, by?.email])).toEqual([
      ['disable', api.carla.email],
      ['edit', api.ana.email],
      ['create', api.ana.email],
    ]);
    expect(versions[1]?.changes).toEqual([{ path: 'name', before: 'Ana’s report', after: 'Another name' }]);
  });

  test('sees its occurrences, how punctual it was, and the runs beside one', async () => {
    const id = await aJobOfAna();
    const [older, newer] = [await records.ended(id, ago(7_200)), await records.ended(id, ago(3_600))];
    const range = `from=${ago(7_300).toISOString()}&to=${NOON.toISOString()}`;
    const occurrences = await see<{ data: { runId: string }[] }>(`/jobs/${id}/occurrences?${range}`);
    expect(occurrences.data.map(({ runId }) => runId)).toEqual([idOf(older), idOf(newer)]);
    expect(await see(`/jobs/${id}/punctuality`)).toMatchObject({ runs: 2, onTimeShare: 1 });
    expect(await see(`/runs/${idOf(newer)}/neighbours`)).toMatchObject({
      ...{ older: { id: idOf(older) }, newer: null },
    });
  });

  test('sees the last settings of a deleted one, who made it and who deleted it', async () => {
    const id = await aJobOfAna();
    await api.ana.send('DELETE', `/users/jobs/${id}`);
    const job = await see<InspectedJobView>(`/jobs/${id}`);
    expect(job).toMatchObject({ name: 'Ana’s report', schedule: HOURLY, removedAt: NOON.toISOString() });
    const ends = (await history(id)).map(({ action, by }) => [action, by?.email]);
    expect(ends).toEqual([
      ['delete', api.ana.email],
      ['create', api.ana.email],
    ]);
    expect((await api.ana.refused('GET', `/users/jobs/${id}`)).status).toBe(404);
  });

  test('sees who started a run and who canceled it, by address', async () => {
    const id = await aJobOfAna();
    const { body: run } = await api.ana.post<{ id: string }>(`/users/jobs/${id}/run`);
    await api.carla.post(`/admin/runs/${run.id}/cancel`);
    expect(await see(`/runs/${run.id}`)).toMatchObject({
      ...{ startedBy: api.ana.id, canceledBy: api.carla.id },
      actors: [
        { id: api.ana.id, email: api.ana.email },
        { id: api.carla.id, email: api.carla.email },
      ],
    });
  });
});
