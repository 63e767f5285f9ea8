import type { Answer } from '@punctual/contracts/api/endpoint';
import type { listOccurrences } from '@punctual/contracts/api/schedules-contract';
import { SECOND_MS } from '@punctual/contracts/time';
import { useApi } from '@punctual/testing/api/api';
import { aJob, created } from '@punctual/testing/api/job-drafts';
import { idOf, Records } from '@punctual/testing/api/records';
import { TestClock } from '@punctual/testing/api/test-clock';
import { afterEach, describe, expect, test } from 'vitest';

type Occurrences = Answer<typeof listOccurrences>;

const NOON = new Date('2031-03-03T12:00:00.000Z');
const clock = new TestClock(NOON);
const api = useApi({ clock });
const records = new Records(api);
afterEach(() => clock.advance(NOON.getTime() - clock.now().getTime()));

/** Seconds after noon. Tests pass seconds only, so that nobody has to log in anew. */
const at = (seconds: number) => new Date(NOON.getTime() + seconds * SECOND_MS);
/** A job of every ten seconds from ten seconds past noon on. */
const aTenSecondJob = async (more: object = {}) => {
  const { id } = await created(api.ana, aJob({ schedule: { kind: 'interval', every: '10s' }, ...more }));
  return id;
};
const question = (id: string, from: Date, to: Date) =>
  `/users/jobs/${id}/occurrences?from=${from.toISOString()}&to=${to.toISOString()}`;
const between = async (id: string, from: Date, to: Date) =>
  (await api.ana.get<Occurrences>(question(id, from, to))).body;
const verdicts = async (id: string, from: number, to: number) =>
  (await between(id, at(from), at(to))).data.map(({ at: time, verdict }) => [
    (Date.parse(time) - NOON.getTime()) / SECOND_MS,
    verdict,
  ]);
const pass = (seconds: number) => clock.advance(seconds * SECOND_MS);

describe('the occurrences of a job with maxRuns', () => {
  const thrice = { schedule: { kind: 'interval', every: '10s', maxRuns: 3 } };

  test('are as many as are left', async () => {
    const id = await aTenSecondJob(thrice);
    await records.changeJob(id, { starts: 1 });
    expect(await verdicts(id, 0, 60)).toEqual([
      [10, 'PLANNED'],
      [20, 'PLANNED'],
    ]);
  });

  test('end with the last that is on record when none is left', async () => {
    const id = await aTenSecondJob(thrice);
    await records.ended(id, at(10));
    await records.changeJob(id, { starts: 3, nextRunAt: null, nextOccurrence: null });
    expect(await verdicts(id, 0, 60)).toEqual([[10, 'COMPLETED']]);
  });
});

describe('the occurrences of a job in a window', () => {
  test('have their instant, the time in the zone of the job, and when they are due', async () => {
    const schedule = { kind: 'cron', expression: '30 2 * * *', timezone: 'Europe/Paris' };
    const { id } = await created(api.ana, aJob({ schedule }));
    const { data } = await between(id, new Date('2031-03-30T00:00:00Z'), new Date('2031-03-31T00:00:00Z'));
    expect(data).toEqual([
      {
        ...{ at: '2031-03-30T01:00:00.000Z', local: '2031-03-30T03:00:00+02:00', note: 'gap-shifted' },
        ...{ dueAt: '2031-03-30T01:00:00.000Z', verdict: 'PLANNED', reason: null, runId: null },
      },
    ]);
  });

  test('begin with the window and end before its end, so that windows laid end to end share none', async () => {
    const id = await aTenSecondJob();
    expect(await verdicts(id, 10, 30)).toEqual([
      [10, 'PLANNED'],
      [20, 'PLANNED'],
    ]);
    expect(await verdicts(id, 30, 40)).toEqual([[30, 'PLANNED']]);
  });

  test('are at most 1,000, and it is said that there are more', async () => {
    const { id } = await created(api.ana, aJob({ schedule: { kind: 'cron', expression: '* * * * *' } }));
    const all = await between(id, at(0), at(1_002 * 60));
    expect([all.data.length, all.isCut]).toEqual([1_000, true]);
    const exact = await between(id, at(60), at(1_001 * 60));
    expect([exact.data.length, exact.isCut]).toEqual([1_000, false]);
  });

  test('are none before the job was made', async () => {
    const schedule = { kind: 'interval', every: '10s', startAt: at(-60).toISOString() };
    const id = await aTenSecondJob({ schedule });
    expect(await verdicts(id, -60, 20)).toEqual([[10, 'PLANNED']]);
  });
});

