import type { JobView } from '@punctual/contracts/jobs/job';
import { durationMs } from '@punctual/contracts/schedules/duration';
import type { Schedule, ScheduleOf } from '@punctual/contracts/schedules/schedule';
import { instantAt, wallTimeAt } from '../../../../lib/time/wall-time.ts';
import {
  CALENDAR_UNITS,
  ELAPSED_UNITS,
  type Ending,
  type JobFormValues,
  type Unit,
} from '../job-form-values.ts';
import { shortDuration } from '../short-duration.ts';
import { fromExpression } from './from-expression.ts';
import { toExpression } from './repeat-choices.ts';

type Part = Partial<JobFormValues>;
type CalendarUnit = keyof typeof CALENDAR_UNITS;

/** Fills in the fields from a schedule of the API, in the tab that can show it. */
export function whenOf(given: JobView['schedule'], fallbackZone: string, now: Date): Part {
  const schedule = given as Schedule;
  const zone = 'timezone' in schedule ? schedule.timezone : fallbackZone;
  return { zone, ...ofKind(schedule, zone, now), ...limits(schedule, zone) };
}

function ofKind(schedule: Schedule, zone: string, now: Date): Part {
  switch (schedule.kind) {
    case 'once':
      return { mode: 'once', ...onceAt(new Date(schedule.at), zone) };
    case 'cron': {
      const { expression } = schedule;
      const mode = fromExpression(expression) === null ? 'cron' : 'repeat';
      return { mode, expression, ...named('start', ahead(schedule.startAt, now), zone) };
    }
    case 'interval':
      return {
        mode: 'interval',
        counting: 'elapsed',
        ...elapsed(schedule.every),
        ...named('first', ahead(schedule.startAt, now), zone),
      };
    case 'frequency':
      return (
        weekly(schedule, zone) ?? {
          mode: 'interval',
          counting: 'calendar',
          every: String(schedule.interval),
          unit: calendarUnit(schedule.frequency),
          ...named('first', new Date(schedule.startDate), zone),
        }
      );
  }
}

/** "Every second Monday" is a choice of "Repeat", if its first run is at a minute that comes once that day. */
function weekly({ frequency, interval, startDate }: ScheduleOf<'frequency'>, zone: string): Part | null {
  if (frequency !== 'WEEKLY' || interval === 1) return null;
  const wall = wallTimeAt(new Date(startDate), zone);
  if (instantAt(wall, zone)?.getTime() !== Date.parse(startDate)) return null;
  const [hour = 0, minute = 0, second = 0] = wall.time.split(':').map(Number);
  const choices = { weekdays: [new Date(wall.date).getUTCDay()], minute, hours: [hour] };
  const expression = toExpression({ unit: 'week', ...choices });
  return second > 0 ? null : { mode: 'repeat', weeks: interval, firstWeek: wall.date, expression };
}

function onceAt(instant: Date, zone: string): Part {
  const wall = wallTimeAt(instant, zone);
  return { ...wall, pass: instantAt(wall, zone)?.getTime() === instant.getTime() ? 'first' : 'second' };
}

/**
 * Leaves out a start that has passed: it has no effect, and the server keeps it while the schedule stays the
 * same.
 */
const ahead = (startAt: string, now: Date): Date | null => {
  const start = new Date(startAt);
  return start > now ? start : null;
};

function named(prefix: 'start' | 'first' | 'end', instant: Date | null, zone: string): Part {
  if (instant === null) return {};
  const { date, time } = wallTimeAt(instant, zone);
  return { [`${prefix}Date`]: date, [`${prefix}Time`]: time };
}

/** Finds the largest unit that divides an interval. */
function elapsed(every: string | number): Part {
  const text = shortDuration(durationMs(every) ?? 0);
  const [, count = '', letters = ''] = /^(\d+)(\D+)$/.exec(text) ?? [];
  const unit = Object.entries(ELAPSED_UNITS).find(([, each]) => each === letters)?.[0] as Unit;
  return { every: count, unit };
}

const calendarUnit = (frequency: string): CalendarUnit =>
  (Object.keys(CALENDAR_UNITS) as CalendarUnit[]).find((unit) => CALENDAR_UNITS[unit] === frequency) ?? 'day';

function limits({ endAt, maxRuns, jitterMs, dst }: Schedule, zone: string): Part {
  return {
    ...named('end', endAt === null ? null : new Date(endAt), zone),
    ...(maxRuns === null ? {} : { maxRuns: String(maxRuns) }),
    end: endingOf(endAt !== null, maxRuns !== null),
    jitter: jitterMs === 0 ? '' : shortDuration(jitterMs),
    gap: dst.gap,
    twice: dst.overlap,
  };
}

function endingOf(hasEnd: boolean, isCounted: boolean): Ending {
  if (hasEnd) return isCounted ? 'both' : 'date';
  return isCounted ? 'count' : 'never';
}
