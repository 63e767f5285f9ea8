import type { JobView } from '@punctual/contracts/jobs/job';
import { DAY_MS } from '@punctual/contracts/time';
import { useApi } from '@punctual/testing/api/api';
import { anEmailJob, created } from '@punctual/testing/api/job-drafts';
import { Records } from '@punctual/testing/api/records';
import { TestClock } from '@punctual/testing/api/test-clock';
import { describe, expect, test } from 'vitest';

const NOW = new Date('2031-03-03T10:00:00.000Z');
const clock = new TestClock(NOW);
const api = useApi({ clock });
const records = new Records(api);
const TOMORROW = new Date(NOW.getTime() + DAY_MS).toISOString();

/** The five systems' own examples, as they stand. */
const EXAMPLES = {
  'a cron text with a payload': {
    sent: {
      name: 'Email Job',
      schedule: '*/2 * * * *',
      payload: { type: 'email', email: 'test@example.com' },
    },
    canonical: {
      schedule: { kind: 'cron', expression: '*/2 * * * *', timezone: 'UTC' },
      task: {
        ...{ type: 'email', to: ['test@example.com'], subject: 'Email Job' },
        text: 'This is “Email Job”, sent by Punctual.',
      },
    },
  },
  'a cron text with isActive': {
    sent: {
      name: 'Daily Email Notification',
      description: 'Send daily newsletter to users',
      schedule: '0 9 * * *',
      isActive: true,
    },
    canonical: {
      ...{ description: 'Send daily newsletter to users', enabled: true, task: { type: 'log' } },
      schedule: { kind: 'cron', expression: '0 9 * * *', timezone: 'UTC' },
    },
  },
  'a frequency with data': {
    sent: {
      ...{ name: 'Test Job', description: 'A test job', enabled: true },
      ...{ frequency: 'DAILY', startDate: '2024-12-20T09:00:00.000Z', data: { test: true } },
    },
    canonical: {
      task: { type: 'log', data: { test: true } },
      schedule: { kind: 'frequency', frequency: 'DAILY', interval: 1, startDate: '2024-12-20T09:00:00.000Z' },
      nextRunAt: '2031-03-04T09:00:00.000Z',
    },
  },
  'schedule_type with cron_expression': {
    sent: {
      name: 'Weekly Report Job',
      description: 'Sends report every Monday',
      schedule_type: 'cron',
      cron_expression: '0 9 * * MON',
    },
    canonical: {
      ...{ task: { type: 'log' }, nextRunAt: '2031-03-10T09:00:00.000Z' },
      schedule: { kind: 'cron', expression: '0 9 * * MON', timezone: 'UTC' },
    },
  },
};

const log = (more: object) => ({ name: 'Older', ...more });
const refused = (more: object) => api.ana.refused('POST', '/users/jobs', log(more));
const SCHEDULE = { kind: 'once', at: TOMORROW };
const anEmail = () =>
  created(api.ana, anEmailJob({}, { schedule: SCHEDULE, tags: ['report'], timeoutMs: 5_000 }));
const changed = async (method: string, id: string, body: object) =>
  (await api.ana.send<JobView>(method, `/users/jobs/${id}`, body)).body;

describe('the examples of the older systems are accepted unchanged', () => {
  test.each(Object.entries(EXAMPLES))('by POST: %s', async (_, { sent, canonical }) => {
    expect(await created(api.ana, sent)).toMatchObject({ name: sent.name, ...canonical });
  });

  test.each(Object.entries(EXAMPLES))('by PUT: %s', async (_, { sent, canonical }) => {
    const { id } = await anEmail();
    const job = await changed('PUT', id, sent);
    expect(job).toMatchObject({ name: sent.name, ...canonical, tags: [], timeoutMs: 30_000 });
  });

  test.each(Object.entries(EXAMPLES))('by PATCH, which leaves the rest: %s', async (_, one) => {
    const { id } = await anEmail();
    const { task: _task, ...schedule } = one.canonical;
    expect(await changed('PATCH', id, one.sent)).toMatchObject({
      ...{ name: one.sent.name, ...schedule },
      ...{ tags: ['report'], timeoutMs: 5_000 },
    });
  });

  test.each(Object.entries(EXAMPLES))(
    'and the answer is the canonical form alone: %s',
    async (_, { sent }) => {
      const job = await created(api.ana, sent);
      const spoken = [
        'payload',
        'isActive',
        'frequency',
        'startDate',
        'data',
        'schedule_type',
        'cron_expression',
      ];
      expect(Object.keys(job).filter((field) => spoken.includes(field))).toEqual([]);
    },
  );
});