describe('the verdict of an occurrence', () => {
  test.each(['COMPLETED', 'FAILED', 'RUNNING', 'PENDING', 'SKIPPED', 'CANCELED'] as const)(
    'is the status of its run: %s',
    async (status) => {
      const id = await aTenSecondJob();
      const run = await records.run(id, at(10), { status });
      const { data } = await between(id, at(10), at(11));
      expect(data).toMatchObject([{ verdict: status, runId: idOf(run) }]);
    },
  );

  test('has the reason of its run', async () => {
    const id = await aTenSecondJob();
    await records.unstarted(id, at(10), { status: 'SKIPPED', reason: 'OVERLAP' });
    expect((await between(id, at(10), at(11))).data).toMatchObject([{ reason: 'OVERLAP' }]);
  });

  test('is DISABLED for what would come while the job is disabled', async () => {
    const id = await aTenSecondJob({ enabled: false });
    expect(await verdicts(id, 10, 15)).toEqual([[10, 'DISABLED']]);
  });

  test('is DISABLED for what would have come while it was disabled, and not before or after', async () => {
    const id = await aTenSecondJob();
    pass(1);
    await api.ana.patch(`/users/jobs/${id}/disable`);
    pass(10);
    await api.ana.patch(`/users/jobs/${id}/enable`);
    pass(15);
    expect(await verdicts(id, 0, 31)).toEqual([
      [10, 'DISABLED'],
      [20, 'NONE'],
      [30, 'PLANNED'],
    ]);
  });

  test('is NONE for what has passed without a record', async () => {
    const id = await aTenSecondJob();
    pass(15);
    expect(await verdicts(id, 0, 21)).toEqual([
      [10, 'NONE'],
      [20, 'PLANNED'],
    ]);
  });

  test('stays PLANNED until its jitter is over', async () => {
    const schedule = { kind: 'interval', every: '10s', jitterMs: 4 * SECOND_MS };
    const id = await aTenSecondJob({ schedule });
    const [first] = (await between(id, at(10), at(11))).data;
    clock.advance(Date.parse(first?.dueAt ?? '') - NOON.getTime() - 1);
    expect((await between(id, at(10), at(11))).data).toMatchObject([{ verdict: 'PLANNED' }]);
    expect(Date.parse(first?.dueAt ?? '') - at(10).getTime()).toBeLessThan(4 * SECOND_MS);
  });

  test('is that of the newest schedule where several have a row for one instant', async () => {
    const id = await aTenSecondJob();
    await records.unstarted(id, at(10), { status: 'CANCELED', reason: 'SUPERSEDED' });
    const runKey = `${id}|s2|${at(10).toISOString()}`;
    const run = await records.ended(id, at(10), { scheduleRevision: 2, runKey });
    expect((await between(id, at(10), at(11))).data).toMatchObject([{ runId: idOf(run), reason: null }]);
  });

  test('is not changed by runs that were triggered by hand', async () => {
    const id = await aTenSecondJob();
    await records.ended(id, at(5), { trigger: 'manual' });
    expect(await verdicts(id, 0, 11)).toEqual([[10, 'PLANNED']]);
  });
});

describe('what was missed', () => {
  /** 10 to 40 s past noon missed and made up for by one run for 12:40. */
  async function caughtUp() {
    const id = await aTenSecondJob();
    pass(45);
    const run = await records.ended(id, at(40), { trigger: 'catchup', missed: 2 });
    return { id, run };
  }

  test('is SKIPPED as far as the run after it counts it', async () => {
    const { id } = await caughtUp();
    expect(await verdicts(id, 0, 51)).toEqual([
      [10, 'NONE'],
      [20, 'SKIPPED'],
      [30, 'SKIPPED'],
      [40, 'COMPLETED'],
      [50, 'PLANNED'],
    ]);
  });

  test('names that run and why', async () => {
    const { id, run } = await caughtUp();
    const { data } = await between(id, at(20), at(50));
    expect(data[0]).toMatchObject({ reason: 'MISFIRED', runId: idOf(run) });
  });

  test('is SKIPPED too where that run lies behind the window', async () => {
    const { id, run } = await caughtUp();
    expect(await verdicts(id, 0, 21)).toEqual([
      [10, 'NONE'],
      [20, 'SKIPPED'],
    ]);
    expect((await between(id, at(20), at(21))).data).toMatchObject([{ runId: idOf(run) }]);
  });
});

test('an edit leaves in the account what the schedule before it had', async () => {
  const id = await aTenSecondJob();
  await records.ended(id, at(10));
  pass(25);
  await api.ana.patch(`/users/jobs/${id}`, { schedule: { kind: 'interval', every: '1m' } });
  expect(await verdicts(id, 0, 90)).toEqual([
    [10, 'COMPLETED'],
    [20, 'PENDING'],
    [85, 'PLANNED'],
  ]);
});

describe('a question is refused', () => {
  test.each([
    ['to', 'from=2031-03-04T00:00:00Z&to=2031-03-03T00:00:00Z'],
    ['to', 'from=2031-03-04T00:00:00Z&to=2031-03-04T00:00:00Z'],
    ['from', 'from=2031-03-04T00:00:00&to=2031-03-05T00:00:00Z'],
    ['to', 'from=2031-03-04T00:00:00Z'],
    ['limit', 'from=2031-03-04T00:00:00Z&to=2031-03-05T00:00:00Z&limit=5'],
  ])('at %s: %s', async (path, query) => {
    const id = await aTenSecondJob();
    const error = await api.ana.refused('GET', `/users/jobs/${id}/occurrences?${query}`);
    expect(error).toMatchObject({ status: 422, paths: [path] });
  });

  test('whose end is before its start, with an explanation', async () => {
    const error = await api.ana.refused('GET', question(await aTenSecondJob(), at(1), at(0)));
    expect(error.message).toBe('to: The end is before the start.');
  });

  test('for all users but the owner', async () => {
    const error = await api.bob.refused('GET', question(await aTenSecondJob(), at(0), at(SECOND_MS)));
    expect(error).toMatchObject({ status: 404, code: 'NOT_FOUND' });
  });
});
