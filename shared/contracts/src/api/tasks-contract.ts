import { z } from 'zod';
import { JOB_LIMITS } from '../jobs/job-limits.ts';
import { zoneName } from '../schedules/schedule.ts';
import { jsonValue } from '../tasks/json-value.ts';
import { TASK_TYPES, task } from '../tasks/task.ts';
import { instantInput } from './common.ts';
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

const tag = z.string().max(JOB_LIMITS.tag);
const text = z.string();

export const previewTask = endpoint({
  method: 'POST',
  path: '/users/tasks/preview',
  summary: 'A task as a run would send it, with its placeholders filled in and its secrets masked',
  description:
    'Nothing is sent. `timezone` is that of the schedule, `scheduledFor` the time of the run; by default those of the ' +
    'job, if `jobId` names one, else your time zone and now. The run before is that of the job; an API key needs ' +
    '`runs:read` to see it. Values of secrets need not be sent: `"••••"` does, with any `setAt`.',
  access: 'user',
  scope: 'jobs:read',
  body: z.strictObject({
    task,
    name: z.string().max(JOB_LIMITS.name).default(''),
    tags: z.array(tag).max(JOB_LIMITS.tags).default([]),
    timezone: zoneName.optional(),
    scheduledFor: instantInput.optional(),
    jobId: z.string().optional(),
  }),
  refuses: [404],
  status: 200,
  response: z.object({
    scheduledFor: z.iso.datetime(),
    timezone: text,
    /** The parts that are sent; those that the task does not have are absent. */
    rendered: z.object({
      subject: text.optional(),
      text: text.optional(),
      html: text.optional(),
      method: text.optional(),
      url: text.optional(),
      headers: z.record(text, text).optional(),
      body: jsonValue.optional(),
    }),
  }),
});
export type RenderedTask = z.infer<typeof previewTask.response>['rendered'];
