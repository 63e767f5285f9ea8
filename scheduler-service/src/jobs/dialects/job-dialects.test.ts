import { jobInput } from '@punctual/contracts/jobs/job';
import { describe, expect, it } from 'vitest';
import { translateJobDialect } from './job-dialects.ts';

const defaults = { defaultTimezone: 'Europe/Paris', now: new Date('2026-11-21T12:00:00.000Z') };
const START = '2024-12-20T09:00:00.000Z';
/** An object of JSON that throws where it is made a text. */
const NO_TEXT = { toString: 1, valueOf: 1 };
const read = (body: unknown) => jobInput.parse(translateJobDialect(body, defaults, 'job'));
const change = (body: unknown) => translateJobDialect(body, defaults, 'change');

describe('translating a job of an older dialect: the examples of the older systems are accepted unchanged', () => {
  it('a cron text and a payload of a type', () => {
    const job = read({
      name: 'Email Job',
      schedule: '*/2 * * * *',
      payload: { type: 'email', email: 'test@example.com' },
    });
    expect(job.schedule).toEqual({ kind: 'cron', expression: '*/2 * * * *', timezone: 'Europe/Paris' });
    expect(job.task).toMatchObject({ type: 'email', to: ['test@example.com'], subject: 'Email Job' });
  });

  it('a description and isActive, without a task', () => {
    const job = read({
      name: 'Daily Email Notification',
      description: 'Send daily newsletter to users',
      schedule: '0 9 * * *',
      isActive: false,
    });
    expect(job).toMatchObject({ enabled: false, task: { type: 'log' } });
  });

  it('a frequency, a start and data', () => {
    const job = read({
      name: 'Test Job',
      description: 'A test job',
      enabled: true,
      frequency: 'DAILY',
      startDate: '2024-12-20T09:00:00.000Z',
      data: { test: true },
    });
    expect(job.schedule).toMatchObject({
      kind: 'frequency',
      frequency: 'DAILY',
      startDate: '2024-12-20T09:00:00.000Z',
    });
    expect(job.task).toEqual({ type: 'log', data: { test: true } });
  });

  it('schedule_type and cron_expression', () => {
    const job = read({
      name: 'Weekly Report Job',
      description: 'Sends report every Monday',
      schedule_type: 'cron',
      cron_expression: '0 9 * * MON',
    });
    expect(job.schedule).toMatchObject({ kind: 'cron', expression: '0 9 * * MON' });
  });
});

describe('translating a job of an older dialect: braces are sent as they are', () => {
  it('of an email and of a call', () => {
    const payload = { type: 'email', email: 'a@b.co', text: 'Hello {{ name }}' };
    expect(read({ name: 'a', schedule: '@daily', payload }).task).toMatchObject({ placeholders: false });
    const call = { type: 'http', url: 'https://example.com/', method: 'POST', body: { a: ['{% x'] } };
    expect(read({ name: 'a', schedule: '@daily', payload: call }).task).toMatchObject({
      placeholders: false,
    });
  });

  it('and nothing is said of placeholders where there are none, or where the task says it', () => {
    const payload = { type: 'email', email: 'a@b.co', text: 'Hello' };
    expect(read({ name: 'a', schedule: '@daily', payload }).task).not.toHaveProperty('placeholders');
    const asked = { ...payload, text: '{{ job.id }}', placeholders: true };
    expect(read({ name: 'a', schedule: '@daily', payload: asked }).task).toMatchObject({
      placeholders: true,
    });
  });
});

describe('translating a job of an older dialect: nothing is guessed', () => {
  it('a canonical job stays as it is', () => {
    const job = {
      name: 'a',
      task: { type: 'log' },
      schedule: { kind: 'interval', every: '15m' },
      enabled: true,
    };
    expect(translateJobDialect(job, defaults, 'job')).toEqual(job);
  });

  it('two spellings of one field are refused, not one of them ignored', () => {
    const both = { name: 'a', schedule: '@daily', isActive: true, enabled: false };
    expect(() => read(both)).toThrow(/isActive/);
  });

  it.each([
    [
      'a start beside a canonical schedule',
      { schedule: { kind: 'interval', every: '1h' }, startDate: 'x' },
      /startDate/,
    ],
    ['a text beside a frequency', { frequency: 'DAILY', startDate: START, schedule: '@daily' }, /schedule/],
    ['a frequency that is none beside a text', { frequency: 'SOMETIMES', schedule: '@daily' }, /frequency/],
    ['an interval beside a text', { interval: 2, schedule: '@daily' }, /interval/],
    ['two texts', { frequency: 'CRON', cronExpression: '@hourly', schedule: '@daily' }, /schedule/],
    [
      'two recipients',
      { schedule: '@daily', payload: { type: 'email', email: 'a@b.co', to: ['c@d.co'] } },
      /email/,
    ],
    ['what makes no text, as a frequency', { frequency: NO_TEXT, schedule: '@daily' }, /frequency/],
    [
      'what makes no text, as a name',
      { name: NO_TEXT, schedule: '@daily', payload: { type: 'email', email: 'a@b.co' } },
      /name/,
    ],
  ])('a field that would be ignored is refused: %s', (_, fields, field) => {
    expect(() => read({ name: 'a', ...fields })).toThrow(field);
  });

  it('the start of a cron schedule is kept', () => {
    const job = read({ name: 'a', frequency: 'CRON', cronExpression: '@daily', startDate: START });
    expect(job.schedule).toMatchObject({ kind: 'cron', expression: '@daily', startAt: START });
  });

  it('a body that is no object is passed on to validation', () => {
    expect(translateJobDialect('text', defaults, 'job')).toBe('text');
  });
});

describe('translating a change of an older dialect: only its own fields change', () => {
  it.each([
    ['a name', { name: 'New' }, { name: 'New' }],
    ['isActive', { isActive: false }, { enabled: false }],
    ['data', { data: { a: 1 } }, { task: { type: 'log', data: { a: 1 } } }],
    ['nothing', {}, {}],
  ])('%s', (_, body, canonical) => {
    expect(change(body)).toEqual(canonical);
  });

  it('an email without a name gets no subject that was not given', () => {
    const { task } = change({ payload: { type: 'email', email: 'a@example.com' } }) as { task: object };
    expect(task).toEqual({ type: 'email', to: ['a@example.com'] });
  });
});
