import type { ErrorBody } from '@punctual/contracts/api/common';
import type { JobDraft, JobEdit, JobView } from '@punctual/contracts/jobs/job';
import { JOB_DEFAULTS } from '@punctual/contracts/jobs/job-defaults';
import type { RunView } from '@punctual/contracts/runs/run';
import type { UserView } from '@punctual/contracts/users/user';
import type { JsonSchema } from './types.ts';

const ID = '665f1c2e9b1d8a0012a4c3f7';
const EMAIL = 'ana@example.com';
const MONDAY = '2031-03-03T08:00:00.000Z';
const WEEK_LATER = '2031-03-10T08:00:00.000Z';
const REQUEST_ID = '0b9f4d52-3f6c-4a6e-9a54-0d6a4d0f5c11';

const task = { type: 'email' as const, to: ['ops@example.com'], subject: 'Report', text: 'All is well.' };
const cron = { kind: 'cron' as const, expression: '0 9 * * MON', timezone: 'Europe/Paris' };
const { retry, ...policies } = JOB_DEFAULTS;

const lastRun = {
  ...{ id: '665f1c2e9b1d8a0012a4c3f8', status: 'COMPLETED' as const, reason: null, scheduledFor: MONDAY },
  ...{ startedAt: '2031-03-03T08:00:00.004Z', finishedAt: '2031-03-03T08:00:00.291Z', lateness: 4 },
};

const run: RunView = {
  ...lastRun,
  ...{ jobId: ID, jobName: 'Monday report', taskType: 'email', ownerId: ID },
  ...{ trigger: 'schedule', blockedBy: null, missed: null, rerunOf: null },
  ...{ startedBy: null, canceledBy: null, retryAt: null },
  ...{ dueAt: MONDAY, queuedAt: '2031-03-03T08:00:00.001Z', attempt: 1 },
  attempts: [
    {
      ...{ startedAt: lastRun.startedAt, finishedAt: lastRun.finishedAt, outcome: 'COMPLETED' },
      ...{ code: 250, error: null, response: '250 OK', timings: null },
    },
  ],
};

const job: JobView = {
  ...{ id: ID, ownerId: ID, name: 'Monday report', description: null, tags: ['report'], task, retry },
  schedule: {
    ...cron,
    ...{ startAt: MONDAY, endAt: null, maxRuns: null, jitterMs: 0, dst: { gap: 'shift', overlap: 'once' } },
  },
  scheduleText: 'Every Monday at 09:00, Europe/Paris',
  ...policies,
  ...{ suspended: false, status: 'PENDING', nextRunAt: WEEK_LATER, lastRun },
  counts: { total: 1, completed: 1, failed: 0, skipped: 0, canceled: 0 },
  failuresInRow: 0,
  starts: null,
  ...{ revision: 1, createdAt: '2031-03-01T12:00:00.000Z', updatedAt: MONDAY },
};

const user: UserView = {
  ...{ id: ID, email: EMAIL, name: 'Ana', role: 'user', timezone: 'Europe/Paris' },
  language: null,
  secondFactor: 'off',
  hasPassword: true,
  createdAt: '2031-03-01T12:00:00.000Z',
};

const jobEdit: JobEdit = { name: 'Tuesday report', schedule: { ...cron, expression: '0 9 * * TUE' } };
const jobInput: JobDraft = { name: 'Monday report', tags: ['report'], task, schedule: cron };

const bulk = { ids: [ID], action: 'disable' };

/** Examples of whole schemas, by their names in the document; the others are put together field by field. */
export const EXAMPLES: Record<string, unknown> = {
  ...{ Job: job, Run: run, User: user, Task: task, Retry: retry, Json: { note: 'any JSON' } },
  ...{ JobInput: jobInput, TaskInput: task, ScheduleInput: cron, RetryInput: { attempts: 3 } },
  ...{ JobEdit: jobEdit, JobChange: jobEdit, JobReplacement: jobInput },
  JsonInput: { note: 'any JSON' },
  ...{ postUsersJobsBulkBody: bulk, postAdminJobsBulkBody: bulk },
  Error: {
    error: {
      code: 'NOT_FOUND',
      message: 'This page does not exist, or it is not yours.',
      details: [],
      requestId: REQUEST_ID,
    },
  } satisfies ErrorBody,
};

/** Values for fields of these names, where their schema does not say more. */
const EXAMPLES_BY_FIELD: Record<string, unknown> = {
  ...{ email: EMAIL, password: 'correct horse battery staple', name: 'Monday report', code: 'NOT_FOUND' },
  ...{ timezone: 'Europe/Paris', expression: '0 9 * * MON', role: 'user', requestId: REQUEST_ID },
  ...{ current: 'correct horse battery staple', next: 'a better horse battery staple' },
  ...{ accessToken: 'eyJhbGciOiJIUzI1NiIsInR5cCI6ImF0K2p3dCJ9.e30.c2ln', expiresIn: 600, cursor: 'bmV4dA' },
  ...{ local: '2031-03-03T09:00:00.000+01:00', description: 'At 09:00 on Mondays', service: 'billing' },
  ...{ number: 1, limit: 20, total: 1, pages: 1, at: MONDAY, from: MONDAY, to: WEEK_LATER, after: MONDAY },
  ...{ status: 'FAILED,SKIPPED', secretsFrom: ID },
  ...{ prefix: 'pk_8bddcb38e18d5b80', key: 'pk_8bddcb38e18d5b80_9vUj6ZMqUrDI…', ratePerSecond: 10 },
};

type Resolve = (schema: JsonSchema) => JsonSchema;

/** Builds a value that fits a schema, as people would write it. */
export function buildExample(schema: JsonSchema, resolve: Resolve, name = ''): unknown {
  const whole = resolve(schema);
  if (whole.examples) return whole.examples[0];
  if (whole.const !== undefined) return whole.const;
  if (whole.enum) return whole.enum[0];
  if (whole.default !== undefined) return whole.default;
  const choices = whole.oneOf ?? whole.anyOf;
  if (choices?.[0]) return buildExample(choices[0], resolve, name);
  return buildByType(whole, resolve, name);
}

function buildByType(schema: JsonSchema, resolve: Resolve, name: string): unknown {
  const type = [schema.type].flat()[0];
  if (type === 'object') return buildObject(schema, resolve);
  if (type === 'array') return schema.items ? [buildExample(schema.items, resolve, singular(name))] : [];
  const known = EXAMPLES_BY_FIELD[name];
  if (type === 'integer' || type === 'number')
    return typeof known === 'number' ? known : (schema.minimum ?? 1);
  if (type === 'string') return typeof known === 'string' ? known : buildText(schema, name);
  return type === 'boolean' ? true : null;
}

function buildText({ format, minLength = 0 }: JsonSchema, name: string): string {
  if (format === 'date-time') return MONDAY;
  if (/id$/i.test(name)) return ID;
  return (name || 'text').padEnd(minLength, '.');
}

const singular = (name: string): string => name.replace(/s$/, '');

function buildObject({ properties = {} }: JsonSchema, resolve: Resolve): object {
  return Object.fromEntries(
    Object.entries(properties).map(([name, inner]) => [name, buildExample(inner, resolve, name)]),
  );
}
