import type { JobFormValues } from './job-form-values.ts';
import { taskPath } from './task/check-task.ts';

const FIELDS: Record<string, keyof JobFormValues> = {
  name: 'name',
  description: 'description',
  tags: 'tags',
  'schedule.at': 'time',
  'schedule.every': 'every',
  'schedule.interval': 'every',
  'schedule.frequency': 'every',
  'schedule.startDate': 'firstDate',
  'schedule.expression': 'expression',
  'schedule.timezone': 'zone',
  'schedule.endAt': 'endDate',
  'schedule.maxRuns': 'maxRuns',
  'schedule.jitterMs': 'jitter',
  'retry.attempts': 'attempts',
  'retry.delayMs': 'delay',
  'retry.maxAgeMs': 'maxAge',
  timeoutMs: 'timeout',
  catchUpWindowMs: 'catchUp',
  pauseAfterFailures: 'pauseAfter',
};

/** The fields of a frequency where it is "every second week". */
const WEEKS: Record<string, keyof JobFormValues> = {
  'schedule.interval': 'expression',
  'schedule.frequency': 'expression',
  'schedule.startDate': 'firstWeek',
};
/** The fields that show an error of the schedule as a whole. */
const WHOLE = { once: 'time', repeat: 'expression', interval: 'every', cron: 'expression' } as const;

/** Finds the field for a path of the API ("task.to.0" → "task.email.to"); null if the form has none. */
export function fieldOfPath(
  path: string,
  { kind, mode }: Pick<JobFormValues, 'kind' | 'mode'>,
): string | null {
  if (path === 'schedule') return WHOLE[mode];
  if (path === 'schedule.startAt') return mode === 'interval' ? 'firstDate' : 'startDate';
  if (mode === 'repeat' && path in WEEKS) return WEEKS[path] ?? null;
  const [first = '', second] = path.split('.');
  if (first === 'task') return second === undefined ? null : taskPath(kind, second);
  return FIELDS[second === undefined || first === 'tags' ? first : `${first}.${second}`] ?? null;
}
