import { scheduleInput } from '@punctual/contracts/schedules/schedule';
import { describe, expect, it } from 'vitest';
import { parseDialectSchedule } from './schedule-dialects.ts';

const NOW = new Date('2026-06-01T12:00:00.000Z');
const DEFAULTS = { defaultTimezone: 'Europe/Paris', now: NOW };
const START = '2024-12-20T09:00:00.000Z';

/** title · fields of the job · the schedule in the canonical form */
const DIALECTS: [string, Record<string, unknown>, object][] = [
  [
    'a text is cron in the zone of the user',
    { schedule: '*/2 * * * *' },
    { kind: 'cron', expression: '*/2 * * * *', timezone: 'Europe/Paris' },
  ],
  [
    'schedule_type with cron_expression',
    { schedule_type: 'cron', cron_expression: '0 9 * * MON' },
    { kind: 'cron', expression: '0 9 * * MON', timezone: 'Europe/Paris' },
  ],
  [
    'frequency with startDate',
    { frequency: 'DAILY', startDate: START },
    { kind: 'frequency', frequency: 'DAILY', startDate: START, timezone: 'Europe/Paris' },
  ],
  [
    'frequency in small letters, with interval and zone',
    { frequency: 'weekly', interval: 2, startDate: START, timezone: 'UTC' },
    { kind: 'frequency', frequency: 'WEEKLY', interval: 2, startDate: START, timezone: 'UTC' },
  ],
  [
    'ONCE in the past runs at once',
    { frequency: 'ONCE', startDate: START },
    { kind: 'once', at: NOW.toISOString() },
  ],
  ['ONCE without a date runs at once', { frequency: 'ONCE' }, { kind: 'once', at: NOW.toISOString() }],
  [
    'ONCE to come keeps its time',
    { frequency: 'ONCE', startDate: '2027-01-01T00:00:00Z' },
    { kind: 'once', at: '2027-01-01T00:00:00Z' },
  ],
  [
    'CRON with cronExpression',
    { frequency: 'CRON', cronExpression: '0 9 * * *' },
    { kind: 'cron', expression: '0 9 * * *', timezone: 'Europe/Paris' },
  ],
  [
    'CRON with schedule',
    { frequency: 'CRON', schedule: '0 9 * * *' },
    { kind: 'cron', expression: '0 9 * * *', timezone: 'Europe/Paris' },
  ],
];

describe('schedules in older dialects', () => {
  it.each(DIALECTS)('%s', (_title, fields, expected) => {
    const translated = parseDialectSchedule(fields, DEFAULTS);
    expect(translated).toEqual(expected);
    expect(scheduleInput.safeParse(translated).success).toBe(true);
  });

  it.each([
    ['a schedule in the canonical form', { schedule: { kind: 'interval', every: '15m' } }],
    ['no schedule', { name: 'Job' }],
    ['an unknown frequency', { frequency: 'SOMETIMES', startDate: START }],
  ])('that are no dialect stay untranslated: %s', (_title, fields) => {
    expect(parseDialectSchedule(fields, DEFAULTS)).toBe(null);
  });

  it.each([
    ['a time without an offset', { frequency: 'ONCE', startDate: '2024-12-20T09:00:00' }],
    ['no start', { frequency: 'DAILY' }],
    ['an expression that is no text', { schedule_type: 'cron', cron_expression: 5 }],
  ])('pass on %s, for validation to refuse', (_title, fields) => {
    expect(scheduleInput.safeParse(parseDialectSchedule(fields, DEFAULTS)).success).toBe(false);
  });
});
