import { jobInput } from '@punctual/contracts/jobs/job';
import { resolveSchedule } from '@punctual/contracts/schedules/resolve-schedule';
import { describe, expect, test } from 'vitest';
import { checkJobForm } from './check-job-form.ts';
import { fieldOfPath } from './field-of-path.ts';
import { fromJob } from './from-job.ts';
import { emptyValues, type JobFormValues } from './job-form-values.ts';
import { trialValues } from './open-form.ts';
import { changedCount } from './options/changed-count.ts';
import { summarySentence } from './summary-sentence.ts';
import { call, email, filled, KINDS, NOW, note, ZONE } from './testing/kinds.ts';
import { toJobDraft } from './to-job-draft.ts';
import { checkTyped, previewedSchedule } from './when/check-when.ts';
import { daysToMonday, QUICK_TIMES } from './when/quick-times.ts';

const draftOf = (values: JobFormValues, now = NOW) => toJobDraft(values, KINDS, now);
const wrongIn = (values: JobFormValues) => checkJobForm(values, KINDS, NOW);

const FORMS: [string, JobFormValues][] = [
  ['once', email({ date: '2026-12-24', time: '18:00' })],
  ['the second of a time that comes twice', email({ date: '2027-10-31', time: '02:30', pass: 'second' })],
  ['elapsed time', email({ mode: 'interval', every: '3', unit: 'week' })],
  ['seconds', note('Tick', { mode: 'interval', every: '90', unit: 'second' })],
  [
    'the calendar',
    note('Tick', {
      mode: 'interval',
      counting: 'calendar',
      every: '2',
      unit: 'month',
      firstDate: '2026-12-31',
      firstTime: '09:00',
    }),
  ],
  ['choices', email({ mode: 'repeat', expression: '0 9 * * MON' })],
  [
    'every second week',
    email({ mode: 'repeat', expression: '30 9 * * TUE', weeks: 2, firstWeek: '2026-12-08', jitter: '1m' }),
  ],
  [
    'what is richer than choices',
    email(
      {
        mode: 'cron',
        expression: '0 9 1-7 * MON',
        gap: 'skip',
        jitter: '10m',
        description: 'Why',
        tags: 'a, b',
      },
      { cc: 'boss@example.com', html: '<b>Hi</b>' },
    ),
  ],
  [
    'a start and both kinds of end',
    note('Tick', {
      mode: 'repeat',
      startDate: '2027-01-01',
      startTime: '00:00',
      end: 'both',
      endDate: '2027-06-01',
      endTime: '12:00',
      maxRuns: '10',
    }),
  ],
  [
    'a call',
    call(
      {
        method: 'POST',
        headers: 'Accept: text/plain\nX-Team: ops',
        body: '{"a": [1, 2]}',
        expectStatus: '200, 404',
      },
      { attempts: '3', backoff: 'fixed', delay: '5s', maxAge: '2h', timeout: '10s', overlap: 'queueOne' },
    ),
  ],
  [
    'a note of JSON',
    note('{"a": 1}', { misfire: 'all', catchUp: '6h', delivery: 'at-most-once', enabled: false }),
  ],
];

