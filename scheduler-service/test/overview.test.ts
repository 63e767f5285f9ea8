import type { Answer } from '@punctual/contracts/api/endpoint';
import type { adminOverview, OverviewView } from '@punctual/contracts/api/overview-contract';
import { MINUTE_MS } from '@punctual/contracts/time';
import type { JobDocument, ProcessDocument, RunDocument } from '@punctual/engine/database/documents';
import { useApi } from '@punctual/testing/api/api';
import { aJob, created } from '@punctual/testing/api/job-drafts';
import type { Person } from '@punctual/testing/api/person';
import { Records } from '@punctual/testing/api/records';
import { describe, expect, test } from 'vitest';

const api = useApi();
const records = new Records(api);
const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE_MS);
const overview = async (person = api.ana, query = '') =>
  (await person.get<OverviewView>(`/users/overview${query}`)).body;

interface List {
  data: { id: string }[];
  page: { total: number };
  nextCursor: string | null;
}

/** A job whose last run failed so many minutes ago. */
async function failing(person: Person, minutes: number, more: Partial<JobDocument> = {}): Promise<string> {
  const { id } = await created(person);
  const run = await records.ended(id, ago(minutes), { status: 'FAILED' });
  await records.lastRun(id, run, more);
  return id;
}

describe('the overview of a user', () => {
  test('counts the user’s runs by status, with success rate and lateness', async () => {
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

  test('counts due runs that wait, those that should have begun long ago, and jobs that no watcher noticed', async () => {
    const dora = await api.newcomer();
    const { id } = await created(dora);
    await records.run(id, ago(1));
    await records.run(id, ago(-1));
    await records.changeJob(id, { nextRunAt: ago(1) });
    expect(await overview(dora)).toMatchObject({ dueNow: 1, overdue: 2 });
  });

  test('says since when the oldest run waits', async () => {
    const dora = await api.newcomer();
    const { id } = await created(dora);
    const oldest = ago(2);
    for (const due of [new Date(), oldest, ago(1)]) await records.run(id, due);
    expect(await overview(dora)).toMatchObject({
      dueNow: 3,
      overdue: 2,
      oldestOverdueAt: oldest.toISOString(),
    });
  });

  test('says since when the oldest overdue job should have run', async () => {
    const dora = await api.newcomer();
    const older = ago(9);
    for (const nextRunAt of [ago(1), older]) await records.changeJob((await created(dora)).id, { nextRunAt });
    expect((await overview(dora)).oldestOverdueAt).toBe(older.toISOString());
  });

  test('names the jobs that failed most, and says which are still failing', async () => {
    const dora = await api.newcomer();
    const [once, often] = [await created(dora, aJob({ name: 'once' })), await created(dora)];
    await records.ended(once.id, ago(5), { status: 'FAILED' });
    const runs = [];
    for (const minutes of [20, 10])
      runs.push(await records.ended(often.id, ago(minutes), { status: 'FAILED' }));
    const last = runs[1] as RunDocument;
    await records.lastRun(often.id, last);
    const job = { id: often.id, name: often.name };
    expect((await overview(dora)).failing).toEqual([
      { job, failed: 2, lastFailedAt: last.scheduledFor.toISOString(), isFailing: true, stoppedFor: null },
      expect.objectContaining({ job: { id: once.id, name: 'once' }, failed: 1, isFailing: false }),
    ]);
  });

  test('names a job that Punctual has disabled however long ago, before all others', async () => {
    const dora = await api.newcomer();
    const [gone, other] = [await created(dora), await created(dora)];
    for (const minutes of [3, 4]) await records.ended(other.id, ago(minutes), { status: 'FAILED' });
    const run = await records.ended(gone.id, ago(60 * 24 * 20), { status: 'FAILED' });
    await records.lastRun(gone.id, run, { enabled: false, stoppedFor: 'GONE' });
    expect((await overview(dora)).failing).toMatchObject([
      { job: { id: gone.id }, failed: 0, isFailing: true, stoppedFor: 'GONE' },
      { job: { id: other.id }, failed: 2, stoppedFor: null },
    ]);
  });

  test('has a job that Punctual has disabled among the failing ones, though a run that waited was canceled with it', async () => {
    const dora = await api.newcomer();
    const { id } = await created(dora);
    const run = await records.ended(id, ago(1), { status: 'CANCELED', reason: 'DISABLED' });
    await records.lastRun(id, run, { enabled: false, stoppedFor: 'GONE' });
    expect((await overview(dora)).failing).toMatchObject([{ job: { id }, isFailing: true }]);
    expect((await dora.get('/users/jobs?failing=true')).body).toMatchObject({ data: [{ id }] });
    expect((await dora.get('/users/jobs/counts')).body).toMatchObject({ failing: 1 });
  });

  test('counts what is failing as the list of jobs does, however long ago it failed, the newest failure first', async () => {
    const dora = await api.newcomer();
    const jobs = [
      await failing(dora, 60 * 24 * 20),
      await failing(dora, 5),
      await failing(dora, 60 * 24 * 3),
    ];
    await created(dora);
    const ids = [jobs[1], jobs[2], jobs[0]];
    const { failingNow } = await overview(dora, '?window=1h');
    expect(failingNow).toMatchObject({ total: 3, jobs: ids.map((id) => ({ job: { id } })) });
    const list = await dora.get<List>('/users/jobs?failing=true&sort=-lastRun');
    expect([list.body.page.total, list.body.data.map(({ id }) => id)]).toEqual([3, ids]);
    expect((await dora.get('/users/jobs/counts')).body).toMatchObject({ failing: 3 });
  });

  test('names the jobs that run next, the earliest first, ten at most and none that is disabled', async () => {
    const dora = await api.newcomer();
    const at = (minutes: number) => ago(-minutes);
    for (const minutes of [600, 1, 60 * 24 * 400]) {
      const { id } = await created(dora, aJob({ name: `in ${minutes}` }));
      await records.changeJob(id, { nextRunAt: at(minutes) });
    }
    await created(dora, aJob({ enabled: false }));
    const names = async () => (await overview(dora)).next.map(({ job }) => job.name);
    expect(await names()).toEqual(['in 1', 'in 600', 'in 576000']);
    for (let i = 0; i < 9; i++) await created(dora);
    expect(await names()).toHaveLength(10);
  });

  test('has the lateness of each part', async () => {
    const dora = await api.newcomer();
    await records.ended((await created(dora)).id, ago(7), { lateness: 70 });
    const { buckets } = await overview(dora, '?window=1h');
    expect(buckets.flatMap(({ lateness }) => lateness ?? [])).toEqual([{ p50: 70, p95: 70, p99: 70 }]);
  });

  test('of the window before ends where that of now begins', async () => {
    const dora = await api.newcomer();
    const { id } = await created(dora);
    for (const minutes of [30, 90]) await records.ended(id, ago(minutes), { lateness: minutes });
    const { from } = await overview(dora, '?window=1h');
    const before = await overview(dora, `?window=1h&until=${from}`);
    expect(before).toMatchObject({ to: from, runs: { COMPLETED: 1 }, lateness: { p50: 90 } });
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

  test('covers the runs of all users', async () => {
    const before = (await overall()).runs.COMPLETED;
    for (const person of [api.ana, api.bob]) await records.ended((await created(person)).id, new Date());
    const { runs, queueDepth } = await overall();
    expect([runs.COMPLETED, queueDepth]).toEqual([before + 2, expect.any(Number)]);
  });

  test('lists watchers and workers, and which of them are silent', async () => {
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

  test.each([
    ['alive', 9],
    ['silent', 15],
    ['lost', 25],
  ])('calls a process %s that was heard of %i s ago', async (state, seconds) => {
    const here = { service: 'watcher-service', host: 'here', pid: 1, startedAt: ago(5), running: 0 };
    const beatAt = new Date(Date.now() - seconds * 1_000);
    const more = { _id: state, roles: ['work'], version: '1.2.3', beatAt, expiresAt: ago(-60) };
    await processes().deleteMany({});
    await processes().insertOne({ ...here, ...more });
    const told = { name: state, service: 'watcher-service', state, version: '1.2.3' };
    expect((await overall()).workers).toMatchObject([told]);
  });

  test('names the owners of failing jobs and of the next ones', async () => {
    const dora = await api.newcomer();
    const { id } = await created(dora);
    for (const minutes of [0, 1, 2]) await records.ended(id, ago(minutes), { status: 'FAILED' });
    await records.changeJob(id, { nextRunAt: new Date() });
    const { failing, next } = await overall();
    const owner = { id: dora.id, email: dora.email };
    expect(failing.find(({ job }) => job.id === id)).toMatchObject({ failed: 3, owner });
    expect(next.find(({ job }) => job.id === id)).toMatchObject({ owner });
  });

  test('counts what is failing as the list of all jobs does, newest failure first, those that Punctual disabled too', async () => {
    const [dora, emil] = [await api.newcomer(), await api.newcomer()];
    const newest = await failing(emil, -1);
    for (const minutes of [1, 2, 3, 4, 5, 6, 7, 8]) await failing(dora, minutes);
    const stopped = await failing(dora, -0.5, { enabled: false, stoppedFor: 'GONE' });
    const { failingNow } = await overall();
    const path = '/admin/jobs?failing=true&sort=-lastRun';
    const list = (await api.carla.get<List>(path)).body;
    expect([failingNow.total, failingNow.jobs.length]).toEqual([list.page.total, 10]);
    const listed = list.data.map(({ id }) => id);
    expect(failingNow.jobs.map(({ job }) => job.id)).toEqual(listed.slice(0, 10));
    expect(failingNow.jobs.slice(0, 2)).toMatchObject([
      { job: { id: newest }, owner: { email: emil.email } },
      { job: { id: stopped }, owner: { email: dora.email }, stoppedFor: 'GONE' },
    ]);
    const walked = [];
    let cursor: string | null = null;
    do {
      const page: List = (await api.carla.get<List>(`${path}&limit=3${cursor ? `&cursor=${cursor}` : ''}`))
        .body;
      walked.push(...page.data.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(walked.slice(0, 20)).toEqual(listed);
    expect((await api.carla.get<List>(`${path}&limit=3&page=2`)).body.data.map(({ id }) => id)).toEqual(
      listed.slice(3, 6),
    );
  });

  test('has no job of a disabled account among what is failing, nor has any list or count', async () => {
    const dora = await api.newcomer();
    const id = await failing(dora, 1);
    const counts = async () => {
      const users = await api.carla.get<{ data: { failing: number }[] }>(`/admin/users?q=${dora.email}`);
      const list = await api.carla.get<List>(`/admin/jobs?failing=true&owner=${dora.id}`);
      const named = (await overall()).failingNow.jobs.filter(({ job }) => job.id === id);
      return [users.body.data[0]?.failing, list.body.page.total, named.length];
    };
    await records.changeJob(id, {
      lastRun: { ...(await records.job(id)).lastRun, finishedAt: ago(-9) } as never,
    });
    expect(await counts()).toEqual([1, 1, 1]);
    await api.carla.patch(`/admin/users/${dora.id}`, { disabled: true });
    expect(await counts()).toEqual([0, 0, 0]);
  });
});
