import { useApi } from '@punctual/testing/api/api';
import { aJob } from '@punctual/testing/api/job-drafts';
import type { Person } from '@punctual/testing/api/person';
import { Records } from '@punctual/testing/api/records';
import { TestClock } from '@punctual/testing/api/test-clock';
import { afterEach, describe, expect, test } from 'vitest';
import { HELD_MS } from '../src/http/idempotency-store.ts';

const NOW = new Date('2031-03-03T12:00:00.000Z');
const clock = new TestClock(NOW);
const api = useApi({ clock });
const records = new Records(api);
const imported = async (person: Person, drafts: object[], headers = {}) =>
  (await person.post<{ ids: string[] }>('/users/jobs/import', { jobs: drafts }, headers)).body.ids;
const namesOf = (ids: string[]) => Promise.all(ids.map(async (id) => (await records.job(id)).name));
const inSeconds = (seconds: number) => ({
  schedule: { kind: 'once', at: new Date(NOW.getTime() + seconds * 1_000).toISOString() },
});
const named = (...names: string[]) => names.map((name) => aJob({ name, ...inSeconds(600) }));

afterEach(() => clock.advance(NOW.getTime() - clock.now().getTime()));

describe('many jobs in one request', () => {
  test('are made, and answered by their ids in the order of the request', async () => {
    const ids = await imported(api.ana, named('One', 'Two', 'Three'));
    expect(await namesOf(ids)).toEqual(['One', 'Two', 'Three']);
    expect(new Set(ids).size).toBe(3);
  });

  test('belong to the user who sent them, each with its history and its imminent run', async () => {
    const [soon = '', later = ''] = await imported(api.ana, [aJob(inSeconds(2)), aJob(inSeconds(600))]);
    expect((await records.job(soon)).ownerId.toHexString()).toBe(api.ana.id);
    expect(await records.revisions(later)).toMatchObject([{ revision: 1, action: 'create', at: NOW }]);
    expect([await records.runs(soon), await records.runs(later)]).toMatchObject([
      [{ status: 'PENDING' }],
      [],
    ]);
  });

  test('are made once by one key, though the first request died on the way', async () => {
    const dora = await api.newcomer();
    const key = { 'idempotency-key': 'import-them' };
    const ids = await imported(dora, named('One', 'Two'), key);
    await api.database.collection('jobs').deleteOne({ _id: (await records.job(ids[1] ?? ''))._id });
    await api.database
      .collection('idempotencyKeys')
      .updateMany({}, { $set: { answer: null, holder: 'died' } });
    clock.advance(HELD_MS);
    expect(await imported(dora, named('One', 'Two'), key)).toEqual(ids);
    expect(await namesOf(ids)).toEqual(['One', 'Two']);
  });

  test('are all refused where one is wrong, and each that is wrong is named', async () => {
    const dora = await api.newcomer();
    const drafts = [
      aJob(inSeconds(600)),
      aJob(inSeconds(-600)),
      aJob({ schedule: { kind: 'cron', expression: '61 * * * *' } }),
    ];
    const { paths } = await dora.refused('POST', '/users/jobs/import', { jobs: drafts });
    expect(paths.map((path) => path.replace(/\.schedule.*/, ''))).toEqual(['jobs.1', 'jobs.2']);
    expect((await dora.get<{ data: unknown[] }>('/users/jobs')).body.data).toEqual([]);
  });

  test.each([0, 501])('may not be %i', async (count) => {
    const answer = await api.ana.refused('POST', '/users/jobs/import', { jobs: Array(count).fill({}) });
    expect([413, 422]).toContain(answer.status);
  });
});
