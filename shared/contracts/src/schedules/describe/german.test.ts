import { expect, test } from 'vitest';
import { resolveSchedule } from '../resolve-schedule.ts';
import type { Schedule, ScheduleInput } from '../schedule.ts';
import { scheduleWarnings } from '../warnings.ts';
import { describeSchedule } from './describe.ts';

const NOW = new Date('2027-03-01T12:00:00Z');
const PARIS = 'Europe/Paris';
const cron = (expression: string): ScheduleInput => ({ kind: 'cron', expression, timezone: PARIS });
const frequency = (
  unit: 'HOURLY' | 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY',
  interval: number,
): ScheduleInput => ({
  kind: 'frequency',
  frequency: unit,
  interval,
  startDate: '2027-12-31T08:00:00Z',
  timezone: PARIS,
});

test.each<[string, string]>([
  ['0 9 * * MON', 'Jeden Montag um 09:00'],
  ['0 9,17 * * 1-5', 'Jeden Werktag (Montag bis Freitag) um 09:00 und 17:00'],
  ['0 9 * * MON-WED,SAT', 'Jeden Montag bis Mittwoch und Samstag um 09:00'],
  ['*/7 * * * *', 'Alle 7 Minuten, jede Stunde von vorn'],
  ['5,20 * * * *', 'In den Minuten 5 und 20 jeder Stunde'],
  ['5 */2 * * *', 'In Minute 5 jeder 2. Stunde'],
  ['*/15 9-17 * * MON-FRI', 'Alle 15 Minuten, von 09:00 bis 17:45, jeden Werktag (Montag bis Freitag)'],
  ['0 0 1 * *', 'Am 1. jedes Monats um 00:00'],
  ['0 0 L * *', 'Am letzten Tag jedes Monats um 00:00'],
  ['0 9 15W * *', 'Am nächstgelegenen Werktag zum 15. jedes Monats um 09:00'],
  ['0 9 * * MON#1', 'Am ersten Montag des Monats um 09:00'],
  ['0 9 * * FRIL', 'Am letzten Freitag des Monats um 09:00'],
  ['0 9 13 * +FRI', 'Am 13. jedes Monats, wenn das ein Freitag ist, um 09:00'],
  ['0 9 1-7 * MON', 'Vom 1. bis 7. jedes Monats und außerdem jeden Montag um 09:00'],
  ['0 0 29 2 *', 'Jedes Jahr am 29. Februar um 00:00'],
  ['0 9 1,15 3-6 *', 'Am 1. und am 15. von März bis Juni um 09:00'],
  ['0 0 1 */3 *', 'Am 1. im Januar, April, Juli und Oktober um 00:00'],
  ['0 0 */2 * *', 'An jedem 2. Tag vom 1. bis 31. jedes Monats um 00:00'],
  ['0 12 * MAR MON,WED', 'Jeden Montag und Mittwoch im März um 12:00'],
])('the German words of cron %s are “%s”', (expression, words) => {
  expect(describeSchedule(resolve(cron(expression)), 'de')).toBe(`${words}, Europe/Paris`);
});

test.each<[ScheduleInput, string]>([
  [{ kind: 'once', at: '2027-05-05T09:00:00+02:00' }, 'Einmal am Mittwoch, 5. Mai 2027, um 07:00, UTC'],
  [
    { kind: 'interval', every: 3_600_000, maxRuns: 10, jitterMs: 1_000 },
    'Jede Stunde ab Montag, 1. März 2027, um 13:00, UTC, höchstens 10-mal, bis zu 1 Sekunde später',
  ],
  [frequency('HOURLY', 6), 'Alle 6 Stunden ab Freitag, 31. Dezember 2027, um 09:00, Europe/Paris'],
  [frequency('DAILY', 3), 'Alle 3 Tage um 09:00, Europe/Paris, ab Freitag, 31. Dezember 2027'],
  [frequency('WEEKLY', 1), 'Jeden Freitag um 09:00, Europe/Paris'],
  [frequency('WEEKLY', 2), 'Alle 2 Wochen am Freitag um 09:00, Europe/Paris, ab Freitag, 31. Dezember 2027'],
  [frequency('MONTHLY', 1), 'Jeden Monat am 31. (in kürzeren Monaten am letzten Tag) um 09:00, Europe/Paris'],
  [frequency('YEARLY', 1), 'Jedes Jahr am 31. Dezember um 09:00, Europe/Paris'],
])('the German words of %j are “%s”', (input, words) => {
  expect(describeSchedule(resolve(input), 'de')).toBe(words);
});

test.each<[string, string[]]>([
  ['0 9 1-7 * MON', ['Läuft vom 1. bis 7. und außerdem jeden Montag, nicht nur am ersten Montag.']],
  [
    '0 0 29 2 *',
    [
      'Läuft seltener als einmal im Jahr: als Nächstes am Dienstag, 29. Februar 2028, danach am Sonntag, 29. Februar 2032.',
      'Februar der meisten Jahre hat keinen 29.: kein Lauf in diesem Monat. Für den letzten Tag des Monats schreiben Sie L.',
    ],
  ],
  [
    '30 2 * * *',
    [
      'Am So., 28. März, um 02:00 werden die Uhren in Paris vorgestellt. Der Lauf um 02:30 kommt stattdessen um 03:00.',
      'Am So., 31. Oktober, um 03:00 werden die Uhren in Paris zurückgestellt. Der Lauf um 02:30 kommt einmal, beim ersten der beiden Male.',
    ],
  ],
])('the warnings of %s are in German', (expression, expected) => {
  const said = scheduleWarnings(resolve(cron(expression)), NOW, 'de').map(({ message }) => message);
  expect(said).toEqual(expect.arrayContaining(expected));
});

test.each<[ScheduleInput, string]>([
  [cron('0 0 30 2 *'), 'Dieser Zeitplan läuft nie: Februar hat keinen 30.'],
  [cron('61 * * * *'), 'Minute: 61 liegt nicht in 0–59.'],
  [cron('0 0 * FEBR *'), 'Monat „FEBR“ gibt es nicht. Verwenden Sie 1–12 oder JAN–DEC.'],
  [{ kind: 'once', at: '2027-02-01T00:00:00Z' }, 'Diese Zeit ist vorbei. Wählen Sie eine spätere.'],
  [{ kind: 'interval', every: '1 day' }, 'Schreiben Sie, wie oft, zum Beispiel 15m, 2h oder 1d.'],
])('the problem of %j is in German', (input, message) => {
  const resolution = resolveSchedule(input, { now: NOW, seed: 'seed', language: 'de' });
  expect(resolution).toMatchObject({ ok: false, issues: [{ message }] });
});

function resolve(input: ScheduleInput): Schedule {
  const resolution = resolveSchedule(input, { now: NOW, seed: 'seed' });
  if (!resolution.ok) throw new Error(JSON.stringify(resolution.issues));
  return resolution.schedule;
}
