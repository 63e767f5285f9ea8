import { describe, expect, it } from 'vitest';
import { translateJobDialect } from './dialects.ts';
import { jobInput } from './job.ts';

const defaults = { defaultTimezone: 'Europe/Paris', now: new Date('2026-11-21T12:00:00.000Z') };
const read = (body: unknown) => jobInput.parse(translateJobDialect(body, defaults));

describe('The older systems’ own examples are understood as they stand', () => {
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

describe('Nothing is guessed', () => {
  it('the canonical form is left as it is', () => {
    const job = {
      name: 'a',
      task: { type: 'log' },
      schedule: { kind: 'interval', every: '15m' },
      enabled: true,
    };
    expect(translateJobDialect(job, defaults)).toEqual(job);
  });

  it('both spellings of one thing are refused, not one of them ignored', () => {
    const both = { name: 'a', schedule: '@daily', isActive: true, enabled: false };
    expect(() => read(both)).toThrow(/isActive/);
  });

  it('what is no object is passed on to validation', () => {
    expect(translateJobDialect('text', defaults)).toBe('text');
  });
});
