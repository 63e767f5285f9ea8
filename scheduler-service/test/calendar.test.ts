import type { CalendarView, TimelineView } from '@punctual/contracts/api/calendar-contract';
import { CALENDAR } from '@punctual/contracts/api/limits';
import type { RunStatus } from '@punctual/contracts/runs/run-status';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@punctual/contracts/time';
import { useApi } from '@punctual/testing/api/api';
import { Client } from '@punctual/testing/api/client';
import { aJob, created } from '@punctual/testing/api/job-drafts';
import type { Person } from '@punctual/testing/api/person';
import { Records } from '@punctual/testing/api/records';
import { TestClock } from '@punctual/testing/api/test-clock';
import { Types } from 'mongoose';
import { describe, expect, test } from 'vitest';

/** A Monday, a minute after noon in UTC. */
const NOW = new Date('2031-03-03T12:01:00.000Z');
const api = useApi({ clock: new TestClock(NOW) });
const records = new Records(api);

const daily = (hour: number) => ({ kind: 'cron', expression: `0 ${hour} * * *`, timezone: 'UTC' });
const named = async (person: Person, name: string, schedule: object) =>
  (await created(person, aJob({ name, schedule }))).id;
const ran = (id: string, at: Date, status: RunStatus = 'COMPLETED') => records.ended(id, at, { status });
const ago = (ms: number) => new Date(NOW.getTime() - ms);
const calendarOf = async (person: Person, query: string) =>
  (await person.get<CalendarView>(`/users/calendar?timezone=UTC&${query}`)).body;
const timelineOf = async (person: Person) => (await person.get<TimelineView>('/users/timeline')).body;

