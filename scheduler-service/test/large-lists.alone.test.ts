import { useApi } from '@punctual/testing/api/api';
import { aJob } from '@punctual/testing/api/job-drafts';
import { expect, test } from 'vitest';

const api = useApi();
const LARGE = 'x'.repeat(60_000);

/** Jobs of a user whose list is six megabytes. */
async function manyLarge(count: number) {
  const dora = await api.newcomer();
  const tasks = Array.from({ length: count }, () => aJob({ task: { type: 'log', data: LARGE } }));
  for (const draft of tasks) expect((await dora.post('/users/jobs', draft)).status).toBe(201);
  return dora;
}

test('twenty pages of six megabytes at once keep no other user waiting', async () => {
  const dora = await manyLarge(100);
  const pages = Array.from({ length: 20 }, () => dora.get('/users/jobs?limit=100'));
  const begun = performance.now();
  expect((await api.ana.get('/users/jobs')).status).toBe(200);
  const waited = performance.now() - begun;
  await Promise.all(pages);
  const took = performance.now() - begun;
  expect(waited).toBeLessThan(took / 2);
});
