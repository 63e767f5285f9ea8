import type { JobView } from '@punctual/contracts/jobs/job';
import { MASK } from '@punctual/contracts/tasks/secrets';
import { expect, test } from 'vitest';
import { exportOf } from './export-job.ts';

const calls = {
  type: 'http',
  method: 'GET',
  url: 'https://example.com',
  headers: { authorization: 'Bearer {{ secrets.TOKEN }}' },
};
const jobOf = (task: object) => ({ id: 'x', name: 'Ping', task }) as unknown as JobView;

test('an exported job names its secrets and leaves out their values', () => {
  const secrets = { TOKEN: { value: MASK, setAt: '2031-03-03T08:00:00.000Z' } };
  const exported = exportOf(jobOf({ ...calls, secrets }));
  expect(exported).toMatchObject({ name: 'Ping', task: { ...calls, secrets: { TOKEN: '' } } });
  expect(JSON.stringify(exported)).not.toContain(MASK);
});

test('an exported job without secrets is unchanged', () => {
  expect(exportOf(jobOf(calls))).toMatchObject({ task: calls });
});
