import type { Answer } from '@punctual/contracts/api/endpoint';
import type { jobStrips, PunctualityView, runNeighbours } from '@punctual/contracts/api/run-figures-contract';
import { DAY_MS, MINUTE_MS } from '@punctual/contracts/time';
import { useApi } from '@punctual/testing/api/api';
import { aJob, created } from '@punctual/testing/api/job-drafts';
import { idOf, Records } from '@punctual/testing/api/records';
import { describe, expect, test } from 'vitest';

const api = useApi();
const records = new Records(api);
const ago = (ms: number) => new Date(Date.now() - ms);
const UNKNOWN = '0123456789abcdef01234567';

describe('the strips of jobs', () => {
  const strips = async (ids: string[], person = api.ana, all = 'users') =>
    (await person.get<Answer<typeof jobStrips>>(`/${all}/jobs/strips?ids=${ids}`)).body.data;

  test('show the last twenty runs of each, the newest first, in short', async () => {
    const { id } = await created(api.ana);
    for (let minutes = 25; minutes > 0; minutes--) await records.ended(id, ago(minutes * MINUTE_MS));
    const newest = await records.run(id, ago(0));
    const [strip] = await strips([id]);
    expect(strip?.jobId).toBe(id);
    expect(strip?.runs).toHaveLength(20);
    const due = newest.dueAt.toISOString();
    expect(strip?.runs[0]).toEqual({ id: idOf(newest), status: 'PENDING', dueAt: due, lateness: null });
    expect(strip?.runs[1]).toMatchObject({ status: 'COMPLETED', lateness: 0 });
  });

  test('come in the order in which they are asked for, each once, also of jobs that have not run', async () => {
    const [a, b] = [(await created(api.ana)).id, (await created(api.ana)).id];
    expect(await strips([b, a, b])).toEqual([
      { jobId: b, runs: [] },
      { jobId: a, runs: [] },
    ]);
  });

  test('leave out jobs of other users, deleted ones and unknown ones', async () => {
    const [own, gone] = [(await created(api.ana)).id, (await created(api.ana)).id];
    const bobs = (await created(api.bob)).id;
    await api.ana.send('DELETE', `/users/jobs/${gone}`);
    expect((await strips([bobs, gone, UNKNOWN, own])).map(({ jobId }) => jobId)).toEqual([own]);
  });

  test('are of all users’ jobs for administrators', async () => {
    const ids = [(await created(api.ana)).id, (await created(api.bob)).id];
    expect((await strips(ids, api.carla, 'admin')).map(({ jobId }) => jobId)).toEqual(ids);
  });

  test.each([
    ['', ''],
    ['?ids=', ''],
    ['?ids=nonsense', ''],
    ['?ids=', `${UNKNOWN},`.repeat(50) + UNKNOWN],
  ])('are refused without ids, with other things, and of more than fifty: %s', async (query, ids) => {
    const error = await api.ana.refused('GET', `/users/jobs/strips${query}${ids}`);
    expect(error.status).toBe(422);
    expect(error.paths[0]).toMatch(/^ids/);
  });
});

describe('the punctuality of a job', () => {
  const punctuality = async (id: string) =>
    (await api.ana.get<PunctualityView>(`/users/jobs/${id}/punctuality`)).body;

  test('is computed from the runs of 30 days that were started', async () => {
    const { id } = await created(api.ana);
    for (const [days, lateness] of [
      ...[
        [29, 10],
        [20, 1_000],
        [2, 1_001],
        [1, 20],
      ],
      [31, 90_000],
    ] as [number, number][])
      await records.ended(id, ago(days * DAY_MS), { lateness });
    await records.unstarted(id, ago(DAY_MS * 3), { status: 'SKIPPED', reason: 'OVERLAP' });
    const told = await punctuality(id);
    expect(told).toMatchObject({ runs: 4, isCapped: false, lateness: { p50: 20, p99: 1_001 } });
    expect(told.onTimeShare).toBe(0.75);
    expect(Date.parse(told.to) - Date.parse(told.from)).toBe(30 * DAY_MS);
  });

  test('of a job that has not run is unknown', async () => {
    const { id } = await created(api.ana, aJob());
    expect(await punctuality(id)).toMatchObject({ runs: 0, lateness: null, onTimeShare: null });
  });
});

test('the runs beside a run are those of its job, and none at the ends', async () => {
  const { id } = await created(api.ana);
  const other = await created(api.ana);
  const [first, last] = [
    await records.ended(id, ago(3 * MINUTE_MS)),
    await records.ended(id, ago(MINUTE_MS)),
  ];
  await records.ended(other.id, ago(2 * MINUTE_MS));
  const beside = async (run: string) =>
    (await api.ana.get<Answer<typeof runNeighbours>>(`/users/runs/${run}/neighbours`)).body;
  expect(await beside(idOf(first))).toEqual({
    older: null,
    newer: { id: idOf(last), status: 'COMPLETED', scheduledFor: last.scheduledFor.toISOString() },
  });
  expect(await beside(idOf(last))).toMatchObject({ older: { id: idOf(first) }, newer: null });
});
