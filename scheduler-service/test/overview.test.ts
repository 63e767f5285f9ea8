import type { Answer } from '@punctual/shared/api/endpoint';
import type { adminOverview, OverviewView } from '@punctual/shared/api/overview-contract';
import type { ProcessDocument } from '@punctual/shared/store/documents';
import { describe, expect, test } from 'vitest';
import { useApi } from '../../shared/test/support/api/api.ts';
import { created } from '../../shared/test/support/api/job-drafts.ts';
import { Records } from '../../shared/test/support/api/records.ts';
import { MINUTE } from '../../shared/test/support/api/test-clock.ts';

const api = useApi();
const records = new Records(api);
const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE);
const overview = async (person = api.ana, query = '') =>
  (await person.get<OverviewView>(`/users/overview${query}`)).body;

describe('the overview of a user', () => {
  test('counts his runs by status, and what they have been like', async () => {
    const dora = await api.newcomer();
    const { id } = await created(dora);
    for (const lateness of [10, 20]) await records.ended(id, ago(30 + lateness), { lateness });
    await records.ended(id, ago(10), { status: 'FAILED', lateness: 40 });
    expect(await overview(dora)).toMatchObject({
      ...{ runs: { COMPLETED: 2, FAILED: 1, PENDING: 0 }, isCapped: false },
      ...{ successRate: 2 / 3, lateness: { p50: 20, p95: 40, p99: 40 } },
    });
  });

  test.each([
    ['1h', 12, 1],
    ['24h', 24, 2],
    ['7d', 28, 3],
  ])('looks back %s in %i parts', async (window, parts, runs) => {
    const dora = await api.newcomer();
    const { id } = await created(dora);
    for (const minutes of [30, 90, 60 * 48, 60 * 24 * 8]) await records.ended(id, ago(minutes));
    const { buckets, runs: all } = await overview(dora, `?window=${window}`);
    expect([buckets.length, all.COMPLETED]).toEqual([parts, runs]);
  });

  test('shows each run in the part in which it was due', async () => {
    const dora = await api.newcomer();
    const { id } = await created(dora);
    await records.ended(id, ago(7));
    const { buckets } = await overview(dora, '?window=1h');
    const busy = buckets.filter((bucket) => bucket.runs.COMPLETED > 0);
    expect(busy.map(({ at }) => at)).toEqual([buckets.at(-2)?.at]);
  });

  test('says what waits although its time has come, and what nobody has looked at', async () => {
    const dora = await api.newcomer();
    const { id } = await created(dora);
    await records.run(id, ago(1));
    await records.run(id, ago(-1));
    await records.changeJob(id, { nextRunAt: ago(1) });
    expect(await overview(dora)).toMatchObject({ dueNow: 1, overdue: 1 });
  });

  test('of nothing has no rate and no lateness', async () => {
    const figures = await overview(await api.newcomer());
    expect(figures).toMatchObject({ successRate: null, lateness: null, dueNow: 0, overdue: 0 });
  });

  test('of another window is refused', async () => {
    const error = await api.ana.refused('GET', '/users/overview?window=1y');
    expect(error).toMatchObject({ status: 422, paths: ['window'] });
  });
});

describe('the overview of an administrator', () => {
  const processes = () => api.database.collection<ProcessDocument>('processes');
  const overall = async () => (await api.carla.get<Answer<typeof adminOverview>>('/admin/overview')).body;

  test('is of everybody’s runs', async () => {
    const before = (await overall()).runs.COMPLETED;
    for (const person of [api.ana, api.bob]) await records.ended((await created(person)).id, new Date());
    const { runs, queueDepth } = await overall();
    expect([runs.COMPLETED, queueDepth]).toEqual([before + 2, expect.any(Number)]);
  });

  test('names who watches and who works, and who has fallen silent', async () => {
    const here = { service: 'watcher-service', host: 'here', pid: 1, startedAt: ago(5), running: 0 };
    const expiresAt = ago(-60);
    await processes().insertMany([
      { ...here, _id: 'alive', roles: ['watch', 'work'], beatAt: new Date(), expiresAt },
      { ...here, _id: 'silent', roles: ['work'], beatAt: ago(2), expiresAt },
    ]);
    const { watchers, workers } = await overall();
    expect(watchers).toMatchObject([{ name: 'alive', isAlive: true, startedAt: expect.any(String) }]);
    expect(workers.map(({ name, isAlive }) => [name, isAlive])).toEqual([
      ['alive', true],
      ['silent', false],
    ]);
  });
});
