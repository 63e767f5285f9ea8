import type { ImpactView } from '@punctual/contracts/api/schedules-contract';
import { DAY_MS, MINUTE_MS } from '@punctual/contracts/time';
import { useApi } from '@punctual/testing/api/api';
import { aJob, created } from '@punctual/testing/api/job-drafts';
import { idOf, Records } from '@punctual/testing/api/records';
import { TestClock } from '@punctual/testing/api/test-clock';
import { describe, expect, test } from 'vitest';

const NOW = new Date('2031-03-03T12:00:00.000Z');
const clock = new TestClock(NOW);
const api = useApi({ clock });
const records = new Records(api);

/** Minutes from now. */
const at = (minutes: number) => new Date(NOW.getTime() + minutes * MINUTE_MS);
const daily = (hour: number | string) => ({ kind: 'cron', expression: `0 ${hour} * * *`, timezone: 'UTC' });
const aDailyJob = async (more: object = {}) =>
  (await created(api.ana, aJob({ schedule: daily(9), ...more }))).id;
const impact = async (id: string, edit: object) =>
  (await api.ana.post<ImpactView>(`/users/jobs/${id}/impact`, edit)).body;
const figures = async (id: string, edit: object) => {
  const { added, removed, moved, unchanged } = await impact(id, edit);
  return { added, removed, moved, unchanged };
};
/** Reads what becomes of a waiting run of a daily job by an edit. */
const becomes = async (edit: object, run: Parameters<Records['run']>[2] = {}, due = at(10)) => {
  const id = await aDailyJob();
  await records.run(id, due, run);
  return (await impact(id, edit)).waiting.map((one) => one.becomes);
};

describe('the impact of an edit on a job with maxRuns', () => {
  test('of another time of day moves the runs that are left', async () => {
    const id = await aDailyJob({ schedule: { ...daily(9), maxRuns: 5 } });
    await records.changeJob(id, { starts: 3 });
    const edit = { schedule: { ...daily(10), maxRuns: 5 } };
    expect(await figures(id, edit)).toEqual({ added: 0, removed: 0, moved: 2, unchanged: 0 });
  });

  test('of a new count brings as many runs as it allows', async () => {
    const id = await aDailyJob({ schedule: { ...daily(9), maxRuns: 5 } });
    await records.changeJob(id, { starts: 5, nextRunAt: null, nextOccurrence: null });
    expect(await figures(id, { restartCount: true })).toMatchObject({ added: 5, removed: 0 });
  });
});

describe('the impact of an edit on the runs of the next 30 days', () => {
  test('of another time of day: all move', async () => {
    expect(await figures(await aDailyJob(), { schedule: daily(10) })).toEqual({
      ...{ added: 0, removed: 0, moved: 30, unchanged: 0 },
    });
  });

  test('of a second time of day: one a day is added', async () => {
    expect(await figures(await aDailyJob(), { schedule: daily('9,21') })).toEqual({
      ...{ added: 30, removed: 0, moved: 0, unchanged: 30 },
    });
  });

  test('of weekdays only: those of the weekends are removed', async () => {
    const weekdays = { kind: 'cron', expression: '0 9 * * 1-5', timezone: 'UTC' };
    expect(await figures(await aDailyJob(), { schedule: weekdays })).toEqual({
      ...{ added: 0, removed: 8, moved: 0, unchanged: 22 },
    });
  });

  test('of a task: none', async () => {
    expect(await figures(await aDailyJob(), { task: { type: 'log', data: 1 } })).toEqual({
      ...{ added: 0, removed: 0, moved: 0, unchanged: 30 },
    });
  });

  test('of disabling: all are removed, and none comes after', async () => {
    const { removed, after, before } = await impact(await aDailyJob(), { enabled: false });
    expect([removed, before.length, after]).toEqual([30, 5, []]);
  });

  test('of enabling: all are added, and none came before', async () => {
    const { added, before, after } = await impact(await aDailyJob({ enabled: false }), { enabled: true });
    expect([added, before, after.length]).toEqual([30, [], 5]);
  });

  test('of a schedule of a job that stays disabled: none', async () => {
    const id = await aDailyJob({ enabled: false });
    expect(await figures(id, { schedule: daily(10) })).toMatchObject({ added: 0, removed: 0, moved: 0 });
  });

  test('names the next times before and after, in the zone of each', async () => {
    const paris = { kind: 'cron', expression: '0 9 * * *', timezone: 'Europe/Paris' };
    const { before, after, from, to } = await impact(await aDailyJob(), { schedule: paris });
    expect(before[0]).toEqual({ at: '2031-03-04T09:00:00.000Z', local: '2031-03-04T09:00:00+00:00' });
    expect(after[0]).toEqual({ at: '2031-03-04T08:00:00.000Z', local: '2031-03-04T09:00:00+01:00' });
    expect(Date.parse(to) - Date.parse(from)).toBe(30 * DAY_MS);
  });

  test('says where there are too many to be counted', async () => {
    const { isCut } = await impact(await aDailyJob(), { schedule: { kind: 'interval', every: '1s' } });
    expect(isCut).toBe(true);
  });
});

