import type { JobView } from '@punctual/contracts/jobs/job';
import { DAY_MS, MINUTE_MS, SECOND_MS } from '@punctual/contracts/time';
import { useApi } from '@punctual/testing/api/api';
import { aJob, anEmailJob, created } from '@punctual/testing/api/job-drafts';
import { TestClock } from '@punctual/testing/api/test-clock';
import { describe, expect, test } from 'vitest';

const NOW = new Date('2031-03-03T10:00:00.000Z'); // a Monday
const clock = new TestClock(NOW);
const api = useApi({ clock });
const later = (ms: number) => new Date(NOW.getTime() + ms).toISOString();
const scheduled = (schedule: object) => created(api.ana, aJob({ schedule }));

const ONCE = { kind: 'once', at: later(DAY_MS) };

describe('creating a job', () => {
  test('answers 201 with the job, and its address', async () => {
    const answer = await api.ana.post<JobView>('/users/jobs', aJob({ schedule: ONCE }));
    expect(answer.status).toBe(201);
    expect(answer.headers.get('location')).toBe(`/users/jobs/${answer.body.id}`);
    expect((await api.ana.get(`/users/jobs/${answer.body.id}`)).body).toEqual(answer.body);
  });

  test('answers the canonical form: what was sent, every default, and what became of it', async () => {
    const job = await created(api.ana, aJob({ schedule: ONCE }));
    const times = { createdAt: expect.any(String), updatedAt: expect.any(String) };
    const common = { endAt: null, maxRuns: null, jitterMs: 0, dst: { gap: 'shift', overlap: 'once' } };
    expect(job).toEqual({
      ...{ id: expect.stringMatching(/^[0-9a-f]{24}$/), ownerId: api.ana.id },
      ...{ name: 'Water the plants', description: null, tags: [], task: { type: 'log' } },
      schedule: { ...ONCE, startAt: ONCE.at, ...common },
      scheduleText: 'Once on Tuesday 4 March 2031 at 10:00, UTC',
      retry: { attempts: 5, backoff: 'exponential', delayMs: 10_000, maxAgeMs: 86_400_000 },
      ...{ timeoutMs: 30_000, overlap: 'skip', misfire: 'fireOnce', catchUpWindowMs: 86_400_000 },
      ...{
        delivery: 'at-least-once',
        pauseAfterFailures: null,
        failuresInRow: 0,
        enabled: true,
        suspended: false,
        status: 'PENDING',
      },
      ...{ nextRunAt: ONCE.at, lastRun: null },
      counts: { total: 0, completed: 0, failed: 0, skipped: 0, canceled: 0 },
      ...{ starts: null, revision: 1, ...times },
    });
  });

  test('keeps what was sent, the parts of policies completed', async () => {
    const given = { description: 'each week', tags: ['a', 'b'], timeoutMs: 5_000, retry: { attempts: 2 } };
    const job = await created(api.ana, aJob({ schedule: ONCE, ...given }));
    const retry = { attempts: 2, backoff: 'exponential', delayMs: 10_000, maxAgeMs: 86_400_000 };
    expect(job).toMatchObject({ ...given, retry });
  });

  test('disabled has no next run', async () => {
    const job = await created(api.ana, aJob({ schedule: ONCE, enabled: false }));
    expect(job).toMatchObject({ enabled: false, nextRunAt: null });
  });

  test('under the short path /jobs is the same', async () => {
    const { status, body } = await api.ana.post<JobView>('/jobs', aJob({ schedule: ONCE }));
    expect(status).toBe(201);
    expect((await api.ana.get(`/jobs/${body.id}`)).body).toEqual(body);
    expect((await api.ana.get('/jobs?limit=1')).status).toBe(200);
  });
});

