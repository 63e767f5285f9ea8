import { useApi } from '@punctual/testing/api/api';
import { aJob, anEmailJob, tomorrow } from '@punctual/testing/api/job-drafts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const api = useApi();
const refusal = (draft: object, headers?: Record<string, string>) =>
  api.ana.refused('POST', '/users/jobs', draft, headers);
const ofSchedule = (schedule: object) => refusal(aJob({ schedule }));
const ofEmail = (email: object) => refusal(anEmailJob(email));
const ago = (ms: number) => new Date(Date.now() - ms).toISOString();

let before: Record<string, number>;
beforeEach(async () => {
  before = await api.counts();
});
afterEach(async () => {
  expect(await api.counts()).toEqual(before);
});

describe('a schedule is refused', () => {
  test('whose cron field is out of range, at the expression and with the range', async () => {
    const error = await ofSchedule({ kind: 'cron', expression: '61 9 * * *' });
    expect(error).toMatchObject({ status: 422, code: 'VALIDATION_FAILED', paths: ['schedule.expression'] });
    expect(error.message).toBe('schedule.expression: Minute: 61 is not in 0–59.');
  });

  test.each([
    '* * *',
    '* * * * * * *',
    '0 9 * * FOO',
    '@sometimes',
    '0 0 30 2 *',
    '5-1 * * * *',
    '"',
    '$where',
  ])('whose cron expression cannot be, or never comes: %s', async (expression) => {
    expect((await ofSchedule({ kind: 'cron', expression })).paths).toEqual(['schedule.expression']);
  });

  test('whose time zone does not exist', async () => {
    const error = await ofSchedule({ kind: 'cron', expression: '0 9 * * *', timezone: 'Mars/Olympus' });
    expect(error.paths).toEqual(['schedule.timezone']);
  });

  test.each([
    ['once', 'at', { at: '2099-01-01T09:00:00' }],
    ['once', 'at', { at: '2099-01-01' }],
    ['once', 'at', { at: 'tomorrow' }],
    ['once', 'at', { at: 4070912400000 }],
    ['interval', 'startAt', { every: '1h', startAt: '2099-01-01T09:00:00' }],
    ['frequency', 'startDate', { frequency: 'DAILY', startDate: '2099-01-01T09:00:00' }],
  ])('whose time has no offset: %s, %s of %j', async (kind, field, rest) => {
    expect((await ofSchedule({ kind, ...rest })).paths).toEqual([`schedule.${field}`]);
  });

  test('that is once, more than a minute ago', async () => {
    const error = await ofSchedule({ kind: 'once', at: ago(61_000) });
    expect(error).toMatchObject({ status: 422, paths: ['schedule.at'] });
  });

  test.each([
    ['every', { kind: 'interval', every: 'often' }],
    ['every', { kind: 'interval', every: 0 }],
    ['every', { kind: 'interval', every: '10ms' }],
    ['interval', { kind: 'frequency', frequency: 'DAILY', interval: 0, startDate: tomorrow() }],
    ['frequency', { kind: 'frequency', frequency: 'SOMETIMES', startDate: tomorrow() }],
    ['jitterMs', { kind: 'interval', every: '1h', jitterMs: -1 }],
    ['maxRuns', { kind: 'interval', every: '1h', maxRuns: 0 }],
    ['endAt', { kind: 'interval', every: '1h', endAt: ago(1_000) }],
    ['seed', { kind: 'once', at: tomorrow(), seed: 'mine' }],
    ['kind', { kind: 'sometimes' }],
    ['kind', {}],
  ])('at %s: %j', async (field, schedule) => {
    expect(await ofSchedule(schedule)).toMatchObject({ status: 422, paths: [`schedule.${field}`] });
  });
});