describe('a calendar', () => {
  test('counts what ran by status, and what is planned from now on, day by day', async () => {
    const ana = await api.newcomer();
    const id = await named(ana, 'Report', daily(18));
    await ran(id, new Date('2031-03-02T18:00:00.000Z'), 'FAILED');
    const { cells, isComplete } = await calendarOf(ana, 'from=2031-03-02&days=3');
    expect(cells.map(({ local, runs, planned }) => [local.slice(0, 10), runs.FAILED, planned])).toEqual([
      ['2031-03-02', 1, 0],
      ['2031-03-03', 0, 1],
      ['2031-03-04', 0, 1],
    ]);
    expect(isComplete).toBe(true);
    expect(cells[2]?.jobs).toEqual([
      { job: { id, name: 'Report' }, runs: 0, planned: 1, firstAt: '2031-03-04T18:00:00.000Z' },
    ]);
  });

  test('names a job once, with how often it runs', async () => {
    const ana = await api.newcomer();
    await named(ana, 'Ping', { kind: 'cron', expression: '*/5 * * * *', timezone: 'UTC' });
    const { cells } = await calendarOf(ana, 'from=2031-03-04&days=1');
    expect(cells[0]?.jobs.map(({ job, planned }) => [job.name, planned])).toEqual([['Ping', 288]]);
  });

  test('by hour puts each into its hour, and has 23 hours where clocks go forward', async () => {
    const ana = await api.newcomer();
    await named(ana, 'Early', { kind: 'cron', expression: '30 5 * * *', timezone: 'Europe/Paris' });
    const query = 'from=2031-03-30&days=1&by=hour&timezone=Europe/Paris';
    const { cells } = (await ana.get<CalendarView>(`/users/calendar?${query}`)).body;
    expect(cells).toHaveLength(23);
    expect(cells.filter(({ planned }) => planned > 0).map(({ local }) => local)).toEqual([
      '2031-03-30T05:00:00+02:00',
    ]);
  });

  test('by hour counts each hour of a day with more runs than one sample holds', async () => {
    const ana = await api.newcomer();
    const minutes = Array.from({ length: 1_440 }, (_, i) => new Date(Date.UTC(2031, 2, 2, 0, i)));
    await records.manyEnded(await named(ana, 'Ping', daily(18)), minutes);
    const { cells } = await calendarOf(ana, 'from=2031-03-02&days=1&by=hour');
    expect(cells.map(({ runs, isCapped }) => [runs.COMPLETED, isCapped])).toEqual(
      cells.map(() => [60, false]),
    );
  });

  test('plans no more than a job may still start, and nothing of one that is disabled', async () => {
    const ana = await api.newcomer();
    await named(ana, 'Thrice', { ...daily(18), maxRuns: 3 });
    await created(ana, aJob({ schedule: daily(18), enabled: false }));
    const { cells } = await calendarOf(ana, 'from=2031-03-03&days=10');
    expect(cells.map(({ planned }) => planned)).toEqual([1, 1, 1, 0, 0, 0, 0, 0, 0, 0]);
  });

  test('names the five jobs with the most of a day, and counts the others', async () => {
    const ana = await api.newcomer();
    for (let i = 0; i < 7; i += 1) await named(ana, `Report ${i}`, daily(18));
    const { cells } = await calendarOf(ana, 'from=2031-03-04&days=1');
    expect([cells[0]?.jobs.length, cells[0]?.moreJobs, cells[0]?.planned]).toEqual([5, 2, 7]);
  });

  test('counts what is planned each second up to a cap, and shows the others all the same', async () => {
    const ana = await api.newcomer();
    await named(ana, 'Ticking', { kind: 'cron', expression: '* * * * * *', timezone: 'UTC' });
    await named(ana, 'Report', daily(18));
    const { cells, isComplete } = await calendarOf(ana, 'from=2031-03-03&days=42');
    const { planned, plannedIsCapped, jobs } = cells[41] ?? {};
    expect([isComplete, planned, plannedIsCapped]).toEqual([true, CALENDAR.counted.day + 1, true]);
    expect(jobs?.map(({ job }) => job.name)).toEqual(['Ticking', 'Report']);
  });

  test('says that it is not complete where schedules take too long to compute, and shows the others', async () => {
    const ana = await api.newcomer();
    for (let i = 0; i < 20; i += 1)
      await named(ana, `Ticking ${i}`, { kind: 'cron', expression: '* * * * * *', timezone: 'UTC' });
    await named(ana, 'Yearly', { kind: 'cron', expression: '0 0 1 4 *', timezone: 'UTC' });
    const { cells, isComplete } = await calendarOf(ana, 'from=2031-03-03&days=42');
    const first = cells.find(({ local }) => local.startsWith('2031-04-01'));
    expect([isComplete, (first?.planned ?? 0) % CALENDAR.counted.day]).toEqual([false, 1]);
  });

  test.each(['1970-01-01', '2106-02-07', '2999-12-31'])(
    'from %s on is empty, and no failure, of oneself and of everybody',
    async (from) => {
      const query = `from=${from}&days=2&by=hour`;
      const own = await api.bob.get<CalendarView>(`/users/calendar?${query}`);
      const all = await api.carla.get<CalendarView>(`/admin/calendar?${query}`);
      expect([own.status, all.status]).toEqual([200, 200]);
      expect(own.body.cells.flatMap(({ jobs }) => jobs)).toEqual([]);
    },
  );

  test.each([
    ['from=2031-02-30&days=1', 'from', 'from is a date from 1970 to 2999, such as 2031-03-01.'],
    ['from=9999-12-31&days=1', 'from', 'from is a date from 1970 to 2999, such as 2031-03-01.'],
    ['from=0001-01-01&days=1', 'from', 'from is a date from 1970 to 2999, such as 2031-03-01.'],
    ['from=2031-03-01&days=43', 'days', 'days is at most 42.'],
    ['from=2031-03-01&days=9&by=hour', 'days', 'By hour, days is at most 8.'],
    ['from=2031-03-01&days=1&by=week', 'by', 'by is one of day, hour.'],
  ])('refuses %s', async (query, path, message) => {
    const error = await api.ana.refused('GET', `/users/calendar?${query}`);
    expect(error).toMatchObject({ status: 422, details: [{ path, message }] });
  });

  test('refuses a zone that is not known', async () => {
    const error = await api.ana.refused('GET', '/users/calendar?from=2031-03-01&days=1&timezone=Mars/Phobos');
    expect(error.details).toEqual([{ path: 'timezone', message: 'timezone is no time zone that is known.' }]);
  });
});

