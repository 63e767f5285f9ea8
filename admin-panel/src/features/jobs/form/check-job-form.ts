import type { TaskKind } from '@punctual/contracts/api/tasks-contract';
import { JOB_LIMITS } from '@punctual/contracts/jobs/job-limits';
import type { FieldErrors } from '../../../lib/forms/field-errors.ts';
import { formWords } from '../../../lib/strings/form.ts';
import { tagsIn } from '../tags-in.ts';
import { checkPolicies } from './check-policies.ts';
import type { JobFormValues } from './job-form-values.ts';
import { checkTask } from './task/check-task.ts';
import { checkWhen } from './when/check-when.ts';

/**
 * Checks a form, by field and in the order of the page. The meaning of an expression, and what a kind of task
 * allows beyond its description, is the server's to judge.
 */
export function checkJobForm(
  values: JobFormValues,
  kinds: readonly TaskKind[],
  now = new Date(),
): FieldErrors {
  return {
    ...checkTask(values, kinds),
    ...(values.name.trim().length > JOB_LIMITS.name ? { name: formWords.wrong.name(JOB_LIMITS.name) } : {}),
    ...checkWhen(values, now),
    ...checkPolicies(values),
    ...(tagsIn(values.tags).some((tag) => tag.length > JOB_LIMITS.tag)
      ? { tags: formWords.wrong.tag(JOB_LIMITS.tag) }
      : {}),
  };
}
