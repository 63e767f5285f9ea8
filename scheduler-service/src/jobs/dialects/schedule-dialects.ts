import { FREQUENCIES, type ScheduleKind } from '@punctual/contracts/schedules/schedule';

/** A schedule in the canonical form, its values as unchecked as the body they come from: `scheduleInput` validates them next. */
export type TranslatedSchedule = { kind: ScheduleKind; [field: string]: unknown };

const OFFSET = /(?:Z|[+-]\d\d:\d\d)$/i;

type Fields = Readonly<Record<string, unknown>>;
type Defaults = { defaultTimezone: string; now: Date };

/**
 * Translates the schedule of a job in one of the older dialects of api.md; null when the fields name none (also when
 * `schedule` is canonical already, that is an object):
 * `schedule: "0 9 * * *"` · `schedule_type: "cron"`, `cron_expression` · `frequency` DAILY etc. with `startDate` ·
 * ONCE with `startDate`, at once if that has passed · CRON with `cronExpression` or `schedule`.
 */
export function parseDialectSchedule(fields: Fields, defaults: Defaults): TranslatedSchedule | null {
  const frequency = upper(fields.frequency);
  if (frequency === 'ONCE') return buildOnce(fields.startDate, defaults.now);
  if (FREQUENCIES.some((known) => known === frequency)) return buildFrequency(frequency, fields, defaults);
  const expression = findExpression(fields, frequency);
  if (expression === undefined) return null;
  return { kind: 'cron', expression, timezone: fields.timezone ?? defaults.defaultTimezone };
}

/** Passes on a time that cannot be read or has no offset, so that validation names it. */
function buildOnce(startDate: unknown, now: Date): TranslatedSchedule {
  const start = typeof startDate === 'string' && OFFSET.test(startDate) ? Date.parse(startDate) : Number.NaN;
  const isAtOnce = startDate == null || start <= now.getTime();
  return { kind: 'once', at: isAtOnce ? now.toISOString() : startDate };
}

function buildFrequency(
  frequency: string,
  fields: Fields,
  { defaultTimezone }: Defaults,
): TranslatedSchedule {
  const { interval, startDate } = fields;
  const timezone = fields.timezone ?? defaultTimezone;
  return {
    kind: 'frequency',
    frequency,
    ...(interval === undefined ? {} : { interval }),
    startDate,
    timezone,
  };
}

function findExpression(fields: Fields, frequency: string): unknown {
  if (upper(fields.schedule_type) === 'CRON' && fields.cron_expression !== undefined)
    return fields.cron_expression;
  if (frequency === 'CRON' && fields.cronExpression !== undefined) return fields.cronExpression;
  return typeof fields.schedule === 'string' ? fields.schedule : undefined;
}

function upper(value: unknown): string {
  return typeof value === 'string' ? value.trim().toUpperCase() : '';
}