describe('the fields of the older dialects', () => {
  test('a cron text runs in the zone that the user has set', async () => {
    const dora = await api.newcomer({ timezone: 'America/New_York' });
    const job = await created(dora, log({ schedule: '0 9 * * *' }));
    expect(job.schedule).toMatchObject({ kind: 'cron', timezone: 'America/New_York' });
    expect(job.nextRunAt).toBe('2031-03-03T14:00:00.000Z');
  });

  test('isActive is enabled', async () => {
    const job = await created(api.ana, log({ schedule: '@daily', isActive: false }));
    expect(job).toMatchObject({ enabled: false, nextRunAt: null });
  });

  test('ONCE runs at its start date', async () => {
    const job = await created(api.ana, log({ frequency: 'ONCE', startDate: TOMORROW }));
    expect(job).toMatchObject({ schedule: { kind: 'once', at: TOMORROW }, nextRunAt: TOMORROW });
  });

  test('ONCE with a start date that has passed runs at once', async () => {
    const { id } = await created(api.ana, log({ frequency: 'ONCE', startDate: '2024-12-20T09:00:00.000Z' }));
    const [run] = await records.runs(id);
    expect(run?.status).toBe('PENDING');
    expect((run?.dueAt.getTime() ?? 0) - NOW.getTime()).toBeLessThanOrEqual(1);
  });

  test.each([
    ['cronExpression', { frequency: 'CRON', cronExpression: '0 9 * * MON' }],
    ['schedule', { frequency: 'CRON', schedule: '0 9 * * MON' }],
  ])('CRON runs by its %s', async (_, schedule) => {
    const job = await created(api.ana, log(schedule));
    expect(job.schedule).toMatchObject({ kind: 'cron', expression: '0 9 * * MON' });
  });

  test('CRON runs from its start date on', async () => {
    const job = await created(api.ana, log({ frequency: 'CRON', schedule: '@hourly', startDate: TOMORROW }));
    expect(job.nextRunAt).toBe(TOMORROW);
  });

  test('a payload of another type is the task as it is', async () => {
    const payload = { type: 'log', data: [1, 2] };
    expect((await created(api.ana, log({ schedule: '@daily', payload }))).task).toEqual(payload);
  });

  test('an email of a payload keeps the subject and the text that it has', async () => {
    const words = { subject: 'Hello', text: 'Good morning.' };
    const payload = { type: 'email', email: ['a@example.com', 'b@example.com'], ...words };
    const { task } = await created(api.ana, log({ schedule: '@daily', payload }));
    expect(task).toEqual({ type: 'email', to: ['a@example.com', 'b@example.com'], ...words });
  });
});

describe('a PATCH in an older dialect changes only what it says', () => {
  test.each([
    ['isActive', { isActive: false }, { enabled: false }],
    ['a cron text', { schedule: '0 9 * * *' }, { schedule: { kind: 'cron', expression: '0 9 * * *' } }],
    ['a name alone', { name: 'New' }, { name: 'New' }],
  ])('%s leaves the task and the policies', async (_, body, change) => {
    const before = await anEmail();
    const { task, tags, timeoutMs } = before;
    expect(await changed('PATCH', before.id, body)).toMatchObject({ task, tags, timeoutMs, ...change });
  });

  test('data is what the job logs from then on', async () => {
    const { id } = await created(api.ana, log({ schedule: '@daily' }));
    expect((await changed('PATCH', id, { data: { a: 1 } })).task).toEqual({ type: 'log', data: { a: 1 } });
  });

  test('an email without a name gets no subject that was not given', async () => {
    const { id } = await anEmail();
    const body = { payload: { type: 'email', email: 'b@example.com' } };
    const error = await api.ana.refused('PATCH', `/users/jobs/${id}`, body);
    expect(error).toMatchObject({ status: 422, paths: ['task.subject'] });
  });
});

describe('a wrong value, or the same one twice, is refused at its field', () => {
  test.each([
    ['schedule.expression', { schedule: '61 * * * *' }],
    ['schedule.expression', { schedule_type: 'cron', cron_expression: '0 0 30 2 *' }],
    ['schedule.startDate', { frequency: 'DAILY' }],
    ['schedule.startDate', { frequency: 'DAILY', startDate: '2024-12-20' }],
    ['schedule.at', { frequency: 'ONCE', startDate: '2031-12-20T09:00:00' }],
    ['task.to.0', { schedule: '@daily', payload: { type: 'email', email: 'nobody' } }],
    ['enabled', { schedule: '@daily', isActive: 'yes' }],
    ['isActive', { schedule: '@daily', isActive: true, enabled: false }],
    ['payload', { schedule: '@daily', payload: { type: 'log' }, task: { type: 'log' } }],
    ['data', { schedule: '@daily', payload: { type: 'log' }, data: 1 }],
    ['frequency', { schedule: '@daily', frequency: 'SOMETIMES' }],
    ['startDate', { schedule: { kind: 'interval', every: '1h' }, startDate: TOMORROW }],
  ])('%s of %j', async (path, more) => {
    expect(await refused(more)).toMatchObject({ status: 422, paths: [path] });
  });

  test('two schedules: neither is chosen', async () => {
    const error = await refused({ frequency: 'DAILY', startDate: TOMORROW, schedule: '@hourly' });
    expect(error.status).toBe(422);
    expect(error.paths).toContain('schedule');
  });
});
