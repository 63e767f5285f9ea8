import type { TaskKind } from '@punctual/contracts/api/tasks-contract';
import type { JobView } from '@punctual/contracts/jobs/job';
import { MASK } from '@punctual/contracts/tasks/secrets';
import { type Task, task } from '@punctual/contracts/tasks/task';
import { hasBraces, listTemplates } from '@punctual/contracts/tasks/template-texts';
import type { TaskQuestion } from '../../../api/preview-task.ts';
import { tagsIn } from '../../../tags-in.ts';
import type { JobFormValues } from '../../job-form-values.ts';
import { nameOf, taskOf } from '../../to-job-draft.ts';
import { previewedSchedule } from '../../when/check-when.ts';

/** Stands for recipients, which have no bearing on what is filled in. */
const SOMEBODY = ['somebody@example.com'];
const SOME_TIME = new Date(0).toISOString();

/** Tells whether the task that is written has any braces. */
export const hasPlaceholders = ({ kind, task: texts }: JobFormValues): boolean =>
  Object.values(texts[kind] ?? {}).some((text) => hasBraces(text)) && texts[kind]?.placeholders !== 'false';

/**
 * Makes the question what a task would send; null while it is not complete, or has no placeholders.
 * @param next the time of the next run, if that is known
 */
export function taskQuestion(
  values: JobFormValues,
  kinds: readonly TaskKind[],
  job: JobView | null,
  next: string | undefined,
): TaskQuestion | null {
  const written = task.safeParse(withoutPeople(taskOf(values, kinds)));
  if (!written.success || listTemplates(written.data).length === 0) return null;
  const timezone = zoneOf(values);
  return {
    task: withoutSecrets(written.data),
    name: nameOf(values),
    tags: tagsIn(values.tags),
    ...(timezone !== undefined && { timezone }),
    ...(next !== undefined && { scheduledFor: next }),
    ...(job && { jobId: job.id }),
  };
}

function zoneOf(values: JobFormValues): string | undefined {
  const schedule = previewedSchedule(values, new Date());
  return (schedule && 'timezone' in schedule && schedule.timezone) || undefined;
}

function withoutPeople(written: Record<string, unknown>): Record<string, unknown> {
  if (written.type !== 'email') return written;
  const { cc: _, bcc: __, ...rest } = written;
  return { ...rest, to: SOMEBODY };
}

/** Leaves out values of secrets: they are masked in the answer, whatever they are. */
function withoutSecrets(written: Task): Task {
  if (written.type !== 'http' || !written.secrets) return written;
  const masked = Object.keys(written.secrets).map((name) => [name, { value: MASK, setAt: SOME_TIME }]);
  return { ...written, secrets: Object.fromEntries(masked) };
}
