import { jobInput } from '@punctual/shared/jobs/job';
import { describe, expect, test } from 'vitest';
import { checkJobForm } from './check-job-form.ts';
import { fieldOfPath } from './field-of-path.ts';
import { fromJob } from './from-job.ts';
import { emptyValues, type JobFormValues } from './job-form-values.ts';
import { daysToMonday, QUICK_TIMES } from './quick-times.ts';
import { summarySentence } from './summary-sentence.ts';
import { toJobDraft } from './to-job-draft.ts';
import { trialValues } from './trial.ts';

const NOW = new Date('2026-11-21T12:34:56.000Z');
const ZONE = 'Europe/Paris';

const email = (part: Partial<JobFormValues> = {}): JobFormValues => ({
  ...emptyValues('email', ZONE, NOW),
  to: 'ops@example.com',
  subject: 'Report',
  text: 'Hello',
  ...part,
});
const note = (part: Partial<JobFormValues> = {}): JobFormValues => ({
  ...emptyValues('log', ZONE, NOW),
  note: 'Tick\ntock',
  ...part,
});

describe('what is sent', () => {
  test.each([
    ['once', email()],
    ['interval', email({ mode: 'interval', every: '2', unit: 'hour' })],
    ['cron', email({ mode: 'cron', expression: ' 0 9 * * MON ' })],
    ['a note', note()],
  ])('%s passes the contract', (_, values) => {
    expect(checkJobForm(values, NOW)).toEqual({});
    expect(jobInput.safeParse(toJobDraft(values, NOW)).error).toBeUndefined();
  });

  test('opens at the next full hour of the zone', () => {
    expect(toJobDraft(email(), NOW).schedule).toEqual({ kind: 'once', at: '2026-11-21T13:00:00.000Z' });
  });

  test('a time after pressing counts from the press, not from when it was chosen', () => {
    const later = new Date(NOW.getTime() + 600_000);
    const values = trialValues(emptyValues('email', ZONE, NOW), 'ana@example.com', NOW);
    expect(toJobDraft(values, later).schedule).toEqual({ kind: 'once', at: '2026-11-21T12:45:56.000Z' });
  });

  test('blanks are trimmed, empty fields left out, several addresses taken apart', () => {
    const { task } = toJobDraft(
      email({ to: ' a@example.com, b@example.com;c@example.com ', subject: ' Report ' }),
      NOW,
    );
    expect(task).toEqual({
      type: 'email',
      to: ['a@example.com', 'b@example.com', 'c@example.com'],
      subject: 'Report',
      text: 'Hello',
    });
  });

  test('a name left empty takes the subject, or the first line of the note', () => {
    expect(toJobDraft(email(), NOW).name).toBe('Report');
    expect(toJobDraft(note(), NOW).name).toBe('Tick');
    expect(toJobDraft(note({ name: ' Mine ' }), NOW).name).toBe('Mine');
  });
});

describe('there and back', () => {
  test.each([
    ['once', email({ date: '2026-12-24', time: '18:00' })],
    ['interval', email({ mode: 'interval', every: '3', unit: 'week' })],
    ['cron', email({ mode: 'cron', expression: '0 9 1-7 * MON', cc: 'boss@example.com', html: '<b>Hi</b>' })],
    ['a note', note({ mode: 'interval', every: '90', unit: 'minute' })],
  ])('%s sends the same again', (_, values) => {
    const sent = jobInput.parse(toJobDraft(values, NOW));
    const back = fromJob(sent, ZONE, NOW);
    expect(back && toJobDraft(back, NOW)).toEqual(toJobDraft({ ...values, name: sent.name }, NOW));
  });

  test('a schedule beyond this form is not simplified', () => {
    const job = jobInput.parse(toJobDraft(note(), NOW));
    expect(fromJob({ ...job, schedule: { kind: 'interval', every: '90s' } }, ZONE, NOW)).toBeNull();
    expect(fromJob({ ...job, schedule: { kind: 'frequency' } }, ZONE, NOW)).toBeNull();
  });
});

describe('what is wrong', () => {
  test('an empty form names each thing, in the order of the page', () => {
    const errors = checkJobForm({ ...emptyValues('email', ZONE, NOW), date: '' }, NOW);
    expect(Object.keys(errors)).toEqual(['to', 'subject', 'text', 'date']);
  });

  test.each<[string, Partial<JobFormValues>, string]>([
    ['a bad address', { to: 'ops@example.com, nobody' }, 'to'],
    ['a past time', { date: '2026-11-21', time: '13:00' }, 'time'],
    ['a time that clocks jump over', { date: '2027-03-28', time: '02:30' }, 'time'],
    ['a zone that is none', { zone: 'Mars/Phobos' }, 'zone'],
    ['four parts', { mode: 'cron', expression: '0 9 * *' }, 'expression'],
    ['every zero minutes', { mode: 'interval', every: '0' }, 'every'],
  ])('%s is said at its field', (_, part, field) => {
    expect(Object.keys(checkJobForm(email(part), NOW))).toEqual([field]);
  });

  test('what is hidden is not judged', () => {
    expect(checkJobForm(note({ to: 'nobody', expression: 'x' }), NOW)).toEqual({});
  });

  test('HTML alone is enough', () => {
    expect(checkJobForm(email({ text: '', html: '<p>Hi</p>' }), NOW)).toEqual({});
  });
});

test.each([
  ['task.to.0', 'once', 'to'],
  ['task.subject', 'once', 'subject'],
  ['schedule.at', 'once', 'time'],
  ['schedule.expression', 'cron', 'expression'],
  ['schedule.timezone', 'cron', 'zone'],
  ['schedule', 'interval', 'every'],
  ['name', 'once', 'name'],
  ['retry.attempts', 'once', null],
] as const)('the API’s %s (%s) is the field %s', (path, mode, field) => {
  expect(fieldOfPath(path, mode)).toBe(field);
});

test('suggested times are on the calendar of the zone', () => {
  const [, , tomorrow, monday] = QUICK_TIMES;
  expect(tomorrow?.times(ZONE, NOW)).toEqual({ date: '2026-11-22', time: '09:00', afterMs: null });
  expect(monday?.times(ZONE, NOW)).toEqual({ date: '2026-11-23', time: '09:00', afterMs: null });
  expect(daysToMonday('UTC', new Date('2026-11-23T00:00:00Z'))).toBe(7);
});

test('the summary says what will happen in one sentence', () => {
  expect(summarySentence(email(), NOW)).toMatch(
    /^Punctual will send “Report” to ops@example.com on Sat 21 Nov, .* CET\.$/,
  );
  expect(summarySentence(note({ mode: 'interval' }), NOW)).toBe(
    'Punctual will record a note every 15 minutes.',
  );
  expect(summarySentence({ ...email(), to: '', subject: '', date: '' }, NOW)).toBe(
    'Punctual will send an email to the people you name at the time you choose.',
  );
});