describe('a timeline', () => {
  test('has a row for each job that ran or is to run, with its runs and what is planned', async () => {
    const ana = await api.newcomer();
    const id = await named(ana, 'Report', daily(18));
    const startedAt = ago(HOUR_MS);
    await records.ended(id, startedAt, { finishedAt: ago(30 * MINUTE_MS) });
    const { jobs, moreJobs } = await timelineOf(ana);
    expect(moreJobs).toBe(0);
    expect(jobs).toMatchObject([
      {
        job: { id, name: 'Report' },
        runs: [{ status: 'COMPLETED', startedAt: startedAt.toISOString() }],
        planned: ['2031-03-03T18:00:00.000Z'],
        isCapped: false,
      },
    ]);
  });

  test('leaves out what ran more than 24 hours ago', async () => {
    const ana = await api.newcomer();
    const id = await named(ana, 'Yearly', { kind: 'cron', expression: '0 0 1 1 *', timezone: 'UTC' });
    await ran(id, ago(DAY_MS + MINUTE_MS));
    expect((await timelineOf(ana)).jobs).toEqual([]);
  });

  test('shows what failed first', async () => {
    const ana = await api.newcomer();
    const [well, failing] = [await named(ana, 'Well', daily(18)), await named(ana, 'Failing', daily(18))];
    for (const minutes of [5, 10, 15]) await ran(well, ago(minutes * MINUTE_MS));
    await ran(failing, ago(MINUTE_MS), 'FAILED');
    expect((await timelineOf(ana)).jobs.map(({ job }) => job.name)).toEqual(['Failing', 'Well']);
  });

  test('names the hours to come in which nothing is planned', async () => {
    const ana = await api.newcomer();
    await named(ana, 'Report', daily(18));
    expect((await timelineOf(ana)).quiet).toEqual([
      { from: NOW.toISOString(), to: '2031-03-03T18:00:00.000Z' },
      { from: '2031-03-03T18:00:00.000Z', to: '2031-03-04T12:01:00.000Z' },
    ]);
  });

  test('calls no hour quiet in which a job of each minute runs, of which it lists no more than 200 times', async () => {
    const ana = await api.newcomer();
    await named(ana, 'Ping', { kind: 'cron', expression: '* * * * *', timezone: 'UTC' });
    const { quiet, jobs } = await timelineOf(ana);
    expect([quiet, jobs[0]?.isCapped, jobs[0]?.planned.length]).toEqual([[], true, 200]);
  });

  test('names the hours that a job leaves quiet of which not all times are listed', async () => {
    const ana = await api.newcomer();
    await named(ana, 'By day', { kind: 'cron', expression: '* 8-20 * * *', timezone: 'UTC' });
    const { quiet, jobs } = await timelineOf(ana);
    expect(jobs[0]?.isCapped).toBe(true);
    expect(quiet).toEqual([{ from: '2031-03-03T21:01:00.000Z', to: '2031-03-04T07:51:00.000Z' }]);
  });

  test('says since when it shows runs where there were too many to look at all', async () => {
    const ana = await api.newcomer();
    const id = await named(ana, 'Ping', daily(18));
    await records.manyEnded(
      id,
      Array.from({ length: 2_001 }, (_, i) => ago((i + 1) * 10_000)),
    );
    const { runsFrom, jobs } = await timelineOf(ana);
    expect([runsFrom, jobs[0]?.runs.length]).toEqual([ago(2_000 * 10_000).toISOString(), 200]);
  });
});

describe('calendars and timelines', () => {
  test('of a user show nothing of another', async () => {
    const [ana, bob] = [await api.newcomer(), await api.newcomer()];
    await ran(await named(ana, 'Hers', daily(18)), ago(MINUTE_MS));
    const { cells } = await calendarOf(bob, 'from=2031-03-03&days=2');
    expect([cells.flatMap(({ jobs }) => jobs), (await timelineOf(bob)).jobs]).toEqual([[], []]);
  });

  test('of an administrator show everybody’s with the owner, or those of one', async () => {
    const ana = await api.newcomer();
    const id = await named(ana, 'Hers', daily(18));
    const one = `owner=${ana.email}`;
    const calendar = await api.carla.get(`/admin/calendar?from=2031-03-04&days=1&${one}`);
    const timeline = await api.carla.get(`/admin/timeline?${one}`);
    const hers = { job: { id, name: 'Hers' }, owner: { id: ana.id, email: ana.email } };
    expect(calendar.body).toMatchObject({ cells: [{ planned: 1, jobs: [hers] }] });
    expect(timeline.body).toMatchObject({ jobs: [hers] });
    const all = await api.carla.get<CalendarView>('/admin/calendar?from=2031-03-04&days=1');
    expect(all.body.cells[0]?.planned).toBeGreaterThan(1);
  });

  test('of an administrator have a run of midnight in the day that it begins, though it was made before', async () => {
    const ana = await api.newcomer();
    const midnight = new Date('2031-03-02T00:00:00.000Z');
    const _id = Types.ObjectId.createFromTime(midnight.getTime() / 1_000 - 2);
    await records.ended(await named(ana, 'Nightly', daily(18)), midnight, { _id });
    const counted = async (from: string, days: number) =>
      (
        await api.carla.get<CalendarView>(`/admin/calendar?timezone=UTC&from=${from}&days=${days}`)
      ).body.cells.map(({ runs }) => runs.COMPLETED);
    expect([await counted('2031-03-01', 2), await counted('2031-03-02', 1)]).toEqual([[0, 1], [1]]);
  });
});

test('an API key that reads runs alone is shown what ran, and nothing that is planned', async () => {
  const ana = await api.newcomer();
  const ranOnce = await named(ana, 'Report', daily(18));
  await named(ana, 'Secret plan', daily(19));
  await ran(ranOnce, ago(HOUR_MS));
  const asked = { service: 'x', scopes: ['runs:read'] };
  const { body } = await ana.post<{ key: string }>('/users/api-keys', asked);
  const key = new Client(api.url, { 'x-api-key': body.key });
  const answers = await Promise.all([
    key.get('/users/calendar?timezone=UTC&from=2031-03-03&days=2'),
    key.get('/users/timeline'),
    key.get('/users/overview'),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(answers.map(({ text }) => [text.includes('Report'), text.includes('Secret plan')])).toEqual([
    [true, false],
    [true, false],
    [false, false],
  ]);
  expect(answers[0]?.body).toMatchObject({ isComplete: false });
});
