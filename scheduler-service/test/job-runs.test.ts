import type { RunView } from '@punctual/contracts/runs/run';
import { DAY_MS, SECOND_MS } from '@punctual/contracts/time';
import { useApi } from '@punctual/testing/api/api';
import { Client } from '@punctual/testing/api/client';
import { aJob, created } from '@punctual/testing/api/job-drafts';
import type { Person } from '@punctual/testing/api/person';
import { Records } from '@punctual/testing/api/records';
import { TestClock } from '@punctual/testing/api/test-clock';
import { describe, expect, test } from 'vitest';

interface History {
  data: RunView[];
  page: null;
  nextCursor: string | null;
}

const clock = new TestClock();
const api = useApi({ clock });
const at = (ms: number) => new Date(clock.now().getTime() + ms).toISOString();

/** The three runs that a job of each second has from its creation on. */
async function threeRuns() {
  const { id } = await created(api.ana, aJob({ schedule: { kind: 'interval', every: '1s' } }));
  const runs = async (query = '') => (await api.ana.get<History>(`/users/jobs/${id}/runs${query}`)).body;
  return { id, runs };
}

describe('the runs of a job', () => {
  test('are shown from the newest occurrence back', async () => {
    const { runs } = await threeRuns();
    const { data, page, nextCursor } = await runs();
    expect(data.map(({ scheduledFor }) => scheduledFor)).toEqual([
      at(3 * SECOND_MS),
      at(2 * SECOND_MS),
      at(SECOND_MS),
    ]);
    expect([page, nextCursor]).toEqual([null, null]);
  });

  test('show all that the contract names of a run, and nothing of the engine', async () => {
    const { id, runs } = await threeRuns();
    const [run] = (await runs('?limit=1')).data;
    const job = async () => (await api.ana.get<{ name: string }>(`/users/jobs/${id}`)).body;
    expect(run).toEqual({
      ...{ id: expect.stringMatching(/^[0-9a-f]{24}$/), jobId: id, ownerId: api.ana.id },
      jobName: (await job()).name,
      ...{ trigger: 'schedule', status: 'PENDING', reason: null, blockedBy: null, missed: null },
      ...{ scheduledFor: at(3 * SECOND_MS), dueAt: at(3 * SECOND_MS), queuedAt: null, startedAt: null },
      ...{ finishedAt: null, lateness: null, attempt: 0, attempts: [], rerunOf: null },
      ...{ retryAt: null, startedBy: null, canceledBy: null },
      ...{ taskType: 'log' },
    });
  });

  test('show each by itself with its task as it was then; a key that may not read jobs is not told it', async () => {
    const task = { type: 'http', method: 'GET', url: 'https://example.com/then', expectStatus: '2xx' };
    const { id } = await created(api.ana, aJob({ task }));
    const { body: run } = await api.ana.post<{ id: string }>(`/users/jobs/${id}/run`);
    await api.ana.patch(`/users/jobs/${id}`, { task: { ...task, url: 'https://example.com/now' } });
    expect((await api.ana.get(`/users/runs/${run.id}`)).body).toMatchObject({ task });
    const asked = { service: 'shop', scopes: ['runs:read'] };
    const { body: made } = await api.ana.post<{ key: string }>('/users/api-keys', asked);
    const reader = new Client(api.url, { 'x-api-key': made.key });
    expect((await reader.get(`/users/runs/${run.id}`)).body).toMatchObject({ id: run.id, task: null });
  });

  test('go on at a cursor, to the end', async () => {
    const { runs } = await threeRuns();
    const first = await runs('?limit=2');
    const second = await runs(`?limit=2&cursor=${first.nextCursor}`);
    expect(second.data.map(({ scheduledFor }) => scheduledFor)).toEqual([at(SECOND_MS)]);
    expect(second.nextCursor).toBeNull();
  });

  test('of the same instant are distinguished by the cursor', async () => {
    const { runs } = await threeRuns();
    const all = (await runs()).data.map(({ id }) => id);
    const scheduledFor = new Date(at(SECOND_MS));
    const [{ jobId } = { jobId: '' }] = (await runs()).data;
    const rows = api.database.collection('runs');
    const first = await rows.findOne({ scheduledFor });
    await rows.updateMany({ jobId: first?.jobId }, { $set: { scheduledFor } });
    const seen: string[] = [];
    for (let query = '?limit=1', next: string | null = ''; next !== null; query = `?limit=1&cursor=${next}`) {
      const answer = await runs(query);
      seen.push(...answer.data.map(({ id }) => id));
      next = answer.nextCursor;
    }
    expect(jobId).not.toBe('');
    expect(seen.sort()).toEqual(all.sort());
  });

  test.each(['nonsense', '1', '1.2', '99999999999999999.0123456789abcdef01234567', '%7B%7D'])(
    'at the cursor %s, which no answer has given, are refused',
    async (cursor) => {
      const { id } = await threeRuns();
      const error = await api.ana.refused('GET', `/users/jobs/${id}/runs?cursor=${cursor}`);
      expect(error).toMatchObject({ status: 422, paths: ['cursor'] });
    },
  );
});

