import type { ChangedJob } from '@punctual/contracts/api/job-actions-contract';
import type { JobView } from '@punctual/contracts/jobs/job';
import { MINUTE_MS, SECOND_MS } from '@punctual/contracts/time';
import { useApi } from '@punctual/testing/api/api';
import { aJob, created } from '@punctual/testing/api/job-drafts';
import { idOf, Records } from '@punctual/testing/api/records';
import { TestClock } from '@punctual/testing/api/test-clock';
import { afterEach, describe, expect, test } from 'vitest';

const NOW = new Date('2031-03-03T12:00:00.000Z');
const clock = new TestClock(NOW);
const api = useApi({ clock });
const records = new Records(api);
afterEach(() => clock.advance(NOW.getTime() - clock.now().getTime()));

/** Seconds from the start of the test. */
const at = (seconds: number) => new Date(NOW.getTime() + seconds * SECOND_MS);
const each = (every: string) => ({ kind: 'interval', every });
const cron = (expression: string) => ({ kind: 'cron', expression, timezone: 'UTC' });
const aJobOf = (more: object = {}) => created(api.ana, aJob({ schedule: each('10m'), ...more }));
const path = (id: string) => `/users/jobs/${id}`;
const get = (id: string) => api.ana.get<JobView>(path(id));
const patch = async (id: string, edit: object, headers?: Record<string, string>) =>
  (await api.ana.patch<ChangedJob>(path(id), edit, headers)).body;
const etag = async (id: string) => (await get(id)).headers.get('etag') ?? '';

describe('PATCH', () => {
  test('changes what is sent and leaves the rest', async () => {
    const { updatedAt: _, ...before } = await aJobOf({ tags: ['a'] });
    const job = await patch(before.id, { name: 'New' });
    expect(job).toMatchObject({ ...before, name: 'New', revision: 2 });
    expect((await get(before.id)).body).toMatchObject({ name: 'New', tags: ['a'] });
  });

  test.each([
    [
      'retry',
      { attempts: 2 },
      { attempts: 2, backoff: 'exponential', delayMs: 10_000, maxAgeMs: 86_400_000 },
    ],
    ['task', { type: 'log', data: 2 }, { type: 'log', data: 2 }],
    ['schedule', cron('@daily'), { ...cron('@daily'), jitterMs: 0, maxRuns: null }],
  ])('replaces %s as a whole', async (field, value, whole) => {
    const given = { retry: { attempts: 9, delayMs: 500 }, task: { type: 'log', data: { a: 1 } } };
    const { id } = await aJobOf({ ...given, schedule: { ...each('10m'), jitterMs: 1_000, maxRuns: 7 } });
    expect(await patch(id, { [field]: value })).toMatchObject({ [field]: whole });
  });

  test('of when it runs and whether it does is one change', async () => {
    const { id } = await aJobOf();
    const off = await patch(id, { name: 'New', schedule: each('1h'), enabled: false });
    expect(off).toMatchObject({ name: 'New', enabled: false, nextRunAt: null, revision: 2 });
    const on = await patch(id, { schedule: each('2h'), enabled: true });
    expect(on).toMatchObject({ enabled: true, nextRunAt: at(7_200).toISOString(), revision: 3 });
    const revisions = await records.revisions(id);
    expect(revisions.map(({ action }) => action)).toEqual(['create', 'disable', 'enable']);
  });

  test('of nothing changes nothing', async () => {
    const { id } = await aJobOf();
    const before = await records.job(id);
    await patch(id, {});
    expect(await records.job(id)).toEqual(before);
  });

  test('of everything as it is makes no revision, and refreshes no run', async () => {
    const { id } = await aJobOf({ tags: ['a', 'b'], description: 'x', enabled: true });
    const [before, run] = [await records.job(id), await records.run(id, at(5))];
    const { name, tags, task, schedule, retry, timeoutMs, enabled } = (await get(id)).body;
    clock.advance(SECOND_MS);
    expect(await patch(id, { name, tags, task, schedule, retry, timeoutMs, enabled })).toMatchObject({
      revision: 1,
    });
    expect([await records.job(id), await records.again(run)]).toEqual([before, run]);
    expect(await records.revisions(id)).toHaveLength(1);
  });

  test.each([
    ['colour', { colour: 'red' }],
    ['status', { status: 'COMPLETED' }],
    ['revision', { revision: 2 }],
    ['createdAt', { createdAt: '2031-03-03T12:00:01.000Z' }],
    ['counts', { counts: 5 }],
    ['schedule.colour', { schedule: { ...each('10m'), colour: 'red' } }],
    ['schedule.expression', { schedule: cron('61 * * * *') }],
    ['name', { name: '' }],
    ['timeoutMs', { timeoutMs: null }],
  ])('is refused at %s, and changes nothing: %j', async (field, edit) => {
    const { id } = await aJobOf();
    const before = await records.job(id);
    expect(await api.ana.refused('PATCH', path(id), edit)).toMatchObject({ status: 422, paths: [field] });
    expect(await records.job(id)).toEqual(before);
  });

  test('of the job of another user is a 404', async () => {
    const { id } = await aJobOf();
    expect((await api.bob.refused('PATCH', path(id), { name: 'Mine' })).status).toBe(404);
    expect((await records.job(id)).revision).toBe(1);
  });
});

