import { describe, expect, it } from 'vitest';
import { resolveSchedule } from '../resolve-schedule.ts';
import type { Schedule, ScheduleInput } from '../schedule.ts';
import { scheduleWarnings } from '../warnings.ts';
import { describeSchedule } from './describe.ts';

const NOW = new Date('2027-03-01T12:00:00Z');
const PARIS = 'Europe/Paris';

/** Expression · its description. */
const CRONS: [string, string][] = [
  ['0 9 * * MON', 'Every Monday at 09:00'],
  ['0 9 * * *', 'Every day at 09:00'],
  ['0 9,17 * * 1-5', 'Every weekday (Monday to Friday) at 09:00 and 17:00'],
  ['30 0 9 * * *', 'Every day at 09:00:30'],
  ['*/15 * * * *', 'Every 15 minutes'],
  ['*/7 * * * *', 'Every 7 minutes, anew each hour'],
  ['5,20 * * * *', 'At minutes 5 and 20 of every hour'],
  ['@hourly', 'Every hour'],
  ['0 */2 * * *', 'Every 2 hours'],
  ['5 */2 * * *', 'At minute 5 of every 2nd hour'],
  ['*/15 9-17 * * MON-FRI', 'Every 15 minutes, from 09:00 to 17:45, every weekday (Monday to Friday)'],
  ['0 0 1 * *', 'On the 1st of every month at 00:00'],
  ['0 0 L * *', 'On the last day of every month at 00:00'],
  ['0 9 15W * *', 'On the weekday nearest the 15th of every month at 09:00'],
  ['0 9 * * MON#1', 'On the first Monday of the month at 09:00'],
  ['0 9 * * FRIL', 'On the last Friday of the month at 09:00'],
  ['0 9 13 * +FRI', 'On the 13th of every month if that is a Friday, at 09:00'],
  ['0 9 1-7 * MON', 'On the 1st to 7th of every month and also every Monday at 09:00'],
  ['0 0 29 2 *', 'Every year on 29 February at 00:00'],
  ['0 9 1,15 3-6 *', 'On the 1st and the 15th of March to June at 09:00'],
  ['0 0 1 */3 *', 'On the 1st of January, April, July and October at 00:00'],
  ['0 0 */2 * *', 'On every 2nd day from the 1st to 31st of every month at 00:00'],
  ['0 12 * MAR MON,WED', 'Every Monday and Wednesday in March at 12:00'],
];

describe('the description of a schedule', () => {
  it.each(CRONS)('of cron %s is “%s”', (expression, words) => {
    expect(describeSchedule(resolve({ kind: 'cron', expression, timezone: PARIS }), 'en')).toBe(
      `${words}, Europe/Paris`,
    );
  });

  it.each([
    ['* * * * *', 'Every minute'],
    ['* * * * * *', 'Every second'],
    ['*/10 * * * * *', 'Every 10 seconds'],
  ])('of cron %s is “%s” in every zone, and names none', (expression, words) => {
    expect(describeSchedule(resolve({ kind: 'cron', expression, timezone: PARIS }), 'en')).toBe(words);
  });

  /** Input · its description. */
  const OTHERS: [ScheduleInput, string][] = [
    [{ kind: 'once', at: '2027-05-05T09:00:00+02:00' }, 'Once on Wednesday 5 May 2027 at 07:00, UTC'],
    [{ kind: 'interval', every: '15m' }, 'Every 15 minutes from Monday 1 March 2027 at 12:15, UTC'],
    [
      { kind: 'interval', every: 3_600_000, maxRuns: 10, jitterMs: 1_000 },
      'Every hour from Monday 1 March 2027 at 13:00, UTC, 10 times at most, up to 1 second later',
    ],
    [
      { kind: 'interval', every: '15m', maxRuns: 1 },
      'Every 15 minutes from Monday 1 March 2027 at 12:15, UTC, once at most',
    ],
    [frequency('DAILY', 1), 'Every day at 09:00, Europe/Paris'],
    [frequency('DAILY', 3), 'Every 3 days at 09:00, Europe/Paris, from Friday 31 December 2027'],
    [frequency('WEEKLY', 1), 'Every Friday at 09:00, Europe/Paris'],
    [frequency('WEEKLY', 2), 'Every 2 weeks on Friday at 09:00, Europe/Paris, from Friday 31 December 2027'],
    [
      frequency('MONTHLY', 1),
      'Every month on the 31st (the last day of shorter months) at 09:00, Europe/Paris',
    ],
    [frequency('YEARLY', 1), 'Every year on 31 December at 09:00, Europe/Paris'],
    [frequency('HOURLY', 6), 'Every 6 hours from Friday 31 December 2027 at 09:00, Europe/Paris'],
  ];
  it.each(OTHERS)('of %j is “%s”', (input, words) => {
    expect(describeSchedule(resolve(input), 'en')).toBe(words);
  });

  it('has times in 12 hours where asked', () => {
    const schedule = resolve({ kind: 'cron', expression: '30 0,17 * * *', timezone: PARIS });
    expect(describeSchedule(schedule, 'en', { hour12: true })).toBe(
      'Every day at 12:30 AM and 5:30 PM, Europe/Paris',
    );
  });
});

