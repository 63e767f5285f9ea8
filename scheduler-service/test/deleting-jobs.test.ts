import { SECOND_MS } from '@punctual/contracts/time';
import { useApi } from '@punctual/testing/api/api';
import { aJob, created } from '@punctual/testing/api/job-drafts';
import { idOf, Records } from '@punctual/testing/api/records';
import { TestClock } from '@punctual/testing/api/test-clock';
import { describe, expect, test } from 'vitest';

const NOW = new Date('2031-03-03T12:00:00.000Z');
const clock = new TestClock(NOW);
const api = useApi({ clock });
const records = new Records(api);
const at = (seconds: number) => new Date(NOW.getTime() + seconds * SECOND_MS);
const aJobOf = async () => (await created(api.ana, aJob({ schedule: { kind: 'interval', every: '1m' } }))).id;
const remove = (id: string, by = api.ana) => by.send('DELETE', `/users/jobs/${id}`);
const aDeletedJob = async () => {
  const id = await aJobOf();
  await remove(id);
  return id;
};

describe('deleting a job', () => {
  test('answers 204, and 404 from then on', async () => {
    const id = await aJobOf();
    const answer = await remove(id);
    expect([answer.status, answer.text]).toEqual([204, '']);
    expect((await api.ana.refused('DELETE', `/users/jobs/${id}`)).status).toBe(404);
  });

  test.each([
    ['GET', ''],
    ['PATCH', ''],
    ['PATCH', '/enable'],
    ['PATCH', '/disable'],
    ['POST', '/run'],
    ['POST', '/impact'],
    ['GET', '/runs'],
    ['GET', '/occurrences?from=2031-03-03T12:00:00Z&to=2031-03-03T13:00:00Z'],
  ])('leaves nothing to %s at its path%s', async (method, rest) => {
    const body = method === 'GET' ? undefined : {};
    const error = await api.ana.refused(method, `/users/jobs/${await aDeletedJob()}${rest}`, body);
    expect(error).toMatchObject({ status: 404, code: 'NOT_FOUND' });
  });

  test('takes it out of the list', async () => {
    const id = await aDeletedJob();
    const { body } = await api.ana.get<{ data: { id: string }[] }>('/users/jobs?limit=100');
    expect(body.data.map((job) => job.id)).not.toContain(id);
  });

  test('keeps its runs on record', async () => {
    const id = await aJobOf();
    const run = await records.ended(id, at(-60));
    await remove(id);
    expect(await records.again(run)).toEqual(run);
    expect((await api.ana.get(`/users/runs/${idOf(run)}`)).body).toMatchObject({ jobId: id });
  });

  test('cancels its waiting runs', async () => {
    const id = await aJobOf();
    const runs = [await records.run(id, at(5)), await records.run(id, at(-60), { attempt: 1 })];
    await remove(id);
    for (const run of runs)
      expect(await records.again(run)).toMatchObject({
        status: 'CANCELED',
        reason: 'DELETED',
        finishedAt: NOW,
      });
  });

  test('asks its running runs to end', async () => {
    const id = await aJobOf();
    const run = await records.running(id, at(-5));
    await remove(id);
    expect(await records.again(run)).toMatchObject({ status: 'RUNNING', cancelRequested: 'DELETED' });
  });

  test('leaves a record that no watcher looks at, with who deleted it and when', async () => {
    const id = await aDeletedJob();
    expect(await records.job(id)).toMatchObject({ deletedAt: NOW, enabled: false, nextRunAt: null });
    const [, last] = await records.revisions(id);
    expect(last).toMatchObject({ action: 'delete', at: NOW });
    expect(last?.by?.toHexString()).toBe(api.ana.id);
  });

  test('of a disabled job works alike', async () => {
    const id = await aJobOf();
    await api.ana.patch(`/users/jobs/${id}/disable`);
    expect((await remove(id)).status).toBe(204);
  });

  test('of a run’s job leaves nothing to run again', async () => {
    const id = await aJobOf();
    const run = await records.ended(id, at(-60));
    await remove(id);
    expect((await api.ana.refused('POST', `/users/runs/${idOf(run)}/rerun`)).status).toBe(404);
  });

  test('is refused to other users', async () => {
    const id = await aJobOf();
    expect((await api.bob.refused('DELETE', `/users/jobs/${id}`)).status).toBe(404);
    expect((await api.ana.get(`/users/jobs/${id}`)).status).toBe(200);
  });

  test('twice at once is one 204 and one 404', async () => {
    const id = await aJobOf();
    const answers = await Promise.all([remove(id), remove(id)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 404]);
  });
});
