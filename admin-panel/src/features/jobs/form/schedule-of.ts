import { SECOND } from '../../../lib/time/durations.ts';
import { instantAt } from '../../../lib/time/wall-time.ts';
import { isTimezone } from '../../../lib/time/zones.ts';
import { type JobFormValues, UNITS } from './job-form-values.ts';

/** The instant that the fields of "Once" mean; null while they mean none. */
export function onceInstant(values: JobFormValues, now: Date): Date | null {
  if (values.afterMs !== null) return new Date(Math.ceil((now.getTime() + values.afterMs) / SECOND) * SECOND);
  return isTimezone(values.zone) ? instantAt(values, values.zone) : null;
}

/** The schedule of a checked form, as the API has it. */
export function scheduleOf(values: JobFormValues, now: Date) {
  switch (values.mode) {
    case 'once':
      return { kind: 'once' as const, at: onceInstant(values, now)?.toISOString() ?? '' };
    case 'interval':
      return { kind: 'interval' as const, every: everyOf(values) };
    case 'cron':
      return { kind: 'cron' as const, expression: values.expression.trim(), timezone: values.zone };
  }
}

export const everyOf = ({ every, unit }: Pick<JobFormValues, 'every' | 'unit'>): string =>
  `${every.trim()}${UNITS[unit]}`;
