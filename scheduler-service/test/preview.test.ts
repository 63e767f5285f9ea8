import type { Answer } from '@punctual/contracts/api/endpoint';
import type { previewSchedule } from '@punctual/contracts/api/schedules-contract';
import { DAY_MS, MINUTE_MS } from '@punctual/contracts/time';
import { useApi } from '@punctual/testing/api/api';
import { TestClock } from '@punctual/testing/api/test-clock';
import { describe, expect, test } from 'vitest';

type Preview = Answer<typeof previewSchedule>;

const NOW = new Date('2027-03-01T12:00:00.000Z'); // a Monday
const clock = new TestClock(NOW);
const api = useApi({ clock });
const strict = useApi({ clock, env: { MIN_INTERVAL: '60000' } });
const later = (ms: number) => new Date(NOW.getTime() + ms).toISOString();

async function preview(schedule: unknown, more: object = {}, by = api.ana): Promise<Preview> {
  const { status, body } = await by.post<Preview>('/schedules/preview', { schedule, ...more });
  if (status !== 200) throw new Error(`The preview was refused: ${JSON.stringify(body)}`);
  return body;
}
const refused = (schedule: unknown, more: object = {}, by = api.ana) =>
  by.refused('POST', '/schedules/preview', { schedule, ...more });

const cron = (expression: string, timezone = 'UTC', more: object = {}) => ({
  ...{ kind: 'cron', expression, timezone },
  ...more,
});
const first = async (schedule: object, more: object = {}) => (await preview(schedule, more)).next[0];
const warnings = async (schedule: object) => (await preview(schedule)).warnings;
const warningsBut = async (schedule: object, code: string) =>
  (await warnings(schedule)).filter((warning) => warning.code !== code);

describe('a schedule is described in words', () => {
  test.each([
    ['cron', cron('0 9 * * MON', 'Europe/Paris'), 'Every Monday at 09:00, Europe/Paris'],
    ['a nickname', cron('@daily'), 'Every day at 00:00, UTC'],
    [
      'an interval',
      { kind: 'interval', every: '15m' },
      /^Every 15 minutes from Monday 1 March 2027 at 12:15/,
    ],
    [
      'a frequency',
      { kind: 'frequency', frequency: 'DAILY', startDate: later(DAY_MS), timezone: 'UTC' },
      'Every day at 12:00, UTC',
    ],
    ['once', { kind: 'once', at: later(DAY_MS) }, 'Once on Tuesday 2 March 2027 at 12:00, UTC'],
  ])('%s', async (_, schedule, words) => {
    expect((await preview(schedule)).description).toMatch(words);
  });
});

describe('the next runs', () => {
  test('are five, in UTC and in the zone of the schedule', async () => {
    const { next } = await preview(cron('0 9 * * MON', 'Europe/Paris'));
    expect(next).toHaveLength(5);
    expect(next[0]).toEqual({
      at: '2027-03-08T08:00:00.000Z',
      local: '2027-03-08T09:00:00+01:00',
      note: null,
    });
    expect(next[3]).toMatchObject({ at: '2027-03-29T07:00:00.000Z', local: '2027-03-29T09:00:00+02:00' });
  });

  test.each([1, 37, 1_000])(
    'are %i if so many are asked for, each later than the one before',
    async (count) => {
      const { next } = await preview(cron('*/7 * * * *', 'Europe/Paris'), { count });
      const times = next.map(({ at }) => at);
      expect(times).toHaveLength(count);
      expect([...new Set(times)].sort()).toEqual(times);
    },
  );

  test('are fewer where the schedule ends', async () => {
    const { next } = await preview({ kind: 'interval', every: '1h', maxRuns: 3 }, { count: 10 });
    expect(next.map(({ at }) => at)).toEqual([60, 120, 180].map((minutes) => later(minutes * MINUTE_MS)));
  });

  test('come after the requested time, and go on where an answer ended', async () => {
    const { next } = await preview(cron('0 9 * * *'), { count: 4, after: '2027-06-01T09:00:00+00:00' });
    const more = await preview(cron('0 9 * * *'), { count: 2, after: next[1]?.at });
    expect(next[0]?.at).toBe('2027-06-02T09:00:00.000Z');
    expect(more.next).toEqual(next.slice(2));
  });

  test('of a text are those of cron in the zone of the user', async () => {
    const dora = await api.newcomer({ timezone: 'Asia/Tokyo' });
    const { next, description } = await preview('0 9 * * *', {}, dora);
    expect(next[0]).toMatchObject({ at: '2027-03-02T00:00:00.000Z', local: '2027-03-02T09:00:00+09:00' });
    expect(description).toBe('Every day at 09:00, Asia/Tokyo');
  });

  test('of an interval are shown in the zone of the user', async () => {
    const dora = await api.newcomer({ timezone: 'Asia/Kolkata' });
    const { next } = await preview({ kind: 'interval', every: '1h' }, {}, dora);
    expect(next[0]?.local).toBe('2027-03-01T18:30:00+05:30');
  });
});

