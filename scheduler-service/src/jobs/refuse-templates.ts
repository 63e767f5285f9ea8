import type { Task } from '@punctual/contracts/tasks/task';
import { validationFailed } from '@punctual/engine/platform/errors';
import { describeProblem } from '@punctual/engine/templates/template-words';
import type { Templates } from '@punctual/engine/templates/templates';
import type { Caller } from '../http/caller.ts';

/**
 * Refuses a task whose placeholders cannot be filled in: with names or filters that there are not, or not well-formed.
 * @throws AppError 422 naming each text, and where in it
 */
export async function refuseTemplates(
  task: Task,
  { userId }: Caller,
  templates: Pick<Templates, 'check'>,
): Promise<void> {
  const problems = await templates.check(userId.toHexString(), task);
  if (problems.length === 0) return;
  throw validationFailed(
    problems.map((problem) => ({ path: `task.${problem.path}`, message: describeProblem(problem) })),
  );
}
