import type { JobDraft } from '@punctual/shared/jobs/job';
import { addressesIn } from './addresses.ts';
import type { JobFormValues } from './job-form-values.ts';
import { scheduleOf } from './schedule-of.ts';

const NAME_LIMIT = 200;

/** What is sent for a checked form. Blanks around values are trimmed; what was left empty is left out. */
export const toJobDraft = (values: JobFormValues, now: Date): JobDraft => ({
  name: nameOf(values),
  task: taskOf(values),
  schedule: scheduleOf(values, now),
});

/** A name left empty takes the subject, or the note's first line. */
function nameOf({ name, kind, subject, note }: JobFormValues): string {
  const given = name.trim() || (kind === 'email' ? subject : (note.trim().split('\n', 1)[0] ?? '')).trim();
  return given.slice(0, NAME_LIMIT);
}

function taskOf(values: JobFormValues): JobDraft['task'] {
  if (values.kind === 'log') return { type: 'log', data: values.note.trim() };
  const { cc, bcc } = { cc: addressesIn(values.cc), bcc: addressesIn(values.bcc) };
  return {
    type: 'email',
    to: addressesIn(values.to),
    subject: values.subject.trim(),
    ...(cc.length > 0 ? { cc } : {}),
    ...(bcc.length > 0 ? { bcc } : {}),
    ...(values.text.trim() === '' ? {} : { text: values.text }),
    ...(values.html.trim() === '' ? {} : { html: values.html }),
  };
}
