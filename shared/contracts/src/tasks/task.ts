import { z } from 'zod';
import { emailTask } from './email-task.ts';
import { httpTask } from './http-task.ts';
import { logTask } from './log-task.ts';

/** The work of a job. A new kind is a file beside this one, and a line in each of the lists below. */
export const task = z.discriminatedUnion('type', [emailTask, httpTask, logTask], {
  error: ({ input }) =>
    input === undefined ? 'This is missing.' : 'The type of a task is one of: email, http, log.',
});

export type Task = z.infer<typeof task>;
export type TaskType = Task['type'];
export const TASK_TYPES = ['email', 'http', 'log'] as const satisfies readonly TaskType[];
