import { MAX_IMPORT } from '@punctual/contracts/api/limits';
import { useApi } from '@punctual/testing/api/api';
import { aJob } from '@punctual/testing/api/job-drafts';
import { expect, test } from 'vitest';

const api = useApi();
const COSTLY = 25;
const ACCEPTED = 100;
/** The most details of a refusal that are answered, before the number of all others. */
const DETAILS = 50;
/** The schedule of the attack: 40 of them in one import silenced the API for 52 s. */
const costly = (n: number) => ({
  kind: 'cron',
  expression: '59 59 23 1W,15W,31W,L * +SAT#5,SUN#5',
  timezone: 'Antarctica/Troll',
  startAt: new Date(n * 60_000).toISOString(),
});
/** The most of an answer that is computed from a schedule that is not refused. */
const largest = {
  schedule: { kind: 'cron', expression: '59 59 23 L,1W,15W * *', timezone: 'Africa/Casablanca' },
  count: 1_000,
};

/** A job with a schedule that takes long to compute, and may be saved. */
const aHeavyJob = (n: number) => ({
  name: `${n}`,
  task: { type: 'log' },
  schedule: { kind: 'cron', expression: `${n % 60} 0 29 2 +MON`, timezone: 'Africa/Casablanca' },
});

/** Asks for /health all the while; returns the longest wait as a share of the whole time. */
async function longestWait(work: Promise<unknown>): Promise<number> {
  let isOver = false;
  const begun = performance.now();
  const ended = work.finally(() => {
    isOver = true;
  });
  let longest = 0;
  while (!isOver) {
    const asked = performance.now();
    await api.nobody.get('/health');
    longest = Math.max(longest, performance.now() - asked);
  }
  await ended;
  return longest / (performance.now() - begun);
}

test('an import of the costliest schedules is refused, each with its reason, and holds up no other request', async () => {
  const jobs = Array.from({ length: COSTLY }, (_, n) => aJob({ name: `Costly ${n}`, schedule: costly(n) }));
  const answer = api.ana.post<{ error: { details: object[] } }>('/users/jobs/import', { jobs });
  expect(await longestWait(answer)).toBeLessThan(0.2);
  const { status, body } = await answer;
  expect([status, body.error.details.length]).toEqual([422, COSTLY]);
  expect(body.error.details[0]).toMatchObject({
    path: 'jobs.0.schedule.expression',
    message: expect.stringContaining('takes too long to compute'),
  });
});

test('the largest import of the costliest schedules is refused line by line, within its allowance of steps', async () => {
  const tight = {
    task: { type: 'log' },
    schedule: { ...costly(0), startAt: '1970-01-01T00:00:00Z', maxRuns: 10_000 },
  };
  const jobs = Array.from({ length: MAX_IMPORT }, (_, n) => ({ name: `${n}`, ...tight }));
  const answer = api.ana.post<{ error: { details: { path: string; message: string }[] } }>(
    '/users/jobs/import',
    {
      jobs,
    },
  );
  expect(await longestWait(answer)).toBeLessThan(0.1);
  const { status, body } = await answer;
  const { details } = body.error;
  expect([status, details.length]).toEqual([422, DETAILS + 1]);
  expect(details[0]?.message).toContain('takes too long to compute');
  expect(details.at(-1)?.message).toBe(`There are ${MAX_IMPORT - DETAILS} more problems.`);
});

test('an import of more schedules that each may be saved than may be computed at a time is refused, and says so', async () => {
  const jobs = Array.from({ length: MAX_IMPORT }, (_, n) => aHeavyJob(n));
  const error = await api.ana.refused('POST', '/users/jobs/import', { jobs });
  expect(error.details[0]).toEqual({
    path: expect.stringMatching(/^jobs\.\d{3}\.schedule$/),
    message: expect.stringContaining('Import fewer such jobs at a time'),
  });
});

test('an import of costly schedules that are accepted holds up no other request', async () => {
  const jobs = Array.from({ length: ACCEPTED }, (_, n) => aHeavyJob(n));
  const answer = api.ana.post('/users/jobs/import', { jobs });
  expect(await longestWait(answer)).toBeLessThan(0.1);
  expect((await answer).status).toBe(201);
});

test('forty previews of a thousand costly runs at once are answered, and hold up no other request', async () => {
  const previews = Promise.all(Array.from({ length: 40 }, () => api.ana.post('/schedules/preview', largest)));
  expect(await longestWait(previews)).toBeLessThan(0.2);
  expect(new Set((await previews).map(({ status }) => status))).toEqual(new Set([200]));
});
