import { en } from '../../../lib/strings/en.ts';
import { MINUTE } from '../../../lib/time/durations.ts';
import type { JobFormValues } from './job-form-values.ts';
import { QUICK_TIMES } from './quick-times.ts';

/** The one-minute trial: an email to oneself, complete, one press away. */
export const trialValues = (values: JobFormValues, email: string, now: Date): JobFormValues => ({
  ...values,
  kind: 'email',
  to: email,
  subject: en.trial.subject,
  text: en.trial.text,
  mode: 'once',
  ...QUICK_TIMES[0]?.times(values.zone, now),
  afterMs: MINUTE,
});
