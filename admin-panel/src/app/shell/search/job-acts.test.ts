import { expect, test, vi } from 'vitest';
import type { JobRow } from '../../../features/jobs/api/list-jobs.ts';
import { listActs, readWanted } from './job-acts.ts';

const job = (id: string, enabled = true) => ({ id, name: `Job ${id}`, enabled }) as JobRow;
const actions = { run: vi.fn(), remove: vi.fn(), setEnabled: vi.fn() };
const labels = (query: string, ...jobs: JobRow[]) =>
  listActs(jobs, readWanted(query), actions).map(({ label }) => label);

test.each([
  ['disable monday report', { verb: 'disable', text: 'monday report' }],
  ['  Run  x ', { verb: 'run', text: 'x' }],
  ['run', { verb: null, text: 'run' }],
  ['running late', { verb: null, text: 'running late' }],
  ['disable ', { verb: null, text: 'disable' }],
])('“%s” is read as what is to be done to which job', (query, wanted) => {
  expect(readWanted(query)).toEqual(wanted);
});

test('what was found can be run, and disabled or enabled, whichever it is not', () => {
  expect(labels('x', job('a'), job('b', false), job('c'))).toEqual([
    'Run “Job a” now',
    'Disable “Job a”',
    'Run “Job b” now',
    'Enable “Job b”',
  ]);
});

test('with a verb only that is offered, on each job on which it can be done', () => {
  expect(labels('disable x', job('a'), job('b', false), job('c'))).toEqual([
    'Disable “Job a”',
    'Disable “Job c”',
  ]);
});
