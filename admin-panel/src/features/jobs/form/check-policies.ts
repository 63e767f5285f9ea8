import { JOB_LIMITS } from '@punctual/contracts/jobs/job-limits';
import { durationMs } from '@punctual/contracts/schedules/duration';
import type { FieldErrors } from '../../../lib/forms/field-errors.ts';
import { formWords } from '../../../lib/strings/form.ts';
import type { JobFormValues } from './job-form-values.ts';
import { shortDuration } from './short-duration.ts';

/** The limit of the API for each duration of the form. */
const DURATIONS = {
  delay: JOB_LIMITS.retryDelayMs,
  maxAge: JOB_LIMITS.retryMaxAgeMs,
  catchUp: JOB_LIMITS.catchUpWindowMs,
  timeout: JOB_LIMITS.timeoutMs,
} as const satisfies Partial<Record<keyof JobFormValues, { min: number; max: number }>>;

const NUMBERS = { attempts: JOB_LIMITS.attempts, pauseAfter: JOB_LIMITS.pauseAfterFailures };

/** Checks numbers and durations of policies and options. */
export function checkPolicies(values: JobFormValues): FieldErrors {
  const errors: FieldErrors = {};
  for (const field of ['attempts', 'pauseAfter'] as const) {
    const { min, max } = NUMBERS[field];
    const number = Number(values[field]);
    const isLeftOut = field === 'pauseAfter' && values[field].trim() === '';
    if (!isLeftOut && (!Number.isInteger(number) || number < min || number > max))
      errors[field] = formWords.wrong.range(String(min), String(max));
  }
  for (const [field, { min, max }] of Object.entries(DURATIONS)) {
    const ms = durationMs(values[field as keyof typeof DURATIONS]);
    if (ms === null) errors[field] = formWords.wrong.duration;
    else if (ms < min || ms > max)
      errors[field] = formWords.wrong.range(shortDuration(min), shortDuration(max));
  }
  return errors;
}