describe('a run that a clock change touches has a note', () => {
  test('Paris, 28 March 2027: 02:30 does not exist, the run comes at 03:00', async () => {
    const run = await first(cron('30 2 * * *', 'Europe/Paris'), { after: '2027-03-27T12:00:00Z' });
    expect(run).toEqual({
      ...{ at: '2027-03-28T01:00:00.000Z', local: '2027-03-28T03:00:00+02:00' },
      note: 'gap-shifted',
    });
  });

  test('Paris, 28 March 2027, gaps skipped by choice: that day has no run', async () => {
    const skipped = cron('30 2 * * *', 'Europe/Paris', { dst: { gap: 'skip' } });
    const run = await first(skipped, { after: '2027-03-27T12:00:00Z' });
    expect(run).toMatchObject({ local: '2027-03-29T02:30:00+02:00', note: null });
  });

  test('Lord Howe, 3 October 2027: clocks go forward by half an hour, 02:15 comes at 02:30', async () => {
    const run = await first(cron('15 2 * * *', 'Australia/Lord_Howe'), { after: '2027-10-02T00:00:00Z' });
    expect(run).toMatchObject({ local: '2027-10-03T02:30:00+11:00', note: 'gap-shifted' });
  });

  test('New York, 7 November 2027: 01:30 comes twice, the run at the first', async () => {
    const { next } = await preview(cron('30 1 * * *', 'America/New_York'), { after: '2027-11-07T00:00:00Z' });
    expect(next[0]).toMatchObject({ local: '2027-11-07T01:30:00-04:00', note: 'overlap-first' });
    expect(next[1]).toMatchObject({ local: '2027-11-08T01:30:00-05:00', note: null });
  });

  test('New York, 7 November 2027, at both by choice: the run comes twice', async () => {
    const both = cron('30 1 * * *', 'America/New_York', { dst: { overlap: 'both' } });
    const { next } = await preview(both, { after: '2027-11-07T00:00:00Z', count: 3 });
    expect(next.map(({ local, note }) => [local, note])).toEqual([
      ['2027-11-07T01:30:00-04:00', 'overlap-first'],
      ['2027-11-07T01:30:00-05:00', 'overlap-second'],
      ['2027-11-08T01:30:00-05:00', null],
    ]);
  });
});

