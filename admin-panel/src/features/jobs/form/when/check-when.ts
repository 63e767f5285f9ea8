import { parseExpression } from '@punctual/contracts/schedules/cron/cron-expression';
import { durationMs } from '@punctual/contracts/schedules/duration';
import type { ScheduleInput } from '@punctual/contracts/schedules/schedule';
import { MINUTE_MS } from '@punctual/contracts/time';
import type { FieldErrors } from '../../../../lib/forms/field-errors.ts';
import { en } from '../../../../lib/strings/en.ts';
import { formWords } from '../../../../lib/strings/form.ts';
import { language } from '../../../../lib/strings/language.ts';

import { isTimezone } from '../../../../lib/time/zones.ts';
import type { JobFormValues } from '../job-form-values.ts';
import { cronParts, isUnfinished } from './cron-parts.ts';
import { onceInstant, scheduleOf, wallInstant } from './schedule-of.ts';
import { severalWeeks } from './several-weeks.ts';

const words = formWords.wrong;
const PARTS = [5, 6];

/** Checks the times of a form, as far as that is possible without asking when it would run. */
export function checkWhen(values: JobFormValues, now: Date): FieldErrors {
  switch (values.mode) {
    case 'once':
      return checkOnce(values, now);
    case 'interval':
      return { ...checkInterval(values), ...checkLimits(values) };
    default:
      return { ...checkRepeated(values), ...checkLimits(values) };
  }
}

function checkRepeated(values: JobFormValues): FieldErrors {
  const several = severalWeeks(values);
  if (several === null)
    return {
      ...checkExpression(values.expression),
      ...checkZone(values),
      ...checkMoment(values, 'start', false),
    };
  const { from, time } = several;
  const isSkipped = isTimezone(values.zone) && wallInstant(from, time, values.zone) === null;
  return { ...(isSkipped ? { firstWeek: words.gap } : {}), ...checkZone(values) };
}

function checkOnce(values: JobFormValues, now: Date): FieldErrors {
  if (values.afterMs !== null) return {};
  const missing: FieldErrors = {
    ...(values.date === '' ? { date: words.date } : {}),
    ...(values.time === '' ? { time: words.time } : {}),
    ...checkZone(values),
  };
  if (Object.keys(missing).length > 0) return missing;
  const instant = onceInstant(values, now);
  if (instant === null) return { time: words.gap };
  return isPast(instant, now) ? { time: words.past } : {};
}

/** Finds what is wrong with the times as far as they are typed: what is missing or unfinished is not. */
export function checkTyped(values: JobFormValues, now: Date): FieldErrors {
  const isTyped = (path: string) => {
    if (path === 'expression' && isUnfinished(values.expression)) return false;
    return values[path as keyof JobFormValues] !== '';
  };
  return Object.fromEntries(Object.entries(checkWhen(values, now)).filter(([path]) => isTyped(path)));
}

/**
 * Makes the schedule to ask the server about; null while it cannot be read, or begins when the button is
 * pressed.
 */
export function previewedSchedule(values: JobFormValues, now: Date): ScheduleInput | null {
  const isAfterPress = values.mode === 'once' && values.afterMs !== null;
  return isAfterPress || Object.keys(checkWhen(values, now)).length > 0 ? null : scheduleOf(values, now);
}

/** Accepts an instant a minute ago as now, as the server does. */
const isPast = (instant: Date, now: Date): boolean => now.getTime() - instant.getTime() > MINUTE_MS;

function checkInterval(values: JobFormValues): FieldErrors {
  const every: FieldErrors = /^[1-9]\d{0,5}$/.test(values.every.trim()) ? {} : { every: words.every };
  return { ...every, ...checkMoment(values, 'first', values.counting === 'calendar'), ...checkZone(values) };
}

/** Checks a date and a time that belong together; a time needs a date, and clocks must show both. */
function checkMoment(
  values: JobFormValues,
  prefix: 'start' | 'first' | 'end',
  required: boolean,
): FieldErrors {
  const [date, time] = [values[`${prefix}Date`], values[`${prefix}Time`]];
  if (date === '') return required || time !== '' ? { [`${prefix}Date`]: words.date } : {};
  if (!isTimezone(values.zone) || wallInstant(date, time, values.zone) !== null) return {};
  return { [`${prefix}Time`]: words.gap };
}

function checkLimits(values: JobFormValues): FieldErrors {
  const { end, maxRuns, jitter } = values;
  return {
    ...(end === 'date' || end === 'both' ? checkMoment(values, 'end', true) : {}),
    ...((end === 'count' || end === 'both') && !/^[1-9]\d*$/.test(maxRuns.trim())
      ? { maxRuns: words.every }
      : {}),
    ...(jitter.trim() !== '' && durationMs(jitter) === null ? { jitter: words.duration } : {}),
  };
}

const checkZone = ({ zone }: JobFormValues): FieldErrors =>
  isTimezone(zone) ? {} : { zone: en.time.notAZone(zone) };

function checkExpression(expression: string): FieldErrors {
  if (expression.trim() === '') return { expression: words.expression };
  const { length } = cronParts(expression);
  if (!expression.trim().startsWith('@') && !PARTS.includes(length))
    return { expression: words.parts(length) };
  const parsed = parseExpression(expression, language);
  return parsed.ok ? {} : { expression: parsed.issues[0]?.message ?? words.expression };
}
