import { expect, test } from 'vitest';
import { refusalOf } from './import-refusal.ts';
import { jobsOfCrontab } from './jobs-of-crontab.ts';

const { jobs } = jobsOfCrontab('# One\n0 9 * * * curl a.example\n\n0 9 30 2 * curl b.example', 'UTC');

test('import: what the server refuses is shown at the line that the job came from, the first detail counts', () => {
  const details = [
    { path: 'jobs.1.schedule.expression', message: 'It never runs.' },
    { path: 'jobs.1.name', message: 'Shorter.' },
  ];
  const { lines, rest } = refusalOf(details, jobs, 'Refused.');
  expect([...lines]).toEqual([[4, 'It never runs.']]);
  expect(rest).toBe('Nothing was imported: 1 line needs your attention.');
});

test('import: a refusal that belongs to no line is shown above', () => {
  expect(refusalOf([{ path: 'jobs', message: 'x' }], jobs, 'At most 100 jobs.').rest).toBe(
    'At most 100 jobs.',
  );
});
