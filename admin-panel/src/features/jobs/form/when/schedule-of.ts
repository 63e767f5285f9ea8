import { durationMs } from '@punctual/contracts/schedules/duration';
import type { ScheduleInput } from '@punctual/contracts/schedules/schedule';
import { SECOND_MS } from '@punctual/contracts/time';

import { instantAt, instantsAt } from '../../../../lib/time/wall-time.ts';
import { isTimezone } from '../../../../lib/time/zones.ts';
import { CALENDAR_UNITS, ELAPSED_UNITS, type JobFormValues } from '../job-form-values.ts';
import { type SeveralWeeks, severalWeeks } from './several-weeks.ts';

/** Computes the instant that the fields of "Once" mean; null while they mean none. */
export function onceInstant(values: JobFormValues, now: Date): Date | null {
  if (values.afterMs !== null)
    return new Date(Math.ceil((now.getTime() + values.afterMs) / SECOND_MS) * SECOND_MS);
  const [first = null, second = first] = onceInstants(values);
  return values.pass === 'second' ? second : first;
}

/** Lists the instants that date and time of "Once" may mean: two where they come twice, none while they mean none. */
export const onceInstants = ({ date, time, zone }: JobFormValues): Date[] =>
  time !== '' && isTimezone(zone) ? instantsAt({ date, time }, zone) : [];

/**
 * Computes the instant of a date and a time in a zone, without a time the date's beginning; null while they
 * mean none.
 */
export const wallInstant = (date: string, time: string, zone: string): Date | null =>
  isTimezone(zone) ? instantAt({ date, time: time || '00:00' }, zone) : null;

/** Makes the schedule of a form, as the API takes it; null while its fields mean none. */
export function scheduleOf(values: JobFormValues, now: Date): ScheduleInput | null {
  switch (values.mode) {
    case 'once': {
      const at = onceInstant(values, now);
      return at === null ? null : { kind: 'once', at: at.toISOString() };
    }
    case 'interval':
      return intervalOf(values);
    default: {
      const several = severalWeeks(values);
      return several === null ? cronOf(values) : weeklyOf(values, several);
    }
  }
}

const cronOf = (values: JobFormValues): ScheduleInput => ({
  kind: 'cron',
  expression: values.expression.trim(),
  timezone: values.zone,
  ...startOf(values.startDate, values.startTime, values.zone),
  ...limitsOf(values),
});

function weeklyOf(values: JobFormValues, { weeks, from, time }: SeveralWeeks): ScheduleInput | null {
  const start = wallInstant(from, time, values.zone);
  if (start === null) return null;
  const [startDate, timezone] = [start.toISOString(), values.zone];
  return {
    kind: 'frequency',
    frequency: 'WEEKLY',
    interval: weeks,
    startDate,
    timezone,
    ...limitsOf(values),
  };
}

function intervalOf(values: JobFormValues): ScheduleInput | null {
  const first = startOf(values.firstDate, values.firstTime, values.zone);
  if (values.counting === 'elapsed')
    return { kind: 'interval', every: everyOf(values), ...first, ...limitsOf(values) };
  const frequency = CALENDAR_UNITS[values.unit as keyof typeof CALENDAR_UNITS];
  const interval = Number(values.every);
  if (first.startAt === undefined || frequency === undefined || !Number.isInteger(interval)) return null;
  const { startAt: startDate } = first;
  return { kind: 'frequency', frequency, interval, startDate, timezone: values.zone, ...limitsOf(values) };
}

const startOf = (date: string, time: string, zone: string): { startAt?: string } => {
  const instant = date === '' ? null : wallInstant(date, time, zone);
  return instant === null ? {} : { startAt: instant.toISOString() };
};

/** Leaves out what is as by default. */
function limitsOf({ end, endDate, endTime, maxRuns, jitter, gap, twice, zone }: JobFormValues) {
  const isCounted = end === 'count' || end === 'both';
  const endAt = end === 'date' || end === 'both' ? wallInstant(endDate, endTime, zone) : null;
  const jitterMs = jitter.trim() === '' ? 0 : (durationMs(jitter) ?? 0);
  return {
    ...(endAt === null ? {} : { endAt: endAt.toISOString() }),
    ...(isCounted && /^\d+$/.test(maxRuns.trim()) ? { maxRuns: Number(maxRuns) } : {}),
    ...(jitterMs === 0 ? {} : { jitterMs }),
    ...(gap === 'shift' && twice === 'once' ? {} : { dst: { gap, overlap: twice } }),
  };
}

export const everyOf = ({ every, unit }: Pick<JobFormValues, 'every' | 'unit'>): string =>
  `${every.trim()}${ELAPSED_UNITS[unit as keyof typeof ELAPSED_UNITS] ?? ''}`;