describe('the warnings of a schedule', () => {
  it('say that days of the month and weekdays are joined by or', () => {
    expect(messages('0 9 1-7 * MON', 'DAYS_JOINED_BY_OR')).toEqual([
      'Runs on days 1–7 and also on every Monday, not only on the first Monday.',
    ]);
  });

  it('name the months that lack a day', () => {
    expect(messages('0 0 30 * *', 'SHORT_MONTHS')[0]).toContain('February has no 30th: no run then.');
    expect(messages('0 0 31 * *', 'SHORT_MONTHS')[0]).toContain(
      'February, April, June, September and November have no 31st',
    );
    expect(messages('0 0 31 1,3 *', 'SHORT_MONTHS')).toEqual([]);
  });

  it('say that it runs less than once a year', () => {
    expect(messages('0 0 29 2 *', 'RARE')).toEqual([
      'Runs less than once a year: next on Tuesday 29 February 2028, then on Sunday 29 February 2032.',
    ]);
    expect(messages('0 0 1 1 *', 'RARE')).toEqual([]);
  });

  it('do not say so of days that come each year, though up to 53 weeks apart', () => {
    for (const yearly of ['0 9 LW 2 *', '0 9 * 1 MON#1', '0 9 1W 1 *'])
      expect(messages(yearly, 'RARE')).toEqual([]);
  });

  it('name the next two clock changes even if they affect nothing', () => {
    expect(messages('0 9 * * *', 'CLOCK_CHANGE')).toEqual([
      'Clocks go forward on Sun 28 March at 02:00 in Paris. No run is affected.',
      'Clocks go back on Sun 31 October at 03:00 in Paris. No run is affected.',
    ]);
    expect(messages('0 9 * * *', 'CLOCK_CHANGE', { timezone: 'UTC' })).toEqual([]);
  });

  it('say what a clock change does, by the choices of the schedule', () => {
    const endings = (fields: object) =>
      messages('30 2 * * *', 'CLOCK_CHANGE', fields).map((text) => text.split('Paris. ')[1]);
    expect(endings({})).toEqual([
      'The run of 02:30 comes at 03:00 instead.',
      'The run of 02:30 comes once, at the first of the two.',
    ]);
    expect(endings({ dst: { gap: 'skip', overlap: 'both' } })).toEqual([
      'The run of 02:30 is skipped that day.',
      'The run of 02:30 comes twice.',
    ]);
    expect(messages('*/5 * * * *', 'CLOCK_CHANGE')[0]).toContain('It keeps its rhythm.');
  });

  it('carry the instant and the effect of a clock change', () => {
    const warnings = scheduleWarnings(
      resolve({ kind: 'cron', expression: '30 2 * * *', timezone: 'Australia/Lord_Howe' }),
      NOW,
      'en',
    );
    expect(warnings.map(({ at, effect }) => [at, effect])).toEqual([
      ['2027-04-03T15:00:00.000Z', 'none'],
      ['2027-10-02T15:30:00.000Z', 'none'],
    ]);
    expect(warnings[0]?.message).toContain(
      'Clocks go back by 30 minutes on Sun 4 April at 02:00 in Lord Howe.',
    );
  });
});

function frequency(
  unit: 'HOURLY' | 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY',
  interval: number,
): ScheduleInput {
  return { kind: 'frequency', frequency: unit, interval, startDate: '2027-12-31T08:00:00Z', timezone: PARIS };
}

function messages(expression: string, code: string, fields: object = {}): string[] {
  const schedule = resolve({ kind: 'cron', expression, timezone: PARIS, ...fields });
  return scheduleWarnings(schedule, NOW, 'en')
    .filter((warning) => warning.code === code)
    .map((warning) => warning.message);
}

function resolve(input: ScheduleInput): Schedule {
  const resolution = resolveSchedule(input, { now: NOW, seed: 'seed' });
  if (!resolution.ok) throw new Error(JSON.stringify(resolution.issues));
  return resolution.schedule;
}
