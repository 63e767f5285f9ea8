import { z } from 'zod';
import { speaking } from '../validation.ts';
import { emailTask } from './email-task.ts';
import { httpTask } from './http-task.ts';
import { logTask } from './log-task.ts';
import { TASK_WORDS } from './task-words.ts';

const says = speaking(TASK_WORDS);
const TYPES = ['email', 'http', 'log'] as const;

/** The work of a job. A new kind is a file beside this one, and a line in each of the lists below. */
export const task = z.discriminatedUnion(
  'type',
  [emailTask, httpTask, logTask],
  says((words, { input }) => (input === undefined ? words.missing : words.types(TYPES))),
);

export type Task = z.infer<typeof task>;
export type TaskType = Task['type'];
export const TASK_TYPES = TYPES satisfies readonly TaskType[];