describe('a warning is given', () => {
  test('for less than once a year', async () => {
    const [warning] = await warningsBut(cron('0 0 29 2 *'), 'SHORT_MONTHS');
    expect(warning?.code).toBe('RARE');
    expect(warning?.message).toMatch(/less than once a year: next on .*29 February 2028, then .*2032/);
  });

  test.each([29, 30, 31])('for the %ith of the month, which some months lack', async (day) => {
    const [warning] = await warnings(cron(`0 0 ${day} * *`));
    expect(warning?.code).toBe('SHORT_MONTHS');
    expect(warning?.message).toContain('February');
  });

  test('for months that end before the start date of a monthly frequency', async () => {
    const startDate = '2027-03-31T09:00:00Z';
    const monthly = { kind: 'frequency', frequency: 'MONTHLY', startDate, timezone: 'UTC' };
    expect(await warnings(monthly)).toMatchObject([{ code: 'SHORT_MONTHS' }]);
  });

  test('for a day of the month and a day of the week, which are joined by or', async () => {
    const [warning] = await warnings(cron('0 9 1-7 * MON'));
    expect(warning).toMatchObject({ code: 'DAYS_JOINED_BY_OR' });
    expect(warning?.message).toBe('Runs on days 1–7 and also on every Monday, not only on the first Monday.');
  });

  test('of the next two clock changes and what they do', async () => {
    expect(await warnings(cron('30 2 * * *', 'Europe/Paris'))).toEqual([
      {
        ...{ code: 'CLOCK_CHANGE', at: '2027-03-28T01:00:00.000Z', effect: 'shifted' },
        message:
          'Clocks go forward on Sun 28 March at 02:00 in Paris. The run of 02:30 comes at 03:00 instead.',
      },
      {
        ...{ code: 'CLOCK_CHANGE', at: '2027-10-31T01:00:00.000Z', effect: 'once' },
        message: expect.stringMatching(/^Clocks go back on Sun 31 October at 03:00 in Paris\. .* once/),
      },
    ]);
  });

  test('that says so where a clock change does nothing', async () => {
    const found = await warnings(cron('0 12 * * *', 'Europe/Paris'));
    expect(found.map(({ effect }) => effect)).toEqual(['none', 'none']);
  });

  test('of nothing for a plain schedule without clock changes', async () => {
    expect(await warnings(cron('0 9 * * MON'))).toEqual([]);
  });
});

describe('a schedule is refused', () => {
  test.each([
    ['61 9 * * *', 'Minute: 61 is not in 0–59.'],
    ['0 9 * *', 'The expression needs 5 or 6 parts; it has 4.'],
    ['0 9 * FEBR *', 'No such month: FEBR. Use 1–12 or JAN–DEC.'],
    ['0 0 30 2 *', 'This schedule never runs: February has no 30th.'],
  ])('at its expression, in words: %s', async (expression, message) => {
    const error = await refused(cron(expression));
    expect(error).toMatchObject({ status: 422, code: 'VALIDATION_FAILED' });
    expect(error.details).toMatchObject([{ path: 'schedule.expression', message }]);
  });

  test.each(['61 9 * * *', '0 0 30 2 *'])('at its expression as a text too: %s', async (text) => {
    expect(await refused(text)).toMatchObject({ status: 422, paths: ['schedule.expression'] });
  });

  test.each([
    ['schedule.timezone', cron('@daily', 'Mars/Phobos')],
    ['schedule.expression', { kind: 'cron' }],
    ['schedule.every', { kind: 'interval', every: 'often' }],
    ['schedule.at', { kind: 'once', at: '2027-03-28T09:00:00' }],
    ['schedule.at', { kind: 'once', at: later(-2 * MINUTE_MS) }],
    ['schedule.colour', cron('@daily', 'UTC', { colour: 'red' })],
    ['schedule.kind', { kind: 'sometimes' }],
  ])('at %s: %j', async (path, schedule) => {
    expect(await refused(schedule)).toMatchObject({ status: 422, paths: [path] });
  });

  test('that runs more often than is allowed here', async () => {
    const error = await refused({ kind: 'interval', every: '30s' }, {}, strict.ana);
    expect(error).toMatchObject({ status: 422, paths: ['schedule.every'] });
    expect((await refused(cron('*/30 * * * * *'), {}, strict.ana)).paths).toEqual(['schedule.expression']);
    expect((await preview({ kind: 'interval', every: '1m' }, {}, strict.ana)).next).toHaveLength(5);
  });
});

describe('a preview is refused', () => {
  test.each([
    ['count', { count: 0 }],
    ['count', { count: 1_001 }],
    ['count', { count: 1.5 }],
    ['after', { after: '2027-03-28T09:00:00' }],
    ['until', { until: '2027-03-28T09:00:00Z' }],
  ])('at %s: %j', async (path, more) => {
    expect(await refused(cron('@daily'), more)).toMatchObject({ status: 422, paths: [path] });
  });

  test('without credentials', async () => {
    const error = await api.nobody.refused('POST', '/schedules/preview', { schedule: '@daily' });
    expect(error.status).toBe(401);
  });
});

test('a preview stores nothing', async () => {
  const before = await api.counts();
  await preview(cron('* * * * *'), { count: 1_000 });
  expect(await api.counts()).toEqual(before);
});