describe('the previewed impact on a run that waits', () => {
  test('is canceled by another schedule if it lies ahead', async () => {
    expect(await becomes({ schedule: daily(10) })).toEqual(['canceled']);
  });

  test('is updated by another task, or by other policies, if it lies ahead', async () => {
    expect(await becomes({ task: { type: 'log', data: 2 } })).toEqual(['updated']);
    expect(await becomes({ timeoutMs: 5_000 })).toEqual(['updated']);
  });

  test('is kept by an edit to what the job has already', async () => {
    expect(await becomes({ schedule: daily(9), tags: [], timeoutMs: 30_000 })).toEqual(['kept']);
  });

  test('is updated, not canceled, by the schedule that the job has already', async () => {
    expect(await becomes({ schedule: daily(9), name: 'New' })).toEqual(['updated']);
  });

  test.each([
    ['is overdue', {}, at(-10)],
    ['waits for its next attempt', { attempt: 1 }, at(10)],
    ['was asked for', { trigger: 'manual' }, at(10)],
  ] as const)('is kept by any edit if it %s', async (_, run, due) => {
    expect(await becomes({ schedule: daily(10) }, run, due)).toEqual(['kept']);
    expect(await becomes({ timeoutMs: 5_000 }, run, due)).toEqual(['kept']);
  });

  test('is canceled by disabling, whatever it is', async () => {
    expect(await becomes({ enabled: false }, { attempt: 1 }, at(-10))).toEqual(['canceled']);
  });

  test('is kept by an edit that changes nothing', async () => {
    expect(await becomes({})).toEqual(['kept']);
    expect(await becomes({ enabled: true })).toEqual(['kept']);
  });

  test('is named with the time at which it is due', async () => {
    const id = await aDailyJob();
    const run = await records.run(id, at(10));
    const { waiting } = await impact(id, { schedule: daily(10) });
    expect(waiting).toEqual([{ runId: idOf(run), dueAt: at(10).toISOString(), becomes: 'canceled' }]);
  });
});

test('the previewed impact: a run that is going on finishes', async () => {
  const id = await aDailyJob();
  const run = await records.running(id, at(-1));
  const { running, waiting } = await impact(id, { schedule: daily(10) });
  expect([running, waiting]).toEqual([[{ runId: idOf(run), becomes: 'finishes' }], []]);
});

test('the previewed impact: where nothing waits or runs, both lists are empty', async () => {
  const { waiting, running } = await impact(await aDailyJob(), { schedule: daily(10) });
  expect([waiting, running]).toEqual([[], []]);
});

test('the previewed impact is what the edit does', async () => {
  const id = await aDailyJob();
  const [ahead, overdue] = [await records.run(id, at(10)), await records.run(id, at(-10))];
  const { waiting } = await impact(id, { schedule: daily(10) });
  await api.ana.patch(`/users/jobs/${id}`, { schedule: daily(10) });
  const foretold = new Map(waiting.map(({ runId, becomes }) => [runId, becomes]));
  expect([foretold.get(idOf(ahead)), (await records.again(ahead)).status]).toEqual(['canceled', 'CANCELED']);
  expect([foretold.get(idOf(overdue)), (await records.again(overdue)).status]).toEqual(['kept', 'PENDING']);
});

test('a preview of an impact changes nothing', async () => {
  const id = await aDailyJob();
  await records.run(id, at(10));
  const before = [await records.job(id), await records.runs(id), await records.revisions(id)];
  await impact(id, { schedule: daily(10), enabled: false, name: 'New' });
  expect([await records.job(id), await records.runs(id), await records.revisions(id)]).toEqual(before);
});

describe('a preview of an impact is refused', () => {
  test.each([
    ['schedule.expression', { schedule: { kind: 'cron', expression: '61 * * * *' } }],
    ['schedule.at', { schedule: { kind: 'once', at: at(-10).toISOString() } }],
    ['colour', { colour: 'red' }],
    ['id', { id: 'x' }],
  ])('at %s, as the edit would be: %j', async (path, edit) => {
    const error = await api.ana.refused('POST', `/users/jobs/${await aDailyJob()}/impact`, edit);
    expect(error).toMatchObject({ status: 422, paths: [path] });
  });

  test('for all users but the owner', async () => {
    const error = await api.bob.refused('POST', `/users/jobs/${await aDailyJob()}/impact`, {});
    expect(error.status).toBe(404);
  });
});