describe('what is sent', () => {
  test.each(FORMS)('%s passes the contract', (_, values) => {
    expect(wrongIn(values)).toEqual({});
    expect(jobInput.safeParse(draftOf(values)).error).toBeUndefined();
  });

  test.each(FORMS)('%s opens as the same form and sends the same again', (_, values) => {
    const sent = jobInput.parse(draftOf(values));
    const completion = resolveSchedule(sent.schedule, { now: NOW, seed: 'x' });
    if (!completion.ok) throw new Error('The schedule is not complete.');
    const { seed: _seed, ...schedule } = completion.schedule;
    const back = fromJob(
      { ...sent, schedule, scheduleText: '', starts: null, suspended: false },
      KINDS,
      ZONE,
      NOW,
    );
    expect({ ...back, firstDate: '', firstTime: '' }).toMatchObject({ mode: values.mode, zone: values.zone });
    const again = draftOf({ ...back, ...(values.firstDate === '' ? { firstDate: '', firstTime: '' } : {}) });
    expect(again).toEqual(draftOf({ ...values, name: sent.name }));
  });

  test('opens at the next full hour of the zone', () => {
    expect(draftOf(email()).schedule).toEqual({ kind: 'once', at: '2026-11-21T13:00:00.000Z' });
  });

  test('of a time that comes twice the one that was chosen is sent', () => {
    const at = (pass: 'first' | 'second') =>
      draftOf(email({ date: '2027-10-31', time: '02:30', pass })).schedule;
    expect(at('first')).toEqual({ kind: 'once', at: '2027-10-31T00:30:00.000Z' });
    expect(at('second')).toEqual({ kind: 'once', at: '2027-10-31T01:30:00.000Z' });
  });

  test('a time after pressing counts from the press, not from when it was chosen', () => {
    const later = new Date(NOW.getTime() + 600_000);
    const values = trialValues(emptyValues('email', KINDS, ZONE, NOW), 'ana@example.com', NOW);
    expect(draftOf(values, later).schedule).toEqual({ kind: 'once', at: '2026-11-21T12:45:56.000Z' });
  });

  test('blanks are trimmed, empty fields left out, several addresses taken apart', () => {
    const { task } = draftOf(
      email({}, { to: ' a@example.com, b@example.com;c@example.com ', subject: ' Report ' }),
    );
    expect(task).toEqual({
      type: 'email',
      to: ['a@example.com', 'b@example.com', 'c@example.com'],
      subject: 'Report',
      text: 'Hello',
    });
  });

  test('a name left empty takes the subject, the call or the first line of the note', () => {
    expect(draftOf(email()).name).toBe('Report');
    expect(draftOf(call({})).name).toBe('GET api.example.com/run');
    expect(draftOf(note('Tick\ntock')).name).toBe('Tick');
    expect(draftOf(note('Tick', { name: ' Mine ' })).name).toBe('Mine');
  });
});

describe('what is wrong', () => {
  test('an empty form names each thing, in the order of the page', () => {
    const errors = wrongIn({ ...emptyValues('email', KINDS, ZONE, NOW), date: '' });
    expect(Object.keys(errors)).toEqual(['task.email.to', 'task.email.subject', 'task.email.text', 'date']);
  });

  test.each<[string, JobFormValues, string]>([
    ['a bad address', email({}, { to: 'ops@example.com, nobody' }), 'task.email.to'],
    ['no URL', call({ url: '' }), 'task.http.url'],
    ['a URL of another kind', call({ url: 'ftp://example.com' }), 'task.http.url'],
    ['a body where none is sent', call({ body: 'x' }), 'task.http.body'],
    ['a line that is no header', call({ headers: 'Accept' }), 'task.http.headers'],
    ['a status that is none', call({ expectStatus: '2000' }), 'task.http.expectStatus'],
    ['half of a JSON', note('{"a": '), 'task.log.data'],
    ['a past time', email({ date: '2026-11-21', time: '13:00' }), 'time'],
    ['a time that clocks jump over', email({ date: '2027-03-28', time: '02:30' }), 'time'],
    ['a zone that is none', email({ zone: 'Mars/Phobos' }), 'zone'],
    ['a part that is none', email({ mode: 'cron', expression: '61 9 * * *' }), 'expression'],
    ['four parts', email({ mode: 'cron', expression: '0 9 * *' }), 'expression'],
    ['every zero minutes', email({ mode: 'interval', every: '0' }), 'every'],
    [
      'the calendar without a first run',
      email({ mode: 'interval', counting: 'calendar', unit: 'day' }),
      'firstDate',
    ],
    ['an end without a date', email({ mode: 'repeat', end: 'date' }), 'endDate'],
    ['no number of runs', email({ mode: 'repeat', end: 'count' }), 'maxRuns'],
    ['a duration that is none', email({ timeout: 'soon' }), 'timeout'],
    ['21 attempts', email({ attempts: '21' }), 'attempts'],
  ])('%s is said at its field', (_, values, field) => {
    expect(Object.keys(wrongIn(values))).toEqual([field]);
  });

  test.each<[string, Partial<JobFormValues>, string]>([
    ['a part', { mode: 'cron', expression: '61 9 * * *' }, 'expression'],
    ['seven parts', { mode: 'cron', expression: '0 0 9 * * MON 2027' }, 'expression'],
    ['an interval', { mode: 'interval', every: '1.5' }, 'every'],
    ['a time that clocks jump over', { date: '2027-03-28', time: '02:30' }, 'time'],
    ['a past time', { date: '2026-11-21', time: '13:00' }, 'time'],
  ])('%s is said while it is typed, and has no next runs', (_, part, field) => {
    expect(Object.keys(checkTyped(email(part), NOW))).toEqual([field]);
    expect(previewedSchedule(email(part), NOW)).toBeNull();
  });

  test.each<[string, Partial<JobFormValues>]>([
    ['four parts', { mode: 'cron', expression: '0 9 * *' }],
    ['no expression', { mode: 'cron', expression: '' }],
    ['no number', { mode: 'interval', every: '' }],
    ['half a time', { time: '' }],
  ])('%s are unfinished, not wrong, and have no next runs', (_, part) => {
    expect(checkTyped(email(part), NOW)).toEqual({});
    expect(previewedSchedule(email(part), NOW)).toBeNull();
  });

  test('what is hidden is not judged', () => {
    expect(wrongIn(note('Tick', { expression: 'x' }))).toEqual({});
  });

  test('HTML alone is enough', () => {
    expect(wrongIn(email({}, { text: '', html: '<p>Hi</p>' }))).toEqual({});
  });
});