describe('a list of runs', () => {
  const records = new Records(api);
  const DAY_ONE = new Date('2026-03-01T00:00:00.000Z');
  const on = (day: number) => new Date(DAY_ONE.getTime() + (day - 1) * DAY_MS);
  /** A job with a run on each of four days, the third of which failed. */
  async function fourDays(person: Person) {
    const { id } = await created(person, aJob());
    for (const day of [1, 2, 3, 4]) await records.ended(id, on(day), day === 3 ? { status: 'FAILED' } : {});
    return id;
  }
  const days = ({ data }: Pick<History, 'data'>) =>
    data.map((run) => new Date(run.scheduledFor).getUTCDate());
  const asked = async (person: Person, path: string) => days((await person.get<History>(path)).body);

  test.each(['one job', 'all jobs'])('of %s filters by status', async (which) => {
    const person = await api.newcomer();
    const id = await fourDays(person);
    const path = which === 'one job' ? `/users/jobs/${id}/runs` : '/users/runs';
    expect(await asked(person, `${path}?status=FAILED`)).toEqual([3]);
    expect(await asked(person, `${path}?status=COMPLETED`)).toEqual([4, 2, 1]);
    expect(await asked(person, `${path}?status=FAILED,COMPLETED`)).toEqual([4, 3, 2, 1]);
    expect(await asked(person, `${path}?status=SKIPPED,CANCELED`)).toEqual([]);
  });

  test.each(['one job', 'all jobs'])('of %s filters by time: from ≤ t < to', async (which) => {
    const person = await api.newcomer();
    const id = await fourDays(person);
    const path = which === 'one job' ? `/users/jobs/${id}/runs` : '/users/runs';
    expect(await asked(person, `${path}?from=${on(2).toISOString()}&to=${on(4).toISOString()}`)).toEqual([
      3, 2,
    ]);
    expect(await asked(person, `${path}?from=${on(4).toISOString()}`)).toEqual([4]);
  });

  test('of all jobs filters by job, even after it was deleted', async () => {
    const person = await api.newcomer();
    const [id] = [await fourDays(person), await fourDays(person)];
    await person.send('DELETE', `/users/jobs/${id}`);
    expect(await asked(person, `/users/runs?jobId=${id}`)).toEqual([4, 3, 2, 1]);
  });

  test('of the job of another user, or of an unknown one, are none', async () => {
    const id = await fourDays(api.bob);
    const { body } = await api.ana.get(`/users/runs?jobId=${id}`);
    expect(body).toEqual({ data: [], page: null, nextCursor: null });
    expect((await api.ana.get('/users/runs?jobId=unknown')).body).toEqual(body);
  });

  test('of all jobs is ordered by time, and goes on at a cursor', async () => {
    const person = await api.newcomer();
    await fourDays(person);
    await fourDays(person);
    const first = (await person.get<History>('/users/runs?limit=3')).body;
    expect(days(first)).toEqual([4, 4, 3]);
    expect(await asked(person, `/users/runs?cursor=${first.nextCursor}`)).toEqual([3, 2, 2, 1, 1]);
  });

  test.each([
    'from=yesterday',
    'to=2026-03-01',
    'status=LATE',
    'status=FAILED,LATE',
    'status=FAILED,',
    'page=1',
    'from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z',
  ])('by %s is refused', async (query) => {
    expect((await api.ana.refused('GET', `/users/runs?${query}`)).status).toBe(422);
  });
});
