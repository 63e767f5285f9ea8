import { z } from 'zod';
import { emailTask } from './email-task.ts';
import { logTask } from './log-task.ts';

export { emailAddress } from './email-task.ts';

/** What a job does. A new kind is a file beside this one, and a line in each of the lists below. */
export const task = z.discriminatedUnion('type', [emailTask, logTask], {
  error: 'The type of a task is one of: email, log.',
});

export type Task = z.infer<typeof task>;
export type TaskType = Task['type'];
export const TASK_TYPES = ['email', 'log'] as const satisfies readonly TaskType[];
