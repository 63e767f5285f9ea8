import type { Language } from '@punctual/contracts/language';
import { emailTask } from '@punctual/contracts/tasks/email-task';
import { httpTask } from '@punctual/contracts/tasks/http-task';
import type { Task } from '@punctual/contracts/tasks/task';
import { safeParse } from '@punctual/contracts/validation';

/** A fault of a rendered text, and its place in the task. */
export interface RenderedProblem {
  path: string;
  message: string;
}

/**
 * Judges a rendered task by the rules for tasks that are saved: what was put in may be no address, or no header, or too
 * long. Null if it may be sent.
 */
export function findRenderedProblem(
  task: Exclude<Task, { type: 'log' }>,
  language: Language,
): RenderedProblem | null {
  // What is left of braces was a value, and is sent as it is.
  const final = { ...task, placeholders: false };
  const schema = task.type === 'email' ? emailTask : httpTask;
  const [issue] = safeParse(schema, final, language).error?.issues ?? [];
  return issue ? { path: issue.path.join('.'), message: issue.message } : null;
}