describe('an email is refused', () => {
  const RECIPIENTS = {
    'with a line break and a header after it': 'b@example.com\r\nBcc: e@example.com',
    'with a line break before it': 'b\n@example.com',
    'that is a list': 'a@example.com,b@example.com',
    'that is a list with semicolons': 'a@example.com;b@example.com',
    'that is a group': 'friends: a@example.com, b@example.com;',
    'with a display name': 'Bob <b@example.com>',
    'in quotes': '"b c"@example.com',
    'with a comment': 'b(comment)@example.com',
    'with two at signs': 'a@b@example.com',
    'with a NUL': 'b\u0000@example.com',
    'with an escape': 'b\u001b@example.com',
    'with a delete': 'b@example\u007f.com',
    'with a line break of Unicode': 'b\u2028@example.com',
    'with a zero-width space': 'b\u200b@example.com',
    'with a mark that reverses the text': 'b\u202e@example.com',
    'without a host': 'b@',
    'without a name': '@example.com',
    'that is empty': '',
  };

  describe.each(['to', 'cc', 'bcc'])('for an address in %s', (field) => {
    test.each(Object.entries(RECIPIENTS))('%s', async (_, address) => {
      const error = await ofEmail({ [field]: [address] });
      expect(error).toMatchObject({ status: 422, paths: [`task.${field}.0`] });
    });
  });

  test.each([
    ['task.subject', { subject: 'Report\nBcc: e@example.com' }],
    ['task.subject', { subject: 'Report\r' }],
    ['task.subject', { subject: 'Report\u0000' }],
    ['task.subject', { subject: 'Report\u2028Bcc: e@example.com' }],
    ['task.subject', { subject: '' }],
    ['task.subject', { subject: '   ' }],
    ['task.subject', { subject: '\u200b\u00a0' }],
    ['task.subject', { subject: undefined }],
    ['task.text', { text: undefined }],
    ['task.text', { text: { path: '/etc/passwd' } }],
    ['task.html', { html: { href: 'https://evil.example' } }],
    ['task.to', { to: [] }],
    ['task.to', { to: 'ops@example.com' }],
    ['task.to', { to: undefined }],
    ['task.to', { to: Array(51).fill('ops@example.com') }],
    ['task.to.0', { to: [{ name: 'Bob', address: 'b@example.com' }] }],
    ['task.attachments', { attachments: [{ path: '/etc/passwd' }] }],
    ['task.from', { from: 'boss@example.com' }],
    ['task.headers', { headers: { bcc: 'e@example.com' } }],
    ['task.raw', { raw: 'To: e@example.com' }],
  ])('at %s: %j', async (path, email) => {
    expect(await ofEmail(email)).toMatchObject({ status: 422, code: 'VALIDATION_FAILED', paths: [path] });
  });
});

describe('fields that only the server may set are refused', () => {
  test.each([
    ['id', 'x'],
    ['_id', 'x'],
    ['ownerId', '0123456789abcdef01234567'],
    ['status', 'COMPLETED'],
    ['nextRunAt', tomorrow()],
    ['nextOccurrence', tomorrow()],
    ['lastRun', null],
    ['counts', { total: 7 }],
    ['revision', 7],
    ['scheduleRevision', 7],
    ['stateVersion', 7],
    ['shard', 7],
    ['active', null],
    ['ownerDisabled', false],
    ['deletedAt', null],
    ['countsDirty', false],
    ['fence', 7],
    ['createdAt', tomorrow()],
  ])('%s', async (field, value) => {
    expect(await refusal(aJob({ [field]: value }))).toMatchObject({ status: 422, paths: [field] });
  });
});

describe('a value is refused', () => {
  test.each([
    ['name', { name: '' }],
    ['name', { name: '   ' }],
    ['name', { name: 'x'.repeat(201) }],
    ['name', { name: undefined }],
    ['name', { name: 7 }],
    ['name', { name: 'back\u200bup' }],
    ['name', { name: 'back\u202epu' }],
    ['tags.1', { tags: ['a', ''] }],
    ['tags', { tags: 'a' }],
    ['tags.0', { tags: ['a\u2066'] }],
    ['enabled', { enabled: 'yes' }],
    ['timeoutMs', { timeoutMs: 0 }],
    ['timeoutMs', { timeoutMs: 1e12 }],
    ['retry.attempts', { retry: { attempts: 1_000 } }],
    ['retry.backoff', { retry: { backoff: 'random' } }],
    ['overlap', { overlap: 'whatever' }],
    ['task.type', { task: { type: 'shell', command: 'rm -rf /' } }],
    ['task.type', { task: {} }],
    ['task', { task: 'log' }],
    ['schedule', { schedule: undefined }],
    ['schedule', { schedule: 7 }],
  ])('at %s: %j', async (path, more) => {
    expect(await refusal(aJob(more))).toMatchObject({
      status: 422,
      code: 'VALIDATION_FAILED',
      paths: [path],
    });
  });

  test('all errors of a request are reported at once', async () => {
    const error = await refusal({ name: '', task: { type: 'log' }, schedule: { kind: 'once', at: 'x' } });
    expect(error.paths.sort()).toEqual(['name', 'schedule.at']);
  });

  test('and each field that is missing is named, in the message too', async () => {
    const error = await refusal({ name: 'x' });
    expect(error.paths.sort()).toEqual(['schedule', 'task']);
    expect(error.message).toBe('task: This is missing. schedule: This is missing.');
  });

  test('that the database cannot keep, as a key with a NUL', async () => {
    const error = await refusal(aJob({ task: { type: 'log', data: { a: { 'b\u0000c': 1 } } } }));
    expect(error.status).toBe(422);
  });
});
