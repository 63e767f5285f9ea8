import { expect, test } from 'vitest';
import { refusalOf } from './import-refusal.ts';
import { jobsOfCrontab } from './jobs-of-crontab.ts';

const { jobs } = jobsOfCrontab('# One\n0 9 * * * curl a.example\n\n0 9 30 2 * curl b.example', 'UTC');

test('what the server refuses stands at the line that the job came from, the first word counts', () => {
  const details = [
    { path: 'jobs.1.schedule.expression', message: 'It never runs.' },
    { path: 'jobs.1.name', message: 'Shorter.' },
  ];
  const { lines, rest } = refusalOf(details, jobs, 'Refused.');
  expect([...lines]).toEqual([[4, 'It never runs.']]);
  expect(rest).toBe('Nothing was imported: 1 line needs your attention.');
});

test('what belongs to no line is said above', () => {
  expect(refusalOf([{ path: 'jobs', message: 'x' }], jobs, 'At most 100 jobs.').rest).toBe(
    'At most 100 jobs.',
  );
});
