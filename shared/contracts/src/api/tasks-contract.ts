import { z } from 'zod';
import { TASK_TYPES } from '../tasks/task.ts';
import { endpoint } from './endpoint.ts';

/** A field of a task, with what a form needs to know; `schema` is the whole of it, as JSON Schema 2020-12. */
const taskField = z.object({
  name: z.string(),
  required: z.boolean(),
  schema: z.record(z.string(), z.unknown()),
});

export const listTasks = endpoint({
  method: 'GET',
  path: '/tasks',
  summary: 'The kinds of task, and the fields of each',
  access: 'user',
  scope: 'jobs:read',
  status: 200,
  response: z.object({
    data: z.array(
      z.object({ type: z.enum(TASK_TYPES), description: z.string(), fields: z.array(taskField) }),
    ),
  }),
});
export type TaskKind = z.infer<typeof listTasks.response>['data'][number];
