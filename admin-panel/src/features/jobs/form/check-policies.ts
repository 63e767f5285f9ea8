import { durationMs } from '@punctual/contracts/schedules/duration';
import type { FieldErrors } from '../../../lib/forms/field-errors.ts';
import { formWords } from '../../../lib/strings/form.ts';
import { DAY, HOUR, SECOND } from '../../../lib/time/durations.ts';
import type { JobFormValues } from './job-form-values.ts';
import { shortDuration } from './short-duration.ts';

const MOST_ATTEMPTS = 20;
const MONTH = 30 * DAY;

/** Durations of the form, with the least and the most that the API takes, in ms. */
const DURATIONS = {
  delay: [100, HOUR],
  maxAge: [SECOND, MONTH],
  catchUp: [0, MONTH],
  timeout: [SECOND, HOUR],
} as const satisfies Partial<Record<keyof JobFormValues, readonly [number, number]>>;

/** Checks numbers and durations of policies and options. */
export function checkPolicies(values: JobFormValues): FieldErrors {
  const errors: FieldErrors = {};
  const attempts = Number(values.attempts);
  if (!Number.isInteger(attempts) || attempts < 1 || attempts > MOST_ATTEMPTS)
    errors.attempts = formWords.wrong.range('1', String(MOST_ATTEMPTS));
  for (const [field, [least, most]] of Object.entries(DURATIONS)) {
    const ms = durationMs(values[field as keyof typeof DURATIONS]);
    if (ms === null) errors[field] = formWords.wrong.duration;
    else if (ms < least || ms > most)
      errors[field] = formWords.wrong.range(shortDuration(least), shortDuration(most));
  }
  return errors;
}