describe('PUT', () => {
  const put = async (id: string, job: object) => (await api.ana.send<JobView>('PUT', path(id), job)).body;

  test('replaces the job: what is left out becomes the default', async () => {
    const given = { description: 'old', tags: ['a'], timeoutMs: 5_000, retry: { attempts: 2 } };
    const { id } = await aJobOf({ ...given, enabled: false });
    const defaults = {
      description: null,
      tags: [],
      timeoutMs: 30_000,
      retry: { attempts: 5 },
      enabled: true,
    };
    expect(await put(id, aJob({ name: 'New', schedule: each('1h') }))).toMatchObject({
      name: 'New',
      ...defaults,
    });
  });

  test('keeps the id, the owner, the counts and the history of the job', async () => {
    const { id, ownerId, createdAt, counts } = await aJobOf();
    expect(await put(id, aJob({ schedule: each('1h') }))).toMatchObject({ id, ownerId, createdAt, counts });
  });

  test('of what a job was read as changes nothing, and of it with another name changes the name', async () => {
    const schedules = [
      each('10m'),
      cron('0 9 * * *'),
      { kind: 'once', at: at(600).toISOString(), timezone: undefined },
    ];
    for (const schedule of schedules) {
      const { id } = await aJobOf({
        schedule,
        tags: ['a'],
        task: { type: 'email', to: ['a@b.co'], subject: 's', text: 't' },
      });
      const { body: read, headers } = await get(id);
      expect(await put(id, read)).toMatchObject({ ...read, revision: 1 });
      const answer = await put(id, { ...read, name: 'New' });
      expect(answer).toMatchObject({ name: 'New', tags: ['a'], revision: 2 });
      expect(await put(id, { ...answer, name: 'Newer' })).toMatchObject({ name: 'Newer', revision: 3 });
      expect(headers.get('etag')).toMatch(/^"1\./);
    }
  });

  test.each([
    ['status', { status: 'FAILED' }],
    ['nextRunAt', { nextRunAt: at(9_999).toISOString() }],
    ['counts', { counts: { total: 9, completed: 9, failed: 0, skipped: 0, canceled: 0 } }],
    ['id', { id: '0123456789abcdef01234567' }],
    ['ownerId', { ownerId: '0123456789abcdef01234567' }],
    ['scheduleText', { scheduleText: 'Never' }],
    ['suspended', { suspended: true }],
    ['updatedAt', { updatedAt: NOW.toISOString().replace('2031', '2030') }],
    ['revision', { revision: 7 }],
    ['owner', { owner: { id: '0123456789abcdef01234567', email: 'x@example.com' } }],
  ])(
    'with %s, which only the server sets, changed is refused there: nothing is changed',
    async (field, change) => {
      const { id } = await aJobOf();
      const [{ body: read }, before] = [await get(id), await records.job(id)];
      const error = await api.ana.refused('PUT', path(id), { ...read, name: 'New', ...change });
      expect(error).toMatchObject({ status: 422, code: 'VALIDATION_FAILED', paths: [field] });
      expect(await records.job(id)).toEqual(before);
    },
  );

  test('of a job that has run since it was read counts all the same; of one that was edited it does not', async () => {
    const { id } = await aJobOf();
    const { body: read } = await get(id);
    const counts = { ...read.counts, total: 1, failed: 1 };
    await records.changeJob(id, { counts, status: 'FAILED', nextRunAt: at(1_200), stateVersion: 9 });
    expect(await put(id, { ...read, name: 'New' })).toMatchObject({ name: 'New', counts });
    expect((await api.ana.refused('PUT', path(id), read)).paths).toContain('revision');
  });

  test('without what every job has is refused', async () => {
    const { id } = await aJobOf();
    const error = await api.ana.refused('PUT', path(id), { task: { type: 'log' }, schedule: each('1h') });
    expect(error).toMatchObject({ status: 422, paths: ['name'] });
  });

  test('of an unknown job makes none', async () => {
    const error = await api.ana.refused('PUT', path('0123456789abcdef01234567'), aJob());
    expect(error.status).toBe(404);
  });
});

describe('an ETag', () => {
  test('is answered by creating, reading and changing a job, and is the same for what is the same', async () => {
    const answer = await api.ana.post<JobView>('/users/jobs', aJob({ schedule: each('10m') }));
    expect(answer.headers.get('etag')).toMatch(/^"1\.\d+"$/);
    expect(await etag(answer.body.id)).toBe(answer.headers.get('etag'));
    const changed = await api.ana.patch(path(answer.body.id), { name: 'New' });
    expect(changed.headers.get('etag')).toMatch(/^"2\.\d+"$/);
    expect(await etag(answer.body.id)).toBe(changed.headers.get('etag'));
  });

  test('that If-Match names lets a change through', async () => {
    const { id } = await aJobOf();
    expect(await patch(id, { name: 'New' }, { 'if-match': await etag(id) })).toMatchObject({ revision: 2 });
  });

  test('of before another edit is a 412, and changes nothing', async () => {
    const { id } = await aJobOf();
    const old = await etag(id);
    await patch(id, { name: 'Newer' });
    const error = await api.ana.refused('PATCH', path(id), { name: 'Old' }, { 'if-match': old });
    expect(error).toMatchObject({ status: 412, code: 'CHANGED_MEANWHILE' });
    expect((await get(id)).body).toMatchObject({ name: 'Newer', revision: 2 });
  });

  test('of before a run still counts', async () => {
    const { id } = await aJobOf();
    const old = await etag(id);
    await api.ana.post(`${path(id)}/run`);
    expect(await etag(id)).not.toBe(old);
    expect(await patch(id, { name: 'New' }, { 'if-match': old })).toMatchObject({ revision: 2 });
  });

  test.each(['PATCH', 'PUT', 'DELETE'])('is heeded by %s', async (method) => {
    const { id } = await aJobOf();
    const body = method === 'DELETE' ? undefined : aJob({ schedule: each('1h') });
    expect((await api.ana.refused(method, path(id), body, { 'if-match': '"7.1"' })).status).toBe(412);
  });

  test.each(['enable', 'disable'])('is heeded by %s', async (action) => {
    const { id } = await aJobOf();
    const error = await api.ana.refused('PATCH', `${path(id)}/${action}`, undefined, { 'if-match': '"7.1"' });
    expect(error.status).toBe(412);
  });

  test.each(['*', '"1.999"', 'W/"1.1"', '"x", "1.1"', '"7.1","1"', 'W/"a,b" , W/"1.1",'])(
    'in the form %s matches the first revision',
    async (match) => {
      const { id } = await aJobOf();
      expect(await patch(id, { name: 'New' }, { 'if-match': match })).toMatchObject({ revision: 2 });
    },
  );

  test.each(['nonsense', '""', '"x.1"', '1.1', '"2.1", "3.1"', '"a, 1.1"', '"x" "1.1"', ','])(
    'in the form %s matches nothing',
    async (match) => {
      const { id } = await aJobOf();
      const error = await api.ana.refused('PATCH', path(id), { name: 'New' }, { 'if-match': match });
      expect(error.status).toBe(412);
    },
  );

  test('of two edits at once by the same one lets one of them through', async () => {
    const { id } = await aJobOf();
    const match = { 'if-match': await etag(id) };
    const names = ['A', 'B', 'C', 'D'];
    const answers = await Promise.all(names.map((name) => api.ana.patch(path(id), { name }, match)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412]);
  });
});

test('edits at once without If-Match all count, one after the other', async () => {
  const { id } = await aJobOf();
  const edits = [{ name: 'New' }, { tags: ['a'] }, { timeoutMs: 5_000 }];
  await Promise.all(edits.map((edit) => patch(id, edit)));
  expect((await get(id)).body).toMatchObject({ name: 'New', tags: ['a'], timeoutMs: 5_000, revision: 4 });
});

describe('an edit of the schedule', () => {
  test('cancels the scheduled run that lies ahead, as superseded', async () => {
    const { id } = await aJobOf();
    const run = await records.run(id, at(5));
    const { effects } = await patch(id, { schedule: each('1h') });
    expect(await records.again(run)).toMatchObject({ status: 'CANCELED', reason: 'SUPERSEDED' });
    expect(effects).toEqual({ canceledRuns: 1, runningRuns: [] });
  });

  test.each([
    ['a retry', { attempt: 1 }, at(5)],
    ['a run that somebody asked for', { trigger: 'manual' }, at(5)],
    ['an overdue run', {}, at(-5)],
  ] as const)('leaves %s', async (_, facts, due) => {
    const { id } = await aJobOf();
    const run = await records.run(id, due, facts);
    const { effects } = await patch(id, { schedule: each('1h') });
    expect(await records.again(run)).toEqual(run);
    expect(effects.canceledRuns).toBe(0);
  });

  test('leaves a run that is going on', async () => {
    const { id } = await aJobOf();
    const run = await records.running(id, at(-5));
    expect(await patch(id, { schedule: each('1h') })).toMatchObject({ status: 'RUNNING' });
    expect(await records.again(run)).toEqual(run);
  });

  test('begins anew from now', async () => {
    const { id } = await aJobOf();
    const job = await patch(id, { schedule: cron('0 13 * * *') });
    expect(job).toMatchObject({ nextRunAt: '2031-03-03T13:00:00.000Z', status: 'PENDING' });
  });

  test('sets the next time behind everything that has begun, so that nothing runs twice', async () => {
    const { id } = await aJobOf({ schedule: cron('*/10 * * * *') });
    await records.running(id, at(600));
    const job = await patch(id, { schedule: cron('*/5 * * * *') });
    expect(job.nextRunAt).toBe(at(900).toISOString());
  });

  test('that is due in a moment has its run at once', async () => {
    const { id } = await aJobOf();
    await patch(id, { schedule: { kind: 'once', at: at(2).toISOString() } });
    expect(await records.runs(id)).toMatchObject([{ status: 'PENDING', dueAt: at(2), scheduleRevision: 2 }]);
  });

  test('to what it is already supersedes nothing and keeps its phase', async () => {
    const { id, nextRunAt } = await aJobOf();
    const run = await records.run(id, at(5));
    clock.advance(SECOND_MS);
    expect(await patch(id, { schedule: each('10m') })).toMatchObject({ nextRunAt });
    expect(await records.again(run)).toMatchObject({ status: 'PENDING', scheduleRevision: 1 });
  });

  test('leaves no occurrence behind that was due before it, though no watcher was there', async () => {
    const { id } = await aJobOf({ schedule: each('10s') });
    clock.advance(15 * SECOND_MS);
    await patch(id, { schedule: each('1h') });
    expect(await records.runs(id)).toMatchObject([{ scheduledFor: at(10), status: 'PENDING' }]);
  });

  test('with no run left is refused', async () => {
    const { id } = await aJobOf();
    const ended = { ...each('10s'), startAt: at(-20).toISOString(), endAt: at(-5).toISOString() };
    const error = await api.ana.refused('PATCH', path(id), { schedule: ended });
    expect(error).toMatchObject({ status: 422, paths: ['schedule.endAt'] });
  });
});

describe('an edit of the task or of policies', () => {
  const EDIT = { name: 'New', task: { type: 'log', data: 2 }, timeoutMs: 5_000 };

  test('goes with the scheduled run that lies ahead', async () => {
    const { id } = await aJobOf();
    const run = await records.run(id, at(5));
    await patch(id, EDIT);
    expect(await records.again(run)).toMatchObject({ status: 'PENDING', revision: 2, snapshot: EDIT });
  });

  test.each([
    ['a retry', { attempt: 1 }, at(5)],
    ['a run that somebody asked for', { trigger: 'manual' }, at(5)],
    ['an overdue run', {}, at(-5)],
    ['a run that is going on', { status: 'RUNNING', attempt: 1 }, at(-5)],
    ['a run that has ended', { status: 'COMPLETED', attempt: 1 }, at(-5)],
  ] as const)('leaves %s as it was made', async (_, facts, due) => {
    const { id } = await aJobOf();
    const run = await records.run(id, due, facts);
    await patch(id, EDIT);
    expect(await records.again(run)).toEqual(run);
  });

  test('moves no time', async () => {
    const { id, nextRunAt } = await aJobOf();
    clock.advance(MINUTE_MS);
    expect(await patch(id, EDIT)).toMatchObject({ nextRunAt });
    expect((await records.job(id)).scheduleRevision).toBe(1);
  });
});

describe('every revision is kept', () => {
  test('with who made it, when and how', async () => {
    const { id } = await aJobOf();
    clock.advance(SECOND_MS);
    await patch(id, { name: 'New' });
    const by = expect.objectContaining({ toHexString: expect.any(Function) });
    expect(await records.revisions(id)).toMatchObject([
      { revision: 1, action: 'create', by, at: NOW, settings: { name: 'Water the plants' } },
      { revision: 2, action: 'edit', by, at: at(1), settings: { name: 'New' } },
    ]);
    expect((await records.revisions(id)).map((one) => one.by?.toHexString())).toEqual([
      api.ana.id,
      api.ana.id,
    ]);
  });

  test('an edit that also disables is one change, recorded as disabling', async () => {
    const { id } = await aJobOf();
    await patch(id, { name: 'New', enabled: false });
    const revisions = await records.revisions(id);
    expect(revisions.map(({ action }) => action)).toEqual(['create', 'disable']);
    expect(revisions.at(-1)?.settings).toMatchObject({ name: 'New', enabled: false });
  });
});

describe('the count of the runs that maxRuns allows', () => {
  const six = (more: object) => ({ ...more, maxRuns: 6 });
  /** A job of which some of six runs have been started. */
  const started = async (starts: number) => {
    const { id } = await aJobOf({ schedule: six(cron('* * * * * *')) });
    const ended = starts === 6 ? { nextRunAt: null, nextOccurrence: null, status: 'COMPLETED' as const } : {};
    await records.changeJob(id, { starts, ...ended });
    return id;
  };

  test('stays when the schedule is rewritten', async () => {
    const id = await started(4);
    const job = await patch(id, { schedule: six(cron('*/1 * * * * *')) });
    expect(job).toMatchObject({ starts: 4, status: 'PENDING' });
  });

  test('stays when the job is disabled and enabled; a job that has used it up does not go on', async () => {
    const id = await started(6);
    await patch(id, { enabled: false });
    expect(await patch(id, { enabled: true })).toMatchObject({
      starts: 6,
      nextRunAt: null,
      status: 'COMPLETED',
    });
  });

  test('refuses another schedule when it is used up, and says how to go on', async () => {
    const id = await started(6);
    const { status, body } = await api.ana.patch(path(id), { schedule: six(cron('*/1 * * * * *')) });
    expect([status, body]).toMatchObject([
      422,
      {
        error: {
          details: [
            {
              path: 'schedule.maxRuns',
              message:
                '6 of 6 runs have been started, so none is left. Allow more runs, or restart the count.',
            },
          ],
        },
      },
    ]);
    expect(await patch(id, { name: 'Renamed' })).toMatchObject({ starts: 6, nextRunAt: null });
  });

  test('goes on with a larger maxRuns', async () => {
    const id = await started(6);
    const job = await patch(id, { schedule: { ...cron('* * * * * *'), maxRuns: 7 } });
    expect(job).toMatchObject({ starts: 6, nextRunAt: at(1).toISOString(), status: 'PENDING' });
  });

  test('starts anew on request, and the job goes on', async () => {
    const id = await started(6);
    const job = await patch(id, { restartCount: true });
    expect(job).toMatchObject({ starts: 0, nextRunAt: at(1).toISOString(), status: 'PENDING' });
  });

  test('does not start anew where that is declined, and the edit is none', async () => {
    const id = await started(4);
    expect(await patch(id, { restartCount: false })).toMatchObject({ starts: 4, revision: 1 });
  });

  test('begins at nothing for a copy, and is null without maxRuns', async () => {
    expect(await aJobOf({ schedule: six(each('10m')) })).toMatchObject({ starts: 0 });
    expect(await aJobOf()).toMatchObject({ starts: null });
  });
});

describe('the status of a job after an edit', () => {
  test('of a job that had ended is PENDING if runs are to come', async () => {
    const { id } = await aJobOf({ schedule: { ...each('10m'), maxRuns: 1 } });
    await records.ended(id, at(600));
    await records.changeJob(id, { nextRunAt: null, nextOccurrence: null, status: 'COMPLETED' });
    expect(await patch(id, { schedule: each('1h') })).toMatchObject({ status: 'PENDING' });
  });

  test('of a disabled job is PENDING while runs would come', async () => {
    const { id } = await aJobOf({ enabled: false });
    expect(await patch(id, { name: 'New' })).toMatchObject({ status: 'PENDING', nextRunAt: null });
    expect(await patch(id, { schedule: each('1h') })).toMatchObject({ status: 'PENDING', nextRunAt: null });
  });

  test('of a job with a run under way is RUNNING', async () => {
    const { id } = await aJobOf();
    const run = await records.running(id, at(-5));
    const job = await patch(id, { enabled: false });
    expect(job).toMatchObject({ status: 'RUNNING', effects: { runningRuns: [idOf(run)] } });
  });
});
