import type { AuditEntryView } from '@punctual/contracts/api/audit-contract';
import { useApi } from '@punctual/testing/api/api';
import { aJob, created } from '@punctual/testing/api/job-drafts';
import { describe, expect, test } from 'vitest';

const api = useApi();
const audit = async (query: string) =>
  (await api.carla.get<{ data: AuditEntryView[] }>(`/admin/audit${query}`)).body;
const newestOf = async (action: string) => (await audit(`?action=${action}&limit=1`)).data[0];

/** Acts of a user on a job of their own. */
const OWN_ACTS = [
  ['a creation', 'job.create', async () => {}],
  ['a copy', 'job.create', (id: string) => api.bob.post(`/users/jobs/${id}/clone`)],
  ['an edit', 'job.edit', (id: string) => api.bob.patch(`/users/jobs/${id}`, { tags: ['night'] })],
  ['a run by hand', 'job.run', (id: string) => api.bob.post(`/users/jobs/${id}/run`)],
  ['a deletion', 'job.delete', (id: string) => api.bob.send('DELETE', `/users/jobs/${id}`)],
  [
    'the cancellation of a run',
    'run.cancel',
    async (id: string) => {
      const { body } = await api.bob.post<{ id: string }>(`/users/jobs/${id}/run`);
      return api.bob.post(`/users/runs/${body.id}/cancel`);
    },
  ],
] as const;

describe('the audit log of what users do to their jobs', () => {
  test('holds each edit, with the fields that it changed', async () => {
    const { id } = await created(api.bob);
    await api.bob.patch(`/users/jobs/${id}`, { enabled: false });
    await api.bob.patch(`/users/jobs/${id}`, { name: 'Another name' });
    await api.bob.post(`/users/jobs/${id}/revert`, { revision: 1 });
    const edits = (await audit('?action=job.edit')).data.filter(({ target }) => target === id);
    expect(edits.map(({ details }) => details)).toEqual([
      { revision: 1, changed: ['name'] },
      { changed: ['name'] },
      { enabled: false, changed: ['enabled'] },
    ]);
  });

  test.each(OWN_ACTS)('holds %s by its owner, and names it', async (_, action, act) => {
    const { id } = await created(api.bob, aJob({ name: 'Bob’s report' }));
    await act(id);
    const entry = await newestOf(action);
    expect(entry).toMatchObject({
      actor: { id: api.bob.id },
      outcome: 'ok',
      targetName: expect.stringMatching(/^Bob’s report/),
    });
  });

  test('holds the jobs of an import, and the run that one by hand made, by name', async () => {
    const jobs = [aJob({ name: 'First' }), aJob({ name: 'Second' })];
    const { body: made } = await api.bob.post<{ ids: string[] }>('/users/jobs/import', { jobs });
    const { details, names } = (await newestOf('job.import')) as AuditEntryView;
    expect(details).toEqual({ ids: made.ids });
    expect(Object.values(names)).toEqual(['First', 'Second']);
    const { body: run } = await api.bob.post<{ id: string }>(`/users/jobs/${made.ids[0]}/run`);
    expect(await newestOf('job.run')).toMatchObject({
      ...{ details: { runId: run.id }, names: { [run.id]: 'First' } },
    });
  });

  test('holds an act once, however often its request is repeated under one Idempotency-Key', async () => {
    const dora = await api.newcomer();
    const job = aJob();
    for (let n = 0; n < 2; n += 1) await dora.post('/users/jobs', job, { 'Idempotency-Key': 'once' });
    expect((await audit(`?actor=${dora.id}&action=job.create`)).data).toHaveLength(1);
  });
});