describe('a task', () => {
  test('may be an email, with everything that belongs to one', async () => {
    const email = {
      type: 'email',
      to: ['a@example.com', 'b@example.com'],
      cc: ['c@example.com'],
      bcc: ['d@example.com'],
      subject: 'Grüße ✓',
      text: 'Hello\nworld',
      html: '<p>Hello</p>',
    };
    expect((await created(api.ana, anEmailJob(email, { schedule: ONCE }))).task).toEqual(email);
  });

  test.each([
    ['an object', { a: 1, nested: { list: [1, 'two', null, { three: true }] } }],
    ['a list', [1, [2, [3]]]],
    ['lists within lists, sixty deep', JSON.parse('['.repeat(60) + ']'.repeat(60))],
    ['a text', 'just this'],
    ['a number', -1.5],
    ['false', false],
    ['null', null],
    ['an empty object', {}],
    ['keys that databases use', { $set: { 'a.b': 1 }, $a: '$b', '': 'empty', _id: 7, __v: 8 }],
    ['emoji and signs', { 'ключ 🔑': '\u2028 \\ " \u0000' }],
  ])('may log %s, which comes back as it was', async (_, data) => {
    const { id } = await created(api.ana, aJob({ schedule: ONCE, task: { type: 'log', data } }));
    const answer = await api.ana.get<JobView>(`/users/jobs/${id}`);
    expect(answer.body.task).toEqual({ type: 'log', data });
  });
});

describe('a schedule', () => {
  test('once runs at its time, answered in UTC with milliseconds', async () => {
    const job = await scheduled({ kind: 'once', at: '2031-03-04T12:00:00+02:00' });
    expect(job.schedule).toMatchObject({ kind: 'once', at: '2031-03-04T10:00:00.000Z' });
    expect(job.nextRunAt).toBe('2031-03-04T10:00:00.000Z');
  });

  test('once that has passed by less than a minute runs at once', async () => {
    const job = await scheduled({ kind: 'once', at: later(-MINUTE_MS) });
    expect(Date.parse(job.nextRunAt ?? '') - NOW.getTime()).toBeLessThanOrEqual(SECOND_MS);
  });

  test('cron runs by the clock of its zone', async () => {
    const job = await scheduled({ kind: 'cron', expression: '0 9 * * TUE', timezone: 'Europe/Paris' });
    expect(job.nextRunAt).toBe('2031-03-04T08:00:00.000Z');
    expect(job.schedule).toMatchObject({ expression: '0 9 * * TUE', timezone: 'Europe/Paris' });
  });

  test('cron without a zone runs by the clock of its user', async () => {
    const dora = await api.newcomer({ timezone: 'Asia/Tokyo' });
    const job = await created(dora, aJob({ schedule: { kind: 'cron', expression: '0 9 * * *' } }));
    expect(job.schedule).toMatchObject({ timezone: 'Asia/Tokyo' });
    expect(job.nextRunAt).toBe('2031-03-04T00:00:00.000Z');
  });

  test('cron takes seconds and nicknames', async () => {
    const [seconds, daily] = await Promise.all([
      scheduled({ kind: 'cron', expression: '30 0 12 * * *' }),
      scheduled({ kind: 'cron', expression: '@daily' }),
    ]);
    expect(seconds.nextRunAt).toBe('2031-03-03T12:00:30.000Z');
    expect(daily.nextRunAt).toBe('2031-03-04T00:00:00.000Z');
  });

  test('of intervals runs first one interval from now', async () => {
    const job = await scheduled({ kind: 'interval', every: '15m' });
    expect(job.nextRunAt).toBe(later(15 * MINUTE_MS));
  });

  test('of intervals with a start runs first at that start', async () => {
    const job = await scheduled({ kind: 'interval', every: 900_000, startAt: later(DAY_MS) });
    expect(job.nextRunAt).toBe(later(DAY_MS));
  });

  test('of a frequency runs first at its start date', async () => {
    const job = await scheduled({
      kind: 'frequency',
      frequency: 'DAILY',
      startDate: later(DAY_MS),
      timezone: 'America/New_York',
    });
    expect(job.schedule).toMatchObject({ frequency: 'DAILY', interval: 1, timezone: 'America/New_York' });
    expect(job.nextRunAt).toBe(later(DAY_MS));
  });
});

describe('a job due in a moment', () => {
  test('has its run at once, waiting, without a watcher', async () => {
    const { id } = await scheduled({ kind: 'once', at: later(2 * SECOND_MS) });
    const { body } = await api.ana.get(`/users/jobs/${id}/runs`);
    expect(body.data).toMatchObject([
      { status: 'PENDING', scheduledFor: later(2 * SECOND_MS), trigger: 'schedule' },
    ]);
  });

  test('due later has none yet', async () => {
    const { id } = await scheduled({ kind: 'once', at: later(10 * SECOND_MS) });
    expect((await api.ana.get(`/users/jobs/${id}/runs`)).body.data).toEqual([]);
  });
});
