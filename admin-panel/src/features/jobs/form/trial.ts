import { MINUTE_MS } from '@punctual/contracts/time';
import { whatWords } from '../../../lib/strings/form-what.ts';

import type { JobFormValues } from './job-form-values.ts';
import { QUICK_TIMES } from './when/quick-times.ts';

const { subject, text } = whatWords.trial;

/** The one-minute trial: an email to oneself, complete, one press away. */
export const trialValues = (values: JobFormValues, email: string, now: Date): JobFormValues => ({
  ...values,
  kind: 'email',
  task: { ...values.task, email: { ...values.task.email, to: email, subject, text } },
  mode: 'once',
  ...QUICK_TIMES[0]?.times(values.zone, now),
  afterMs: MINUTE_MS,
});
