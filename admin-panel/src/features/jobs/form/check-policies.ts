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

/** Checks numbers and durations of policies and options. */
export function checkPolicies(values: JobFormValues): FieldErrors {
  const errors: FieldErrors = {};
  const attempts = Number(values.attempts);
  const { min: fewest, max: most } = JOB_LIMITS.attempts;
  if (!Number.isInteger(attempts) || attempts < fewest || attempts > most)
    errors.attempts = formWords.wrong.range(String(fewest), String(most));
  for (const [field, { min, max }] of Object.entries(DURATIONS)) {
    const ms = durationMs(values[field as keyof typeof DURATIONS]);
    if (ms === null) errors[field] = formWords.wrong.duration;
    else if (ms < min || ms > max)
      errors[field] = formWords.wrong.range(shortDuration(min), shortDuration(max));
  }
  return errors;
}