test.each([
  ['task.to.0', 'once', 'task.email.to'],
  ['task.subject', 'once', 'task.email.subject'],
  ['schedule.at', 'once', 'time'],
  ['schedule.expression', 'cron', 'expression'],
  ['schedule.timezone', 'cron', 'zone'],
  ['schedule', 'interval', 'every'],
  ['schedule.startAt', 'interval', 'firstDate'],
  ['schedule.startAt', 'repeat', 'startDate'],
  ['schedule.startDate', 'repeat', 'firstWeek'],
  ['retry.delayMs', 'once', 'delay'],
  ['tags.0', 'once', 'tags'],
  ['name', 'once', 'name'],
  ['ownerId', 'once', null],
] as const)('the API’s %s (%s) is the field %s', (path, mode, field) => {
  expect(fieldOfPath(path, { kind: 'email', mode })).toBe(field);
});

test('a kind of task unknown to the form is made from its description', () => {
  const schema = { type: 'string', maxLength: 200 };
  const kinds = [
    { type: 'sms', description: 'Sends a text.', fields: [{ name: 'number', required: true, schema }] },
  ];
  const values = { ...filled('sms', { number: '+33 1' }) };
  const unknown = kinds as unknown as typeof KINDS;
  expect(checkJobForm({ ...values, task: { sms: { number: '' } } }, unknown, NOW)).toEqual({
    'task.sms.number': 'Enter the number.',
  });
  expect(toJobDraft(values, unknown, NOW).task).toEqual({ type: 'sms', number: '+33 1' });
  expect(summarySentence(values, unknown, null, NOW)).toMatch(/^Punctual will run “Sms” on /);
});

test('suggested times of the form are on the calendar of the zone', () => {
  const [, , tomorrow, monday] = QUICK_TIMES;
  expect(tomorrow?.times(ZONE, NOW)).toEqual({ date: '2026-11-22', time: '09:00', afterMs: null });
  expect(monday?.times(ZONE, NOW)).toEqual({ date: '2026-11-23', time: '09:00', afterMs: null });
  expect(daysToMonday('UTC', new Date('2026-11-23T00:00:00Z'))).toBe(7);
});

test('options of the form count those that differ from the defaults', () => {
  expect(changedCount(email())).toBe(0);
  expect(changedCount(email({ mode: 'repeat', tags: 'a', end: 'count', maxRuns: '3', enabled: false }))).toBe(
    3,
  );
  expect(changedCount(email({ mode: 'once', end: 'count', maxRuns: '3' }))).toBe(0);
});

describe('the summary', () => {
  const said = (values: JobFormValues, description: string | null = null) =>
    summarySentence(values, KINDS, description, NOW);

  test('says what will happen in one sentence', () => {
    expect(said(email())).toMatch(/^Punctual will send “Report” to ops@example.com on Sat 21 Nov, .* CET\.$/);
    expect(said(note('Tick', { mode: 'interval' }))).toBe('Punctual will record a note every 15 minutes.');
    expect(said(call({}, { mode: 'repeat' }), 'Every day at 09:00, Europe/Paris')).toBe(
      'Punctual will call GET api.example.com every day at 09:00, Europe/Paris.',
    );
  });

  test('has words of its own where nothing is entered yet', () => {
    const empty = { ...email({}, { to: '', subject: '' }), date: '' };
    expect(said(empty)).toBe('Punctual will send an email to the people you name at the time you choose.');
  });
});
